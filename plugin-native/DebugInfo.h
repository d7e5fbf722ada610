//===- DebugInfo.h - Debug information of what stays ----------------------===//
#ifndef AUTOJIT_DEBUGINFO_H
#define AUTOJIT_DEBUGINFO_H

#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/Module.h"

#include <vector>

namespace autojit {

/// Has object and module file carry DWARF 4 where version 5 was asked for, unless it is split. There is no regular
/// build in which one source file is more than one compile unit; here stubs are a unit of their own, and each unit
/// of compiled code is. valgrind 3.19 understands version 5 in a file's first unit only, and gives up on others.
void lowerDwarfVersion(llvm::Module &M);

/// After the bodies are gone: keeps the debug information of kept functions and of global
/// variables, and drops the lists that only bodies need. To be called after the module is written.
void trimDebugInfo(llvm::Module &M);

/// While it lives, the module is without the debug information that only its object needs: lists of types,
/// enumerations, using-declarations and variables, and the variables' own. Bodies bring along what they mention.
class WithoutGlobalDebugInfo {
  struct Lists {
    llvm::DICompileUnit *Unit;
    llvm::MDTuple *Types, *Enums, *Imports, *Variables;
  };
  llvm::SmallVector<Lists, 1> Units;
  std::vector<std::pair<llvm::GlobalVariable *, llvm::MDNode *>> Attachments;

public:
  explicit WithoutGlobalDebugInfo(llvm::Module &M);
  ~WithoutGlobalDebugInfo();
  WithoutGlobalDebugInfo(const WithoutGlobalDebugInfo &) = delete;
  WithoutGlobalDebugInfo &operator=(const WithoutGlobalDebugInfo &) = delete;
};

/// Line entries that keep debuggers from stopping in stubs. Asked for a function, gdb and lldb break
/// at the second line entry, taking it for the end of the prologue: in a stub that is an instruction
/// which never runs. They break in the body as soon as there is one. The entries belong to a source
/// file that does not exist, so that no request for a line finds a stub.
class StubLines {
  llvm::DICompileUnit *Unit;
  llvm::DISubroutineType *Type;

public:
  explicit StubLines(llvm::Module &M);

  /// To be called when F holds the stub's text and no terminator.
  void describe(llvm::Function &F);
};

} // namespace autojit

#endif

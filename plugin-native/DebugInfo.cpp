//===- DebugInfo.cpp - Debug information of what stays --------------------===//

#include "DebugInfo.h"

#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

void autojit::trimDebugInfo(Module &M) {
  NamedMDNode *Units = M.getNamedMetadata("llvm.dbg.cu");
  if (!Units)
    return;
  bool KeptFunctions = false;
  for (const Function &F : M)
    KeptFunctions |= !F.isDeclaration() && F.getSubprogram();

  bool Globals = false;
  for (MDNode *Node : Units->operands()) {
    auto *Unit = cast<DICompileUnit>(Node);
    // Types, enumerations and using-declarations come back with the bodies that mention them.
    Unit->replaceRetainedTypes({});
    Unit->replaceEnumTypes({});
    Unit->replaceImportedEntities({});
    Globals |= Unit->getGlobalVariables().size() != 0;
  }
  if (!KeptFunctions && !Globals)
    M.eraseNamedMetadata(Units);
}

//===- ElfObject.h - Sections, symbols and relocations of an object -------===//
#ifndef AUTOJIT_LLVM_FAST_ELFOBJECT_H
#define AUTOJIT_LLVM_FAST_ELFOBJECT_H

#include "../../Bytes.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Support/MemoryBuffer.h"

#include <array>
#include <deque>
#include <memory>

namespace autojit::fast {

using autojit::Bytes; // a section's content

/// A symbol before the symbol table's order is known: local ones come first there.
enum class SymbolId : uint32_t {};

enum SectionId : uint32_t {
  TextSection,
  ExceptTableSection,
  DataSection,
  RelRoSection,
  RodataSection,
  EhFrameSection,
  AbbrevSection,
  InfoSection,
  LineSection,
  StackNoteSection,
  FirstGroupSection // a group of its own for this one and each that follows
};

/// A relocatable object for x86-64. To be written once.
class ElfObject {
  struct Part {
    std::string Name;
    uint32_t Type = 0;
    uint64_t Flags = 0, Alignment = 1;
    Bytes Content;
    // With SymbolIds until the end.
    llvm::SmallVector<llvm::ELF::Elf64_Rela, 0> Relocations;
    uint32_t Symbol = 0; // its own in the symbol table
    bool HasSymbol = false;
    SymbolId Signature{}; // of its group
  };
  std::deque<Part> Sections; // stay where they are
  Bytes Strings;
  // Their sections are SectionId + 1 until the end.
  llvm::SmallVector<llvm::ELF::Elf64_Sym, 0> Locals, Globals;
  llvm::StringMap<SymbolId> Named; // the global ones

public:
  ElfObject();

  Bytes &content(SectionId Section) { return Sections[Section].Content; }
  void reserveRelocations(SectionId Section, size_t Count) {
    Sections[Section].Relocations.reserve(Count);
  }
  void needAlignment(SectionId Section, uint64_t Alignment);

  SymbolId sectionSymbol(SectionId Section);
  /// A symbol without a name is allowed.
  SymbolId addLocal(llvm::StringRef Name, uint8_t Type, SectionId Section, uint64_t Offset,
                    uint64_t Size);
  SymbolId addGlobal(llvm::StringRef Name, uint8_t Binding, uint8_t Type, uint8_t Visibility,
                     SectionId Section, uint64_t Offset, uint64_t Size);
  /// The global symbol of that name, which may also be defined here.
  SymbolId globalSymbol(llvm::StringRef Name, bool IsWeak);

  /// A word with an address that objects which are linked together have once.
  SymbolId addSharedWord(llvm::StringRef Name, SymbolId Target);

  void relocate(SectionId Section, uint64_t Offset, uint32_t Type, SymbolId Symbol,
                int64_t Addend) {
    auto &Added = Sections[Section].Relocations.emplace_back();
    Added.r_offset = Offset;
    Added.setSymbolAndType(uint32_t(Symbol), Type);
    Added.r_addend = Addend;
  }

  std::unique_ptr<llvm::MemoryBuffer> write();

private:
  uint32_t addString(llvm::StringRef Text);
  void resolveSymbols(uint32_t LocalsBegin, uint32_t GlobalsBegin);
};

} // namespace autojit::fast

#endif

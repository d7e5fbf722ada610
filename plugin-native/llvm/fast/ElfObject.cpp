//===- ElfObject.cpp - An object's file -----------------------------------===//
//
// Header, content of sections, symbol table, relocations, names, section headers. One string table
// is for sections and symbols; what is equal at the end is not shared, because placeholders are
// replaced there.
//
//===----------------------------------------------------------------------===//

#include "ElfObject.h"

using namespace llvm;
using namespace autojit::fast;

// Section symbols have the section's number.
static constexpr uint32_t LocalBit = 1u << 30, GlobalBit = 1u << 31, NumberMask = LocalBit - 1;

ElfObject::ElfObject() : Sections(FirstGroupSection) {
  auto Describe = [&](SectionId Id, StringRef Name, uint32_t Type, uint64_t Flags,
                      uint64_t Alignment) {
    Part &S = Sections[Id];
    S.Name = Name;
    S.Type = Type;
    S.Flags = Flags;
    S.Alignment = Alignment;
  };
  using namespace ELF;
  Describe(TextSection, ".text", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 16);
  Describe(ExceptTableSection, ".gcc_except_table", SHT_PROGBITS, SHF_ALLOC, 4);
  Describe(DataSection, ".data", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 1);
  Describe(RelRoSection, ".data.rel.ro", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 1);
  Describe(RodataSection, ".rodata", SHT_PROGBITS, SHF_ALLOC, 1);
  Describe(EhFrameSection, ".eh_frame", SHT_X86_64_UNWIND, SHF_ALLOC, 8);
  Describe(AbbrevSection, ".debug_abbrev", SHT_PROGBITS, 0, 1);
  Describe(InfoSection, ".debug_info", SHT_PROGBITS, 0, 1);
  Describe(LineSection, ".debug_line", SHT_PROGBITS, 0, 1);
  Describe(StackNoteSection, ".note.GNU-stack", SHT_PROGBITS, 0, 1);
  // Growing from nothing costs more than the rest of a small unit.
  Strings.reserve(2048);
  Locals.reserve(32);
  Globals.reserve(64);
  Strings.byte(0);
  Locals.emplace_back(); // the null symbol
}

void ElfObject::needAlignment(SectionId Section, uint64_t Alignment) {
  Sections[Section].Alignment = std::max(Sections[Section].Alignment, Alignment);
}

uint32_t ElfObject::addString(StringRef Text) {
  if (Text.empty())
    return 0;
  uint32_t Offset = Strings.size();
  Strings.string(Text);
  return Offset;
}

SymbolId ElfObject::sectionSymbol(SectionId Section) {
  Sections[Section].HasSymbol = true;
  return SymbolId(Section);
}

static ELF::Elf64_Sym symbol(uint32_t Name, uint8_t Binding, uint8_t Type, uint8_t Visibility,
                             uint16_t Section, uint64_t Offset, uint64_t Size) {
  ELF::Elf64_Sym Symbol{};
  Symbol.st_name = Name;
  Symbol.setBindingAndType(Binding, Type);
  Symbol.st_other = Visibility;
  Symbol.st_shndx = Section;
  Symbol.st_value = Offset;
  Symbol.st_size = Size;
  return Symbol;
}

SymbolId ElfObject::addLocal(StringRef Name, uint8_t Type, SectionId Section, uint64_t Offset,
                             uint64_t Size) {
  Locals.push_back(
      symbol(addString(Name), ELF::STB_LOCAL, Type, ELF::STV_DEFAULT, Section + 1, Offset, Size));
  return SymbolId(LocalBit | (Locals.size() - 1));
}

SymbolId ElfObject::addGlobal(StringRef Name, uint8_t Binding, uint8_t Type, uint8_t Visibility,
                              SectionId Section, uint64_t Offset, uint64_t Size) {
  SymbolId Id = SymbolId(GlobalBit | Globals.size());
  Named[Name] = Id;
  Globals.push_back(symbol(addString(Name), Binding, Type, Visibility, Section + 1, Offset, Size));
  return Id;
}

SymbolId ElfObject::globalSymbol(StringRef Name, bool IsWeak) {
  auto [It, IsNew] = Named.try_emplace(Name, SymbolId(GlobalBit | Globals.size()));
  if (IsNew)
    Globals.push_back(symbol(addString(Name), IsWeak ? ELF::STB_WEAK : ELF::STB_GLOBAL,
                             ELF::STT_NOTYPE, ELF::STV_DEFAULT, ELF::SHN_UNDEF, 0, 0));
  return It->second;
}

SymbolId ElfObject::addSharedWord(StringRef Name, SymbolId Target) {
  SectionId Id = SectionId(Sections.size());
  Part &Word = Sections.emplace_back();
  Word.Name = (".data." + Name).str();
  Word.Type = ELF::SHT_PROGBITS;
  Word.Flags = ELF::SHF_ALLOC | ELF::SHF_WRITE | ELF::SHF_GROUP;
  Word.Alignment = 8;
  Word.Content.resize(8);
  Word.Signature = addGlobal(Name, ELF::STB_WEAK, ELF::STT_OBJECT, ELF::STV_HIDDEN, Id, 0, 8);
  relocate(Id, 0, ELF::R_X86_64_64, Target, 0);
  return Word.Signature;
}

// From SymbolIds to places in the symbol table.
void ElfObject::resolveSymbols(uint32_t LocalsBegin, uint32_t GlobalsBegin) {
  for (Part &S : Sections)
    for (ELF::Elf64_Rela &R : S.Relocations) {
      uint32_t Id = R.getSymbol(), Number = Id & NumberMask;
      if (Id & GlobalBit)
        R.setSymbol(GlobalsBegin + (Id & ~GlobalBit));
      else
        R.setSymbol(Id & LocalBit ? LocalsBegin + Number : Sections[Number].Symbol);
    }
}

namespace {
/// Section headers, and what they are about.
struct Layout {
  SmallVector<ELF::Elf64_Shdr, 32> Headers{ELF::Elf64_Shdr{}};
  SmallVector<const void *, 32> Contents{nullptr};
  uint64_t End = sizeof(ELF::Elf64_Ehdr);

  uint32_t add(uint32_t Name, uint32_t Type, uint64_t Flags, uint64_t Alignment,
               const void *Content, uint64_t Size) {
    ELF::Elf64_Shdr Header{};
    Header.sh_name = Name;
    Header.sh_type = Type;
    Header.sh_flags = Flags;
    Header.sh_addralign = Alignment;
    Header.sh_offset = alignTo(End, Alignment);
    Header.sh_size = Size;
    End = Header.sh_offset + Size;
    Headers.push_back(Header);
    Contents.push_back(Content);
    return Headers.size() - 1;
  }
};
} // namespace

static std::unique_ptr<MemoryBuffer> copyOut(const Layout &L, uint32_t NameTable) {
  uint64_t HeadersAt = alignTo(L.End, 8), Size = HeadersAt + L.Headers.size_in_bytes();
  std::unique_ptr<WritableMemoryBuffer> Buffer =
      WritableMemoryBuffer::getNewUninitMemBuffer(Size, "unit");
  char *Begin = Buffer->getBufferStart();

  ELF::Elf64_Ehdr Header{};
  memcpy(Header.e_ident, ELF::ElfMagic, 4);
  Header.e_ident[ELF::EI_CLASS] = ELF::ELFCLASS64;
  Header.e_ident[ELF::EI_DATA] = ELF::ELFDATA2LSB;
  Header.e_ident[ELF::EI_VERSION] = ELF::EV_CURRENT;
  Header.e_type = ELF::ET_REL;
  Header.e_machine = ELF::EM_X86_64;
  Header.e_version = ELF::EV_CURRENT;
  Header.e_shoff = HeadersAt;
  Header.e_ehsize = sizeof Header;
  Header.e_shentsize = sizeof(ELF::Elf64_Shdr);
  Header.e_shnum = L.Headers.size();
  Header.e_shstrndx = NameTable;
  memcpy(Begin, &Header, sizeof Header);

  uint64_t End = sizeof Header;
  auto Put = [&](uint64_t Offset, const void *Content, uint64_t Length) {
    memset(Begin + End, 0, Offset - End);
    if (Length)
      memcpy(Begin + Offset, Content, Length);
    End = Offset + Length;
  };
  for (size_t I = 1; I < L.Headers.size(); ++I)
    Put(L.Headers[I].sh_offset, L.Contents[I], L.Headers[I].sh_size);
  Put(HeadersAt, L.Headers.data(), L.Headers.size_in_bytes());
  return Buffer;
}

std::unique_ptr<MemoryBuffer> ElfObject::write() {
  Layout L;
  // Flags, the word, its relocations.
  std::vector<std::array<uint32_t, 3>> GroupContents(Sections.size());
  SmallVector<uint16_t, 16> Numbers(Sections.size());
  SmallVector<uint32_t, 4> Groups;
  for (uint32_t I = 0; I < Sections.size(); ++I) {
    Part &S = Sections[I];
    if (S.Content.empty() && I != TextSection && I != StackNoteSection)
      continue;
    if (I >= FirstGroupSection) {
      GroupContents[I] = {ELF::GRP_COMDAT, uint32_t(L.Headers.size() + 1), 0};
      Groups.push_back(L.add(addString(".group"), ELF::SHT_GROUP, 0, 4, GroupContents[I].data(),
                             sizeof GroupContents[I]));
      L.Headers.back().sh_entsize = 4;
      L.Headers.back().sh_info = uint32_t(S.Signature) & ~GlobalBit;
    }
    Numbers[I] =
        L.add(addString(S.Name), S.Type, S.Flags, S.Alignment, S.Content.data(), S.Content.size());
  }

  SmallVector<ELF::Elf64_Sym, 0> Symbols;
  Symbols.reserve(Sections.size() + Locals.size() + Globals.size());
  Symbols.push_back(Locals.front());
  for (uint32_t I = 0; I < Sections.size(); ++I)
    if (Sections[I].HasSymbol) {
      Sections[I].Symbol = Symbols.size();
      Symbols.push_back(symbol(0, ELF::STB_LOCAL, ELF::STT_SECTION, ELF::STV_DEFAULT, I + 1, 0, 0));
    }
  uint32_t LocalsBegin = Symbols.size() - 1; // number 0 there is the null symbol
  Symbols.append(Locals.begin() + 1, Locals.end());
  uint32_t GlobalsBegin = Symbols.size();
  Symbols.append(Globals.begin(), Globals.end());
  for (ELF::Elf64_Sym &Symbol : Symbols)
    if (Symbol.st_shndx != ELF::SHN_UNDEF)
      Symbol.st_shndx = Numbers[Symbol.st_shndx - 1];
  resolveSymbols(LocalsBegin, GlobalsBegin);

  uint32_t SymbolTable =
      L.add(addString(".symtab"), ELF::SHT_SYMTAB, 0, 8, Symbols.data(), Symbols.size_in_bytes());
  L.Headers[SymbolTable].sh_entsize = sizeof(ELF::Elf64_Sym);
  L.Headers[SymbolTable].sh_info = GlobalsBegin;
  for (uint32_t Group : Groups) {
    L.Headers[Group].sh_link = SymbolTable;
    L.Headers[Group].sh_info += GlobalsBegin;
  }

  SmallString<64> Name;
  for (uint32_t I = 0; I < Sections.size(); ++I) {
    Part &S = Sections[I];
    if (S.Relocations.empty())
      continue;
    bool IsInGroup = I >= FirstGroupSection;
    Name = ".rela";
    Name += S.Name;
    uint32_t Number =
        L.add(addString(Name), ELF::SHT_RELA, ELF::SHF_INFO_LINK | (IsInGroup ? ELF::SHF_GROUP : 0),
              8, S.Relocations.data(), S.Relocations.size_in_bytes());
    L.Headers[Number].sh_entsize = sizeof(ELF::Elf64_Rela);
    L.Headers[Number].sh_link = SymbolTable;
    L.Headers[Number].sh_info = Numbers[I];
    if (IsInGroup)
      GroupContents[I][2] = Number;
  }

  uint32_t NameOffset = addString(".strtab");
  uint32_t NameTable = L.add(NameOffset, ELF::SHT_STRTAB, 0, 1, Strings.data(), Strings.size());
  L.Headers[SymbolTable].sh_link = NameTable;
  return copyOut(L, NameTable);
}

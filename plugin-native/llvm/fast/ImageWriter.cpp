//===- ImageWriter.cpp - An object of ours as a shared library ------------===//
//
// What lld makes of one object, for the sections and relocations that ObjectWriter.cpp makes: starting lld costs
// more than the rest of a small unit. Other objects, and more than one, are lld's.
//
//     read and execute: headers .dynsym .gnu.hash .dynstr .rela.dyn .eh_frame_hdr, the object's sections, .plt
//     read and write:   .dynamic .got, the object's sections
//     in no segment:    debug information, .symtab, section headers
//
// One string table, the object's, is for all names. References to what the object does not define are in .rela.dyn;
// RustJit.Cache.ElfImage takes them out again.
//
//===----------------------------------------------------------------------===//

#include "../autojit_llvm.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/MathExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace llvm;
using namespace llvm::ELF;

namespace {
constexpr uint64_t Page = 4096, PltEntry = 8;
constexpr char MoreNamesText[] = ".dynsym\0.gnu.hash\0.dynstr\0.rela.dyn\0.eh_frame_hdr\0.plt\0.dynamic\0.got\0.symtab";
constexpr StringRef MoreNames(MoreNamesText, sizeof MoreNamesText);

/// A section of the library.
struct Output {
  Elf64_Shdr Header{};
  const char *Content = nullptr; // null: written in place
};

class ImageWriter {
  StringRef File;
  ArrayRef<Elf64_Shdr> Inputs;
  ArrayRef<Elf64_Sym> Symbols;
  StringRef Names;
  uint32_t FirstGlobal = 0, Frames = 0 /* .eh_frame, in Inputs */, FrameEntries = 0;

  SmallVector<Output, 32> Outputs{Output{}};
  SmallVector<uint32_t, 16> Numbers;  // by input section: in Outputs; 0: left out
  SmallVector<uint32_t, 64> Slots;    // by symbol: word of .got + 1
  SmallVector<uint32_t, 64> Stubs;    // by symbol: entry of .plt + 1
  SmallVector<uint32_t, 64> Indices;  // by symbol: in .dynsym
  SmallVector<uint32_t, 32> Undefined, Defined; // symbols of .dynsym
  SmallVector<uint32_t, 32> Slotted, Stubbed;   // symbols, in the order of their slots and stubs
  SmallVector<Elf64_Rela, 32> Dynamic;
  uint32_t Relocations = 0; // how many there will be
  uint64_t End = 0, Shift = 0; // of the file; from offsets to addresses
  uint32_t DynSym = 0, Hash = 0, DynStr = 0, RelaDyn = 0, FrameHeader = 0, Plt = 0, DynamicTable = 0, Got = 0, SymTab = 0;
  uint64_t TextEnd = 0, DataBegin = 0, DataEnd = 0;
  uint32_t Buckets = 1, BloomWords = 1;
  std::unique_ptr<WritableMemoryBuffer> Buffer;
  char *Bytes = nullptr;

public:
  explicit ImageWriter(StringRef File) : File(File) {}

  /// Null when there is anything in it that only lld knows.
  std::unique_ptr<MemoryBuffer> run() {
    if (!read() || !scan())
      return nullptr;
    layOut();
    write();
    return std::move(Buffer);
  }

private:
  template <typename T> ArrayRef<T> tableOf(const Elf64_Shdr &S) const {
    return {reinterpret_cast<const T *>(File.data() + S.sh_offset), size_t(S.sh_size / sizeof(T))};
  }
  StringRef nameAt(uint32_t Offset) const { return StringRef(Names.data() + Offset); }
  bool isAllocated(uint32_t Input) const { return (Inputs[Input].sh_flags & SHF_ALLOC) != 0; }
  bool isUndefined(uint32_t Symbol) const { return Symbols[Symbol].st_shndx == SHN_UNDEF; }

  bool read() {
    auto *Header = reinterpret_cast<const Elf64_Ehdr *>(File.data());
    Inputs = {reinterpret_cast<const Elf64_Shdr *>(File.data() + Header->e_shoff), Header->e_shnum};
    const Elf64_Shdr &Strings = Inputs[Header->e_shstrndx];
    Names = File.substr(Strings.sh_offset, Strings.sh_size);
    for (auto [I, S] : enumerate(Inputs)) {
      if (S.sh_type == SHT_SYMTAB) {
        if (S.sh_link != Header->e_shstrndx)
          return false;
        Symbols = tableOf<Elf64_Sym>(S);
        FirstGlobal = S.sh_info;
      }
      if (S.sh_type == SHT_X86_64_UNWIND)
        Frames = uint32_t(I);
      if (S.sh_type != SHT_NULL && S.sh_type != SHT_STRTAB && S.sh_type != SHT_SYMTAB && S.sh_type != SHT_RELA &&
          S.sh_type != SHT_GROUP && !isKnown(S))
        return false;
    }
    return Frames != 0;
  }

  bool isKnown(const Elf64_Shdr &S) const {
    StringRef Name = nameAt(S.sh_name);
    if (S.sh_type == SHT_X86_64_UNWIND)
      return Frames == 0 || &Inputs[Frames] == &S;
    return S.sh_type == SHT_PROGBITS && (S.sh_flags & ~(SHF_ALLOC | SHF_WRITE | SHF_EXECINSTR | SHF_GROUP)) == 0 &&
           S.sh_addralign <= Page &&
           (Name == ".text" || Name == ".rodata" || Name == ".data" || Name == ".data.rel.ro" ||
            Name == ".gcc_except_table" || Name == ".debug_abbrev" || Name == ".debug_info" || Name == ".debug_line" ||
            Name == ".note.GNU-stack" || Name.starts_with(".data.DW.ref."));
  }

  void needName(uint32_t Symbol) {
    if (isUndefined(Symbol) && !Indices[Symbol]) {
      Undefined.push_back(Symbol);
      Indices[Symbol] = Undefined.size();
    }
  }

  void needSlot(uint32_t Symbol) {
    if (Slots[Symbol])
      return;
    needName(Symbol);
    Slotted.push_back(Symbol);
    Slots[Symbol] = Slotted.size();
    ++Relocations;
  }

  // What the relocations of the segments' sections need.
  bool scan() {
    Slots.resize(Symbols.size());
    Stubs.resize(Symbols.size());
    Indices.resize(Symbols.size());
    for (const Elf64_Shdr &Table : Inputs) {
      if (Table.sh_type != SHT_RELA)
        continue;
      bool IsInSegment = isAllocated(Table.sh_info), IsWritable = Inputs[Table.sh_info].sh_flags & SHF_WRITE;
      for (const Elf64_Rela &R : tableOf<Elf64_Rela>(Table)) {
        uint32_t Symbol = R.getSymbol();
        if (!IsInSegment) {
          if (isUndefined(Symbol) || (R.getType() != R_X86_64_64 && R.getType() != R_X86_64_32))
            return false;
          continue;
        }
        switch (R.getType()) {
        case R_X86_64_64:
          if (!IsWritable)
            return false;
          needName(Symbol);
          ++Relocations;
          break;
        case R_X86_64_PC32:
          if (isUndefined(Symbol))
            return false;
          break;
        case R_X86_64_PLT32:
          if (isUndefined(Symbol) && !Stubs[Symbol]) {
            needSlot(Symbol);
            Stubbed.push_back(Symbol);
            Stubs[Symbol] = Stubbed.size();
          }
          break;
        case R_X86_64_GOTPCREL: case R_X86_64_GOTPCRELX: case R_X86_64_REX_GOTPCRELX:
          needSlot(Symbol);
          break;
        default: return false;
        }
      }
    }
    for (uint32_t I = 1; I < Symbols.size(); ++I) {
      if (Symbols[I].st_shndx >= SHN_LORESERVE)
        return false;
      uint8_t Visibility = Symbols[I].st_other & 3;
      if (I >= FirstGlobal && !isUndefined(I) && (Visibility == STV_DEFAULT || Visibility == STV_PROTECTED))
        Defined.push_back(I);
    }
    return true;
  }

  uint32_t place(uint32_t Name, uint32_t Type, uint64_t Flags, uint64_t Alignment, uint64_t Size, const char *Content = nullptr) {
    Output &O = Outputs.emplace_back();
    O.Header.sh_name = Name;
    O.Header.sh_type = Type;
    O.Header.sh_flags = Flags;
    O.Header.sh_addralign = Alignment;
    O.Header.sh_size = Size;
    O.Header.sh_offset = alignTo(End, Alignment);
    O.Header.sh_addr = Flags & SHF_ALLOC ? O.Header.sh_offset + Shift : 0;
    O.Content = Content;
    End = O.Header.sh_offset + Size;
    return Outputs.size() - 1;
  }

  uint32_t placeOwn(StringRef Name, uint32_t Type, uint64_t Flags, uint64_t Alignment, uint64_t Size, uint64_t EntrySize = 0) {
    uint32_t Number = place(uint32_t(Names.size() + MoreNames.find(Name)), Type, Flags, Alignment, Size);
    Outputs[Number].Header.sh_entsize = EntrySize;
    return Number;
  }

  void placeInputs(uint64_t Flags) {
    for (uint32_t I = 1; I < Inputs.size(); ++I) {
      const Elf64_Shdr &S = Inputs[I];
      if ((S.sh_type != SHT_PROGBITS && S.sh_type != SHT_X86_64_UNWIND) || S.sh_size == 0 ||
          (S.sh_flags & (SHF_ALLOC | SHF_WRITE | SHF_EXECINSTR)) != Flags)
        continue;
      // A terminator, for __register_frame.
      uint64_t More = I == Frames ? 4 : 0;
      Numbers[I] = place(S.sh_name, More ? uint32_t(SHT_PROGBITS) : S.sh_type, Flags, S.sh_addralign, S.sh_size + More,
                         File.data() + S.sh_offset);
    }
  }

  void layOut() {
    Numbers.resize(Inputs.size());
    StringRef Entries = File.substr(Inputs[Frames].sh_offset, Inputs[Frames].sh_size);
    for (size_t At = 0; At < Entries.size(); At += 4 + word(Entries.data() + At))
      FrameEntries += word(Entries.data() + At + 4) != 0;
    Buckets = std::max<uint32_t>(Defined.size() / 4, 1);
    BloomWords = uint32_t(NextPowerOf2(Defined.size() * 12 / 64));

    End = sizeof(Elf64_Ehdr) + 5 * sizeof(Elf64_Phdr);
    DynSym = placeOwn(".dynsym", SHT_DYNSYM, SHF_ALLOC, 8, (1 + Undefined.size() + Defined.size()) * sizeof(Elf64_Sym), sizeof(Elf64_Sym));
    Hash = placeOwn(".gnu.hash", SHT_GNU_HASH, SHF_ALLOC, 8, 16 + BloomWords * 8 + (Buckets + Defined.size()) * 4);
    DynStr = placeOwn(".dynstr", SHT_STRTAB, SHF_ALLOC, 1, Names.size() + MoreNames.size());
    RelaDyn = placeOwn(".rela.dyn", SHT_RELA, SHF_ALLOC, 8, Relocations * sizeof(Elf64_Rela), sizeof(Elf64_Rela));
    FrameHeader = placeOwn(".eh_frame_hdr", SHT_PROGBITS, SHF_ALLOC, 4, 12 + FrameEntries * 8);
    placeInputs(SHF_ALLOC);
    placeInputs(SHF_ALLOC | SHF_EXECINSTR);
    if (!Stubbed.empty())
      Plt = placeOwn(".plt", SHT_PROGBITS, SHF_ALLOC | SHF_EXECINSTR, 16, Stubbed.size() * PltEntry);
    TextEnd = End;
    Shift = Page;
    DynamicTable = placeOwn(".dynamic", SHT_DYNAMIC, SHF_ALLOC | SHF_WRITE, 8, 11 * sizeof(Elf64_Dyn), sizeof(Elf64_Dyn));
    DataBegin = Outputs.back().Header.sh_offset;
    if (!Slotted.empty())
      Got = placeOwn(".got", SHT_PROGBITS, SHF_ALLOC | SHF_WRITE, 8, Slotted.size() * 8);
    placeInputs(SHF_ALLOC | SHF_WRITE);
    DataEnd = End;
    placeInputs(0);
    SymTab = placeOwn(".symtab", SHT_SYMTAB, 0, 8, symbolCount() * sizeof(Elf64_Sym), sizeof(Elf64_Sym));
    for (uint32_t Number : {DynSym, RelaDyn, Hash, DynamicTable, SymTab})
      Outputs[Number].Header.sh_link = Number == DynSym || Number == DynamicTable || Number == SymTab ? DynStr : DynSym;
    Outputs[DynSym].Header.sh_info = 1;
    End = alignTo(End, 8);
  }

  bool isKept(uint32_t Symbol) const { return Symbols[Symbol].st_name != 0; }

  size_t symbolCount() const {
    size_t Count = 1;
    for (uint32_t I = 1; I < Symbols.size(); ++I)
      Count += isKept(I);
    return Count;
  }

  static uint32_t word(const char *At) {
    uint32_t Value;
    memcpy(&Value, At, 4);
    return Value;
  }
  template <typename T> void put(uint64_t Offset, T Value) { memcpy(Bytes + Offset, &Value, sizeof Value); }
  char *contentOf(uint32_t Number) { return Bytes + Outputs[Number].Header.sh_offset; }
  uint64_t addressOf(uint32_t Number) const { return Outputs[Number].Header.sh_addr; }
  uint64_t valueOf(uint32_t Symbol) const {
    return addressOf(Numbers[Symbols[Symbol].st_shndx]) + Symbols[Symbol].st_value;
  }
  Elf64_Sym placed(uint32_t Symbol) const {
    Elf64_Sym S = Symbols[Symbol];
    if (!isUndefined(Symbol)) {
      S.st_value = valueOf(Symbol);
      S.st_shndx = uint16_t(Numbers[S.st_shndx]);
    }
    return S;
  }

  void write() {
    Buffer = WritableMemoryBuffer::getNewMemBuffer(End + Outputs.size() * sizeof(Elf64_Shdr), "image");
    Bytes = Buffer->getBufferStart();
    for (uint32_t I = 1; I < Inputs.size(); ++I)
      if (Numbers[I])
        memcpy(contentOf(Numbers[I]), File.data() + Inputs[I].sh_offset, Inputs[I].sh_size);
    memcpy(contentOf(DynStr), Names.data(), Names.size());
    memcpy(contentOf(DynStr) + Names.size(), MoreNames.data(), MoreNames.size());
    writeDynamicSymbols();
    writeSlots();
    relocate();
    writeFrameHeader();
    memcpy(contentOf(RelaDyn), Dynamic.data(), Dynamic.size_in_bytes());
    writeDynamicTable();
    writeSymbols();
    writeHeaders();
  }

  // The defined ones come last, those of a bucket together.
  void writeDynamicSymbols() {
    SmallVector<std::pair<uint32_t, uint32_t>, 32> Hashes; // and symbols
    for (uint32_t Symbol : Defined)
      Hashes.push_back({object::hashGnu(nameAt(Symbols[Symbol].st_name)), Symbol});
    llvm::sort(Hashes, [&](const auto &L, const auto &R) {
      return std::pair(L.first % Buckets, L.second) < std::pair(R.first % Buckets, R.second);
    });
    auto *Table = reinterpret_cast<Elf64_Sym *>(contentOf(DynSym)) + 1;
    for (uint32_t Symbol : Undefined)
      *Table++ = Symbols[Symbol];
    uint32_t First = 1 + Undefined.size();
    auto *Words = reinterpret_cast<uint32_t *>(contentOf(Hash));
    constexpr uint32_t BloomShift = 26;
    for (uint32_t Word : {Buckets, First, BloomWords, BloomShift})
      *Words++ = Word;
    auto *Bloom = reinterpret_cast<uint64_t *>(Words);
    uint32_t *Bucket = Words + BloomWords * 2, *Chain = Bucket + Buckets;
    for (size_t I = 0; I < Hashes.size(); ++I) {
      auto [H, Symbol] = Hashes[I];
      *Table++ = placed(Symbol);
      Bloom[H / 64 % BloomWords] |= 1ull << H % 64 | 1ull << (H >> BloomShift) % 64;
      bool IsLast = I + 1 == Hashes.size() || Hashes[I + 1].first % Buckets != H % Buckets;
      Chain[I] = IsLast ? H | 1 : H & ~1u;
      if (uint32_t &Begin = Bucket[H % Buckets]; Begin == 0)
        Begin = First + uint32_t(I);
    }
  }

  void addDynamic(uint64_t Address, uint32_t Symbol, uint32_t Type, int64_t Addend) {
    Elf64_Rela &R = Dynamic.emplace_back();
    R.r_offset = Address;
    if (isUndefined(Symbol)) {
      R.setSymbolAndType(Indices[Symbol], Type);
      R.r_addend = Addend;
    } else {
      R.setSymbolAndType(0, R_X86_64_RELATIVE);
      R.r_addend = int64_t(valueOf(Symbol)) + Addend;
    }
  }

  uint64_t slotOf(uint32_t Symbol) const { return addressOf(Got) + (Slots[Symbol] - 1) * 8; }
  uint64_t stubOf(uint32_t Symbol) const { return addressOf(Plt) + (Stubs[Symbol] - 1) * PltEntry; }

  void writeSlots() {
    for (uint32_t Symbol : Slotted)
      addDynamic(slotOf(Symbol), Symbol, R_X86_64_GLOB_DAT, 0);
    for (uint32_t Symbol : Stubbed) { // jmp *slot(%rip)
      char *Entry = contentOf(Plt) + (Stubs[Symbol] - 1) * PltEntry;
      memcpy(Entry, "\xff\x25\0\0\0\0\xcc\xcc", PltEntry);
      uint32_t Distance = uint32_t(slotOf(Symbol) - (stubOf(Symbol) + 6));
      memcpy(Entry + 2, &Distance, 4);
    }
  }

  void relocate() {
    for (const Elf64_Shdr &Table : Inputs) {
      if (Table.sh_type != SHT_RELA || !Numbers[Table.sh_info])
        continue;
      const Elf64_Shdr &Target = Outputs[Numbers[Table.sh_info]].Header;
      for (const Elf64_Rela &R : tableOf<Elf64_Rela>(Table)) {
        uint32_t Symbol = R.getSymbol();
        uint64_t At = Target.sh_offset + R.r_offset, Address = Target.sh_addr + R.r_offset, Value = uint64_t(R.r_addend);
        switch (R.getType()) {
        case R_X86_64_64:
          if (Target.sh_flags & SHF_ALLOC)
            addDynamic(Address, Symbol, R_X86_64_64, R.r_addend);
          if (!isUndefined(Symbol))
            put<uint64_t>(At, Value + valueOf(Symbol));
          continue;
        case R_X86_64_32: Value += valueOf(Symbol); break;
        case R_X86_64_PC32: case R_X86_64_PLT32:
          Value += (isUndefined(Symbol) ? stubOf(Symbol) : valueOf(Symbol)) - Address;
          break;
        default: Value += slotOf(Symbol) - Address;
        }
        put<uint32_t>(At, uint32_t(Value));
      }
    }
  }

  // A table for binary search: where functions begin, and their entries.
  void writeFrameHeader() {
    const Elf64_Shdr &Table = Outputs[Numbers[Frames]].Header;
    uint64_t At = Outputs[FrameHeader].Header.sh_offset, Address = addressOf(FrameHeader);
    put<uint8_t>(At, 1);
    put<uint8_t>(At + 1, dwarf::DW_EH_PE_pcrel | dwarf::DW_EH_PE_sdata4);
    put<uint8_t>(At + 2, dwarf::DW_EH_PE_udata4);
    put<uint8_t>(At + 3, dwarf::DW_EH_PE_datarel | dwarf::DW_EH_PE_sdata4);
    put<uint32_t>(At + 4, uint32_t(Table.sh_addr - (Address + 4)));
    put<uint32_t>(At + 8, FrameEntries);
    SmallVector<std::pair<int32_t, int32_t>, 32> Entries;
    const char *Content = Bytes + Table.sh_offset;
    for (uint64_t Entry = 0; Entry + 4 < Table.sh_size; Entry += 4 + word(Content + Entry))
      if (word(Content + Entry + 4) != 0) {
        uint64_t Begin = Table.sh_addr + Entry + 8 + uint64_t(int64_t(int32_t(word(Content + Entry + 8))));
        Entries.push_back({int32_t(Begin - Address), int32_t(Table.sh_addr + Entry - Address)});
      }
    llvm::sort(Entries);
    memcpy(Bytes + At + 12, Entries.data(), Entries.size_in_bytes());
  }

  void writeDynamicTable() {
    auto *Entry = reinterpret_cast<Elf64_Dyn *>(contentOf(DynamicTable));
    auto Add = [&](int64_t Tag, uint64_t Value) {
      Entry->d_tag = Tag;
      (Entry++)->d_un.d_val = Value;
    };
    Add(DT_FLAGS, DF_BIND_NOW);
    Add(DT_FLAGS_1, DF_1_NOW);
    if (!Dynamic.empty()) {
      Add(DT_RELA, addressOf(RelaDyn));
      Add(DT_RELASZ, Dynamic.size_in_bytes());
      Add(DT_RELAENT, sizeof(Elf64_Rela));
    }
    Add(DT_SYMTAB, addressOf(DynSym));
    Add(DT_SYMENT, sizeof(Elf64_Sym));
    Add(DT_STRTAB, addressOf(DynStr));
    Add(DT_STRSZ, Outputs[DynStr].Header.sh_size);
    Add(DT_GNU_HASH, addressOf(Hash));
  }

  void writeSymbols() {
    auto *Table = reinterpret_cast<Elf64_Sym *>(contentOf(SymTab)), *Next = Table + 1;
    for (uint32_t I = 1; I < Symbols.size(); ++I) {
      if (I == FirstGlobal)
        Outputs[SymTab].Header.sh_info = uint32_t(Next - Table);
      if (isKept(I))
        *Next++ = placed(I);
    }
    if (FirstGlobal >= Symbols.size())
      Outputs[SymTab].Header.sh_info = uint32_t(Next - Table);
  }

  void writeHeaders() {
    Elf64_Ehdr Header{};
    memcpy(&Header, File.data(), sizeof Header);
    Header.e_type = ET_DYN;
    Header.e_phoff = sizeof Header;
    Header.e_phentsize = sizeof(Elf64_Phdr);
    Header.e_shoff = End;
    Header.e_shnum = uint16_t(Outputs.size());
    Header.e_shstrndx = uint16_t(DynStr);
    auto *Segment = reinterpret_cast<Elf64_Phdr *>(Bytes + sizeof Header);
    auto Add = [&](uint32_t Type, uint32_t Flags, uint64_t Begin, uint64_t Address, uint64_t Size, uint64_t Alignment) {
      *Segment++ = {Type, Flags, Begin, Address, Address, Size, Size, Alignment};
      ++Header.e_phnum;
    };
    auto AddSection = [&](uint32_t Type, uint32_t Flags, const Elf64_Shdr &S) {
      Add(Type, Flags, S.sh_offset, S.sh_addr, S.sh_size, S.sh_addralign);
    };
    Add(PT_LOAD, PF_R | PF_X, 0, 0, TextEnd, Page);
    Add(PT_LOAD, PF_R | PF_W, DataBegin, DataBegin + Shift, DataEnd - DataBegin, Page);
    AddSection(PT_DYNAMIC, PF_R | PF_W, Outputs[DynamicTable].Header);
    AddSection(PT_GNU_EH_FRAME, PF_R, Outputs[FrameHeader].Header);
    Add(PT_GNU_STACK, PF_R | PF_W, 0, 0, 0, 0);
    memcpy(Bytes, &Header, sizeof Header);
    for (const Output &O : Outputs)
      put(End + (&O - Outputs.data()) * sizeof(Elf64_Shdr), O.Header);
  }
};
} // namespace

LLVMMemoryBufferRef autojit_llvm_link_alone(LLVMMemoryBufferRef object) {
  return wrap(ImageWriter(unwrap(object)->getBuffer()).run().release());
}

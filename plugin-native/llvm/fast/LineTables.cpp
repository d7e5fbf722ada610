//===- LineTables.cpp - .debug_line, .debug_info and .debug_abbrev --------===//
//
// Strings are in place: one that is named once needs no table and no relocation.
//
//===----------------------------------------------------------------------===//

#include "LineTables.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/BinaryFormat/Dwarf.h"

using namespace llvm;
using namespace autojit::fast;

namespace {
/// Which of the line table's files and directories is which.
class FileTable {
  const DICompileUnit &Unit;
  MapVector<const DIFile *, unsigned> Files; // -> directory
  MapVector<StringRef, unsigned> Directories;
  // DWARF 4 counts files from 1, and leaves out the first directory, where the compiler ran.
  unsigned FirstFile;
  const DIScope *LastScope = nullptr;
  unsigned LastNumber = 0;

public:
  FileTable(const DICompileUnit &Unit, unsigned Version)
      : Unit(Unit), FirstFile(Version >= 5 ? 0 : 1) {
    Directories.insert({Unit.getDirectory(), 0});
    number(&Unit);
  }

  /// The number of a scope's file.
  unsigned number(const DIScope *Scope) {
    if (Scope == LastScope)
      return LastNumber;
    LastScope = Scope;
    const DIFile *File = Scope->getFile() ? Scope->getFile() : Unit.getFile();
    auto [It, IsNew] = Files.try_emplace(File, 0);
    LastNumber = FirstFile + (It - Files.begin());
    if (IsNew && !File->getDirectory().empty())
      It->second = Directories.try_emplace(File->getDirectory(), Directories.size()).first->second;
    return LastNumber;
  }

  void write(Bytes &Out) const {
    if (FirstFile == 0) {
      Out.byte(1);
      Out.uleb(dwarf::DW_LNCT_path);
      Out.uleb(dwarf::DW_FORM_string);
      Out.uleb(Directories.size());
    }
    for (auto &[Directory, Number] : drop_begin(Directories, FirstFile))
      Out.string(Directory);
    if (FirstFile == 0) {
      Out.byte(2);
      Out.uleb(dwarf::DW_LNCT_path);
      Out.uleb(dwarf::DW_FORM_string);
      Out.uleb(dwarf::DW_LNCT_directory_index);
      Out.uleb(dwarf::DW_FORM_udata);
      Out.uleb(Files.size());
    } else {
      Out.byte(0);
    }
    for (auto &[File, Directory] : Files) {
      Out.string(File->getFilename());
      Out.uleb(Directory);
      if (FirstFile != 0) { // neither time nor size
        Out.byte(0);
        Out.byte(0);
      }
    }
    if (FirstFile != 0)
      Out.byte(0);
  }
};

/// Instructions for the line table's state machine.
class LineProgram {
  static constexpr int LineBase = -5;
  static constexpr unsigned LineRange = 14, OpcodeBase = 13;
  static constexpr unsigned ConstAddPc = (255 - OpcodeBase) / LineRange;

  Bytes Code;
  uint32_t Address; // in the text
  unsigned Line = 1, Column = 0, File = 1;
  bool IsStatement = true, HasRows = false;
  unsigned LastLine = 0; // that was not 0

public:
  explicit LineProgram(uint32_t Begin) : Address(Begin) { Code.reserve(1024); }

  const Bytes &code() const { return Code; }

  static void writeParameters(Bytes &Out) {
    Out.byte(1); // default_is_stmt
    Out.byte(uint8_t(LineBase));
    Out.byte(LineRange);
    Out.byte(OpcodeBase);
    for (unsigned Operands : {0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1})
      Out.byte(Operands);
  }

  /// Always a row of its own, where a statement begins.
  void begin(uint32_t Offset, unsigned NewLine, unsigned NewColumn, unsigned NewFile,
             bool IsPrologueEnd) {
    if (IsPrologueEnd)
      Code.byte(dwarf::DW_LNS_set_prologue_end);
    row(Offset, NewLine, NewColumn, NewFile, /*NewIsStatement=*/true);
  }

  // Back from line 0 to the line before it is no new statement.
  void add(uint32_t Offset, unsigned NewLine, unsigned NewColumn, unsigned NewFile) {
    if (!HasRows || NewLine != Line || NewColumn != Column || NewFile != File)
      row(Offset, NewLine, NewColumn, NewFile, NewLine != 0 && NewLine != LastLine);
  }

  void addNoLine(uint32_t Offset) {
    if (!HasRows || Line != 0)
      row(Offset, 0, Column, File, /*NewIsStatement=*/false);
  }

  void end(uint32_t Offset) {
    if (Offset != Address) {
      Code.byte(dwarf::DW_LNS_advance_pc);
      Code.uleb(Offset - Address);
    }
    extended(1);
    Code.byte(dwarf::DW_LNE_end_sequence);
  }

  void extended(unsigned Size) {
    Code.byte(0);
    Code.uleb(Size);
  }

  /// Returns where the address is to be relocated.
  uint32_t setAddress() {
    extended(9);
    Code.byte(dwarf::DW_LNE_set_address);
    Code.add<uint64_t>(0);
    return Code.size() - 8;
  }

private:
  void row(uint32_t Offset, unsigned NewLine, unsigned NewColumn, unsigned NewFile,
           bool NewIsStatement) {
    if (NewFile != File) {
      Code.byte(dwarf::DW_LNS_set_file);
      Code.uleb(File = NewFile);
    }
    if (NewColumn != Column) {
      Code.byte(dwarf::DW_LNS_set_column);
      Code.uleb(Column = NewColumn);
    }
    if (NewIsStatement != IsStatement) {
      Code.byte(dwarf::DW_LNS_negate_stmt);
      IsStatement = NewIsStatement;
    }
    advance(int64_t(NewLine) - Line, Offset - Address);
    Line = NewLine;
    Address = Offset;
    HasRows = true;
    if (NewLine != 0)
      LastLine = NewLine;
  }

  void advance(int64_t Lines, uint32_t Distance) {
    if (Lines < LineBase || Lines >= LineBase + int(LineRange)) {
      Code.byte(dwarf::DW_LNS_advance_line);
      Code.sleb(Lines);
      Lines = 0;
    }
    unsigned Opcode = unsigned(Lines - LineBase) + OpcodeBase;
    unsigned Furthest = (255 - Opcode) / LineRange;
    if (Distance > Furthest && Distance <= Furthest + ConstAddPc) {
      Code.byte(dwarf::DW_LNS_const_add_pc);
      Distance -= ConstAddPc;
    } else if (Distance > Furthest) {
      Code.byte(dwarf::DW_LNS_advance_pc);
      Code.uleb(Distance);
      Distance = 0;
    }
    Code.byte(Opcode + Distance * LineRange);
  }
};

enum Abbreviation : uint8_t {
  UnitDie = 1,
  LinesOnlyUnitDie, // no children
  NamespaceDie,
  AnonymousNamespaceDie,
  InlinedDie,
  FunctionDie, // +1 with a name, +2 with a linkage name, +4 with children, +8 of all places where it is inlined
};

/// An inlined call: where it was, and what was called.
struct InlinedFrame {
  const DILocation *Call;
  const DISubprogram *Callee;
  bool operator==(const InlinedFrame &Other) const { return Call == Other.Call && Callee == Other.Callee; }
};

/// The calls that a location was inlined through, outermost first.
SmallVector<InlinedFrame, 4> framesOf(const DILocation *Location) {
  SmallVector<InlinedFrame, 4> Frames;
  for (const DILocation *L = Location; L && L->getInlinedAt(); L = L->getInlinedAt())
    Frames.push_back({L->getInlinedAt(), L->getScope()->getSubprogram()});
  std::reverse(Frames.begin(), Frames.end());
  return Frames;
}

/// Functions that follow one another and are of one compile unit.
class UnitDebugInfo {
  ElfObject &Object;
  const unsigned Version;
  const DICompileUnit &Unit;
  const bool HasFunctions;
  FileTable Files;
  uint32_t Begin, End;
  LineProgram Lines;
  uint32_t AddressAt; // in the line program
  Bytes &Info;
  uint32_t InfoBegin = 0, EndAt = 0;
  SmallVector<const DINamespace *, 4> Open; // where DIEs go, outermost first
  DenseMap<const DISubprogram *, uint32_t> Abstract; // DIEs of what is inlined, from the unit's begin

public:
  UnitDebugInfo(ElfObject &Object, unsigned Version, const DICompileUnit &Unit, uint32_t Begin)
      : Object(Object), Version(Version), Unit(Unit),
        HasFunctions(Unit.getEmissionKind() == DICompileUnit::FullDebug), Files(Unit, Version),
        Begin(Begin), End(Begin), Lines(Begin), AddressAt(Lines.setAddress()),
        Info(Object.content(InfoSection)) {
    beginInfo();
  }

  const DICompileUnit &unit() const { return Unit; }

  void addWithoutLines(const FunctionCode &Function) {
    Lines.addNoLine(Function.Begin);
    End = Function.End;
  }

  void add(const FunctionCode &Function, const DISubprogram &SP) {
    End = Function.End;
    addLines(Function, SP);
    if (HasFunctions)
      addDie(Function, SP);
  }

  void finish() {
    if (HasFunctions)
      Info.append(Open.size() + 1, 0);
    Info.put<uint32_t>(EndAt, End - Begin);
    Info.put<uint32_t>(InfoBegin, Info.size() - InfoBegin - 4);
    Lines.end(End);
    writeLines();
  }

private:
  void refer(uint32_t Type, SectionId Section, uint64_t Addend) {
    Object.relocate(InfoSection, Info.size(), Type, Object.sectionSymbol(Section), Addend);
    Info.resize(Info.size() + (Type == ELF::R_X86_64_64 ? 8 : 4));
  }

  uint16_t language() const {
    DISourceLanguageName Language = Unit.getSourceLanguage();
    if (!Language.hasVersionedName())
      return Language.getName();
    return dwarf::toDW_LANG(dwarf::SourceLanguageName(Language.getName()), Language.getVersion())
        .value_or(dwarf::DW_LANG_C);
  }

  void beginInfo() {
    InfoBegin = Info.size();
    Info.add<uint32_t>(0);
    Info.add<uint16_t>(Version);
    if (Version >= 5) {
      Info.byte(dwarf::DW_UT_compile);
      Info.byte(8);
    }
    refer(ELF::R_X86_64_32, AbbrevSection, 0);
    if (Version < 5)
      Info.byte(8);
    Info.uleb(HasFunctions ? UnitDie : LinesOnlyUnitDie);
    Info.string(Unit.getProducer());
    Info.add<uint16_t>(language());
    Info.string(Unit.getFilename());
    Info.string(Unit.getDirectory());
    refer(ELF::R_X86_64_32, LineSection, Object.content(LineSection).size());
    refer(ELF::R_X86_64_64, TextSection, Begin);
    EndAt = Info.size();
    Info.add<uint32_t>(0);
  }

  void addLines(const FunctionCode &Function, const DISubprogram &SP) {
    if (Function.Lines.empty() || Function.Lines.front().Offset != Function.Begin)
      Lines.begin(Function.Begin, SP.getScopeLine(), 0, Files.number(&SP), /*IsPrologueEnd=*/false);
    for (const LineRow &Row : Function.Lines) {
      const DIScope *Scope = Row.Location ? static_cast<const DIScope *>(Row.Location->getScope()) : &SP;
      if (!Row.HasLine)
        Lines.addNoLine(Row.Offset);
      else if (Row.Offset == Function.Begin || Row.IsPrologueEnd)
        Lines.begin(Row.Offset, Row.Line, Row.Column, Files.number(Scope), Row.IsPrologueEnd);
      else
        Lines.add(Row.Offset, Row.Line, Row.Column, Files.number(Scope));
    }
  }

  void openNamespacesOf(const DISubprogram &SP) {
    SmallVector<const DINamespace *, 4> Wanted;
    for (const DIScope *Scope = SP.getScope(); Scope; Scope = Scope->getScope())
      if (auto *Namespace = dyn_cast<DINamespace>(Scope))
        Wanted.insert(Wanted.begin(), Namespace);
    while (Open.size() > Wanted.size() ||
           ArrayRef(Wanted).take_front(Open.size()) != ArrayRef(Open)) {
      Open.pop_back();
      Info.byte(0);
    }
    for (const DINamespace *Namespace : ArrayRef(Wanted).drop_front(Open.size())) {
      Open.push_back(Namespace);
      Info.uleb(Namespace->getName().empty() ? AnonymousNamespaceDie : NamespaceDie);
      if (!Namespace->getName().empty())
        Info.string(Namespace->getName());
    }
  }

  void addDie(const FunctionCode &Function, const DISubprogram &SP) {
    bool HasInlined = any_of(Function.Lines, [](const LineRow &Row) { return Row.Location && Row.Location->getInlinedAt(); });
    if (HasInlined)
      for (const LineRow &Row : Function.Lines)
        for (const InlinedFrame &Frame : framesOf(Row.Location))
          addAbstract(*Frame.Callee);
    openNamespacesOf(SP);
    beginFunction(SP, HasInlined ? 4 : 0);
    refer(ELF::R_X86_64_64, TextSection, Function.Begin);
    Info.add<uint32_t>(Function.End - Function.Begin);
    Info.uleb(1);
    Info.byte(dwarf::DW_OP_reg6);
    describe(SP);
    if (HasInlined)
      addInlined(Function);
  }

  void addAbstract(const DISubprogram &SP) {
    if (Abstract.contains(&SP))
      return;
    openNamespacesOf(SP);
    Abstract[&SP] = Info.size() - InfoBegin;
    beginFunction(SP, 8);
    Info.byte(dwarf::DW_INL_inlined);
    describe(SP);
  }

  // One DIE for each stretch of rows that an inlined call has: nested as the calls are.
  void addInlined(const FunctionCode &Function) {
    struct Stretch {
      InlinedFrame Frame;
      uint32_t Begin, SizeAt;
    };
    SmallVector<Stretch, 4> Inside;
    auto Leave = [&](size_t Left, uint32_t Offset) {
      for (; Inside.size() > Left; Inside.pop_back()) {
        Info.put<uint32_t>(Inside.back().SizeAt, Offset - Inside.back().Begin);
        Info.byte(0);
      }
    };
    for (const LineRow &Row : Function.Lines) {
      SmallVector<InlinedFrame, 4> Frames = framesOf(Row.Location);
      size_t Same = 0;
      while (Same < Inside.size() && Same < Frames.size() && Inside[Same].Frame == Frames[Same])
        ++Same;
      Leave(Same, Row.Offset);
      for (const InlinedFrame &Frame : ArrayRef(Frames).drop_front(Same)) {
        Info.uleb(InlinedDie);
        Info.add<uint32_t>(Abstract.lookup(Frame.Callee));
        refer(ELF::R_X86_64_64, TextSection, Row.Offset);
        Inside.push_back({Frame, Row.Offset, uint32_t(Info.size())});
        Info.add<uint32_t>(0);
        Info.uleb(Files.number(Frame.Call->getScope()));
        Info.uleb(Frame.Call->getLine());
        Info.uleb(Frame.Call->getColumn());
      }
    }
    Leave(0, Function.End);
    Info.byte(0);
  }

  void beginFunction(const DISubprogram &SP, unsigned Kind) {
    Info.uleb(FunctionDie + Kind + (SP.getName().empty() ? 0 : 1) + (SP.getLinkageName().empty() ? 0 : 2));
  }

  void describe(const DISubprogram &SP) {
    StringRef Name = SP.getName(), LinkageName = SP.getLinkageName();
    Info.uleb(Files.number(&SP));
    Info.uleb(SP.getLine());
    Info.byte(!SP.isLocalToUnit());
    if (!Name.empty())
      Info.string(Name);
    if (!LinkageName.empty())
      Info.string(LinkageName);
  }

  void writeLines() {
    Bytes &Out = Object.content(LineSection);
    uint32_t TableBegin = Out.size();
    Out.add<uint32_t>(0);
    Out.add<uint16_t>(Version);
    if (Version >= 5) {
      Out.byte(8);
      Out.byte(0);
    }
    uint32_t HeaderLengthAt = Out.size();
    Out.add<uint32_t>(0);
    Out.byte(1); // minimum_instruction_length
    Out.byte(1); // maximum_operations_per_instruction
    LineProgram::writeParameters(Out);
    Files.write(Out);
    Out.put<uint32_t>(HeaderLengthAt, Out.size() - HeaderLengthAt - 4);
    Object.relocate(LineSection, Out.size() + AddressAt, ELF::R_X86_64_64,
                    Object.sectionSymbol(TextSection), Begin);
    Out.append(Lines.code());
    Out.put<uint32_t>(TableBegin, Out.size() - TableBegin - 4);
  }
};
} // namespace

static void writeAbbreviations(Bytes &Out) {
  using namespace dwarf;
  struct Field {
    uint16_t Attribute, Form;
  };
  auto Add = [&](unsigned Code, unsigned Tag, bool HasChildren, ArrayRef<Field> Fields) {
    Out.uleb(Code);
    Out.uleb(Tag);
    Out.byte(HasChildren ? DW_CHILDREN_yes : DW_CHILDREN_no);
    for (const Field &F : Fields) {
      Out.uleb(F.Attribute);
      Out.uleb(F.Form);
    }
    Out.add<uint16_t>(0);
  };
  static constexpr Field UnitFields[] = {
      {DW_AT_producer, DW_FORM_string},      {DW_AT_language, DW_FORM_data2},
      {DW_AT_name, DW_FORM_string},          {DW_AT_comp_dir, DW_FORM_string},
      {DW_AT_stmt_list, DW_FORM_sec_offset}, {DW_AT_low_pc, DW_FORM_addr},
      {DW_AT_high_pc, DW_FORM_data4}};
  Add(UnitDie, DW_TAG_compile_unit, true, UnitFields);
  Add(LinesOnlyUnitDie, DW_TAG_compile_unit, false, UnitFields);
  Add(NamespaceDie, DW_TAG_namespace, true, {{DW_AT_name, DW_FORM_string}});
  Add(AnonymousNamespaceDie, DW_TAG_namespace, true, {});
  Add(InlinedDie, DW_TAG_inlined_subroutine, true,
      {{DW_AT_abstract_origin, DW_FORM_ref4}, {DW_AT_low_pc, DW_FORM_addr},
       {DW_AT_high_pc, DW_FORM_data4},        {DW_AT_call_file, DW_FORM_udata},
       {DW_AT_call_line, DW_FORM_udata},      {DW_AT_call_column, DW_FORM_udata}});
  for (unsigned Kind = 0; Kind < 12; ++Kind) {
    SmallVector<Field, 8> Fields;
    if (Kind & 8)
      Fields.push_back({DW_AT_inline, DW_FORM_data1});
    else
      Fields.assign({{DW_AT_low_pc, DW_FORM_addr}, {DW_AT_high_pc, DW_FORM_data4}, {DW_AT_frame_base, DW_FORM_exprloc}});
    Fields.append({{DW_AT_decl_file, DW_FORM_udata},
                   {DW_AT_decl_line, DW_FORM_udata},
                   {DW_AT_external, DW_FORM_flag}});
    if (Kind & 1)
      Fields.push_back({DW_AT_name, DW_FORM_string});
    if (Kind & 2)
      Fields.push_back({DW_AT_linkage_name, DW_FORM_string});
    Add(FunctionDie + Kind, DW_TAG_subprogram, (Kind & 4) != 0, Fields);
  }
  Out.byte(0);
}

void autojit::fast::writeDebugInfo(const Module &M, const UnitCode &Code, ElfObject &Object) {
  unsigned Declared = M.getDwarfVersion(); // 0: does not say
  unsigned Version = Declared == 0 || Declared >= 5 ? 5 : 4;
  std::optional<UnitDebugInfo> Current;
  for (const FunctionCode &Function : Code.Functions) {
    const DISubprogram *SP = Function.F->getSubprogram();
    const DICompileUnit *Unit = SP ? SP->getUnit() : nullptr;
    if (!Unit || Unit->getEmissionKind() == DICompileUnit::NoDebug) {
      if (Current)
        Current->addWithoutLines(Function);
      continue;
    }
    if (!Current || &Current->unit() != Unit) {
      if (Current)
        Current->finish();
      Current.emplace(Object, Version, *Unit, Function.Begin);
    }
    Current->add(Function, *SP);
  }
  if (!Current)
    return;
  Current->finish();
  writeAbbreviations(Object.content(AbbrevSection));
}

//===- UnwindTables.cpp - .eh_frame and .gcc_except_table -----------------===//
//
// The same meaning as LLVM's DwarfCFIException and EHStreamer give them, for code of the one shape
// that UnitCode.h describes.
//
//===----------------------------------------------------------------------===//

#include "UnwindTables.h"

#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/EHPersonalities.h"

using namespace llvm;
using namespace autojit::fast;

static constexpr uint8_t Near = dwarf::DW_EH_PE_pcrel | dwarf::DW_EH_PE_sdata4;
static constexpr uint8_t NearIndirect = Near | dwarf::DW_EH_PE_indirect;
// DWARF's numbers of registers.
static constexpr unsigned Rbp = 6, Rsp = 7, ReturnAddress = 16;

// The personalities that LLVM knows do nothing at a call without a landing pad.
static bool needsTable(const FunctionCode &Code) {
  if (!Code.F->hasPersonalityFn())
    return false;
  return any_of(Code.CallSites, [](const CallSite &Site) { return Site.LandingPad != 0; }) ||
         !isNoOpWithoutInvoke(classifyEHPersonality(Code.F->getPersonalityFn()));
}

namespace {
/// What the personality routine does at the landing pads of one function: lists of types to compare
/// with, which share their ends.
class ActionTable {
  TypeTable &Types;
  Bytes Records;
  DenseMap<std::pair<int, unsigned>, unsigned> Known; // (number, record that follows) -> its record
  DenseMap<const LandingPadInst *, unsigned> Pads;
  DenseMap<int, int> FilterOffsets; // number -> what the record says

public:
  explicit ActionTable(TypeTable &Types) : Types(Types) {}

  ArrayRef<char> records() const { return Records; }

  /// The number of the first record for a landing pad, from 1; 0 when all that happens there is
  /// cleaning up.
  unsigned firstRecord(const LandingPadInst *Pad) {
    auto [It, IsNew] = Pads.try_emplace(Pad, 0);
    if (!IsNew)
      return It->second;
    unsigned Next = Pad->isCleanup() && Pad->getNumClauses() != 0 ? record(0, 0) : 0;
    for (unsigned I = Pad->getNumClauses(); I != 0; --I)
      Next = record(numberOf(*Pad, I - 1), Next);
    return It->second = Next;
  }

private:
  static const GlobalValue *typeOf(const Value *V) {
    return dyn_cast<GlobalValue>(V->stripPointerCasts());
  }

  int numberOf(const LandingPadInst &Pad, unsigned Clause) {
    const Constant *C = Pad.getClause(Clause);
    if (Pad.isCatch(Clause))
      return Types.idFor(typeOf(C));
    SmallVector<const GlobalValue *, 4> Allowed;
    for (const Use &Element : C->operands())
      Allowed.push_back(typeOf(Element));
    return filterOffset(Types.filterIdFor(Allowed));
  }

  // A record counts bytes of the filters, not their entries: that differs from the 128th type on.
  int filterOffset(int Filter) {
    auto [It, IsNew] = FilterOffsets.try_emplace(Filter, -1);
    if (IsNew)
      for (unsigned Type : Types.filters().take_front(-1 - Filter))
        It->second -= getULEB128Size(Type);
    return It->second;
  }

  unsigned record(int Number, unsigned Next) {
    auto [It, IsNew] = Known.try_emplace({Number, Next}, Records.size() + 1);
    if (IsNew) {
      Records.sleb(Number);
      // The distance is from this field.
      Records.sleb(Next ? int(Next) - 1 - int(Records.size()) : 0);
    }
    return It->second;
  }
};

class UnwindTables {
  ElfObject &Object;
  Globals &Values;
  Bytes &Frames, &Tables;
  DenseMap<const Value *, uint32_t> CommonEntries; // by personality, or null -> where

public:
  UnwindTables(ElfObject &Object, Globals &Values)
      : Object(Object), Values(Values), Frames(Object.content(EhFrameSection)),
        Tables(Object.content(ExceptTableSection)) {}

  void add(const FunctionCode &Code) {
    bool HasTable = needsTable(Code);
    auto *Personality =
        HasTable ? cast<GlobalValue>(Code.F->getPersonalityFn()->stripPointerCasts()) : nullptr;
    uint32_t Common = commonEntry(Personality);
    uint32_t Begin = Frames.size();
    Frames.add<uint32_t>(0);
    Frames.add<uint32_t>(Frames.size() - Common);
    refer(TextSection, Code.Begin);
    Frames.add<uint32_t>(Code.End - Code.Begin);
    Frames.byte(HasTable ? 4 : 0);
    if (HasTable) {
      Tables.alignTo(4);
      refer(ExceptTableSection, Tables.size());
      addTable(Code);
    }
    addProgram(Code);
    finishEntry(Begin);
  }

private:
  void refer(SectionId Section, uint32_t Offset) {
    Object.relocate(EhFrameSection, Frames.size(), ELF::R_X86_64_PC32,
                    Object.sectionSymbol(Section), Offset);
    Frames.add<uint32_t>(0);
  }

  void finishEntry(uint32_t Begin) {
    Frames.alignTo(8); // DW_CFA_nop is 0
    Frames.put<uint32_t>(Begin, Frames.size() - Begin - 4);
  }

  uint32_t commonEntry(const GlobalValue *Personality) {
    auto [It, IsNew] = CommonEntries.try_emplace(Personality, Frames.size());
    if (!IsNew)
      return It->second;
    uint32_t Begin = It->second;
    Frames.add<uint32_t>(0);
    Frames.add<uint32_t>(0);
    Frames.byte(1);
    Frames.string(Personality ? "zPLR" : "zR");
    Frames.uleb(1);
    Frames.sleb(-8);
    Frames.byte(ReturnAddress);
    Frames.byte(Personality ? 7 : 1);
    if (Personality) {
      Frames.byte(NearIndirect);
      referToPersonality(*Personality);
      Frames.byte(Near); // tables
    }
    Frames.byte(Near); // functions
    frameAt(Rsp, 8);
    Frames.byte(dwarf::DW_CFA_offset | ReturnAddress);
    Frames.uleb(1);
    finishEntry(Begin);
    return Begin;
  }

  void referToPersonality(const GlobalValue &Personality) {
    // Only what everybody means the same by may be shared by name: others are numbered
    // (Extractor.cpp).
    if (classifyEHPersonality(&Personality) == EHPersonality::Unknown ||
        Personality.hasLocalLinkage())
      return refer(DataSection, Values.wordFor(Personality));
    SymbolId Word = Object.addSharedWord(("DW.ref." + Personality.getName()).str(),
                                         Values.symbolFor(Personality));
    Object.relocate(EhFrameSection, Frames.size(), ELF::R_X86_64_PC32, Word, 0);
    Frames.add<uint32_t>(0);
  }

  void frameAt(unsigned Register, unsigned Offset) {
    Frames.byte(dwarf::DW_CFA_def_cfa);
    Frames.uleb(Register);
    Frames.uleb(Offset);
  }

  void advance(uint32_t Distance) {
    if (Distance < 0x40) {
      Frames.byte(dwarf::DW_CFA_advance_loc | Distance);
    } else if (Distance < 0x100) {
      Frames.byte(dwarf::DW_CFA_advance_loc1);
      Frames.byte(Distance);
    } else if (Distance < 0x10000) {
      Frames.byte(dwarf::DW_CFA_advance_loc2);
      Frames.add<uint16_t>(Distance);
    } else {
      Frames.byte(dwarf::DW_CFA_advance_loc4);
      Frames.add<uint32_t>(Distance);
    }
  }

  void rbpIsSaved() {
    Frames.byte(dwarf::DW_CFA_offset | Rbp);
    Frames.uleb(2);
  }

  void addProgram(const FunctionCode &Code) {
    advance(Code.Frame + 1 - Code.Begin);
    Frames.byte(dwarf::DW_CFA_def_cfa_offset);
    Frames.uleb(16);
    rbpIsSaved();
    advance(3);
    Frames.byte(dwarf::DW_CFA_def_cfa_register);
    Frames.uleb(Rbp);
    uint32_t Here = Code.Frame + 4;
    for (auto [Return, ReturnEnd] : zip_equal(Code.Returns, Code.ReturnEnds)) {
      advance(Return - Here);
      frameAt(Rsp, 8);
      Frames.byte(dwarf::DW_CFA_restore | Rbp);
      Here = Return;
      if (ReturnEnd >= Code.End)
        continue;
      advance(ReturnEnd - Here);
      frameAt(Rbp, 16);
      rbpIsSaved();
      Here = ReturnEnd;
    }
    if (Code.Out == 0)
      return;
    advance(Code.Out - Here);
    frameAt(Rsp, 8);
    Frames.byte(dwarf::DW_CFA_restore | Rbp);
    advance(Code.OutPushed - Code.Out);
    Frames.byte(dwarf::DW_CFA_def_cfa_offset);
    Frames.uleb(16);
  }

  void addTable(const FunctionCode &Code) {
    TypeTable Types = Code.Types;
    ActionTable Actions(Types);
    Bytes Sites = callSites(Code, Actions);

    ArrayRef<const GlobalValue *> TypeInfos = Types.types();
    bool HasTypes = !TypeInfos.empty() || !Types.filters().empty();
    Tables.byte(dwarf::DW_EH_PE_omit); // landing pads count from the function's start
    Tables.byte(HasTypes ? NearIndirect : dwarf::DW_EH_PE_omit);
    if (HasTypes) {
      uint64_t Rest = 1 + getULEB128Size(Sites.size()) + Sites.size() + Actions.records().size();
      uint64_t TypesSize = 4 * TypeInfos.size();
      unsigned Width = getULEB128Size(Rest + TypesSize + 3);
      uint64_t Padding = offsetToAlignment(Tables.size() + Width + Rest, Align(4));
      Tables.uleb(Rest + Padding + TypesSize, /*PadTo=*/Width);
      addSitesAndActions(Sites, Actions);
      Tables.resize(Tables.size() + Padding);
      for (const GlobalValue *TypeInfo : reverse(TypeInfos))
        addType(TypeInfo);
      for (unsigned Type : Types.filters())
        Tables.uleb(Type);
    } else {
      addSitesAndActions(Sites, Actions);
    }
  }

  void addSitesAndActions(const Bytes &Sites, const ActionTable &Actions) {
    Tables.byte(dwarf::DW_EH_PE_uleb128);
    Tables.uleb(Sites.size());
    Tables.append(Sites);
    Tables.append(Actions.records().begin(), Actions.records().end());
  }

  void addType(const GlobalValue *TypeInfo) {
    if (TypeInfo)
      Object.relocate(ExceptTableSection, Tables.size(), ELF::R_X86_64_PC32,
                      Object.sectionSymbol(DataSection), Values.wordFor(*TypeInfo));
    Tables.add<uint32_t>(0);
  }

  // A call that no range holds ends the program. Between two calls of this list are only calls that
  // do not unwind.
  static Bytes callSites(const FunctionCode &Code, ActionTable &Actions) {
    Bytes Sites;
    ArrayRef<CallSite> Calls = Code.CallSites;
    for (size_t I = 0; I < Calls.size();) {
      const CallSite &First = Calls[I];
      unsigned Action = First.LandingPad ? Actions.firstRecord(First.Pad) : 0;
      uint32_t End = First.End;
      while (++I < Calls.size() && Calls[I].LandingPad == First.LandingPad)
        End = Calls[I].End;
      Sites.uleb(First.Begin - Code.Begin);
      Sites.uleb(End - First.Begin);
      Sites.uleb(First.LandingPad ? First.LandingPad - Code.Begin : 0);
      Sites.uleb(Action);
    }
    return Sites;
  }
};
} // namespace

void autojit::fast::writeUnwindTables(const UnitCode &Code, ElfObject &Object, Globals &Values) {
  Object.content(EhFrameSection).reserve(64 * (Code.Functions.size() + 1));
  Object.reserveRelocations(EhFrameSection, 2 * Code.Functions.size() + 1);
  UnwindTables Tables(Object, Values);
  // Without an entry nothing is unwound through it, as its flags have it (-fno-unwind-tables).
  for (const FunctionCode &Function : Code.Functions)
    if (Function.F->needsUnwindTableEntry())
      Tables.add(Function);
}

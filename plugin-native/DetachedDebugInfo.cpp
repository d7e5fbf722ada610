//===- DetachedDebugInfo.cpp - Where bodies come from, apart from them ----===//

#include "DetachedDebugInfo.h"
#include "Bytes.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/PassManager.h"

using namespace llvm;
using namespace autojit;

static constexpr StringLiteral LinesKind = "autojit.lines";
static constexpr StringLiteral RestKind = "autojit.rest";
static constexpr StringLiteral RestName = "autojit.debug";
// Who wants a body's scopes or variables reads those of so many.
static constexpr size_t FunctionsPerRest = 64;

// Operands of a DISubprogram. A scope is taken only if it is a class, and the linkage name says which.
namespace operand {
enum : unsigned { Scope = 1, Type = 4, Declaration = 6, RetainedNodes = 7, TemplateParams = 9 };
}
static constexpr unsigned SubprogramRest[] = {operand::Scope, operand::Type, operand::Declaration,
                                              operand::RetainedNodes, operand::TemplateParams};

static void putBack(DISubprogram &SP, ArrayRef<Metadata *> Rest) {
  for (auto [Operand, Value] : zip(SubprogramRest, Rest))
    if (Operand < SP.getNumOperands())
      SP.replaceOperandWith(Operand, Value);
}

SmallVector<Metadata *, 8> autojit::keepNamesOnly(DISubprogram &SP) {
  SmallVector<Metadata *, 8> Rest;
  bool IsNamedMember = isa_and_nonnull<DIType>(SP.getRawScope()) && SP.getRawLinkageName();
  LLVMContext &C = SP.getContext();
  for (unsigned Operand : SubprogramRest) {
    Metadata *Had = Operand < SP.getNumOperands() ? SP.getOperand(Operand) : nullptr;
    Rest.push_back(Had);
    if (!Had || (!IsNamedMember && (Operand == operand::Scope || Operand == operand::Declaration)))
      continue;
    Metadata *Remains = nullptr;
    if (Operand == operand::Scope)
      Remains = SP.getRawFile();
    else if (Operand == operand::Type)
      Remains = DISubroutineType::get(C, DINode::FlagZero, 0, DITypeRefArray(nullptr));
    else if (Operand == operand::TemplateParams)
      Remains = MDTuple::get(C, {}); // There is no such operand if it is null, nor a place to put it back.
    SP.replaceOperandWith(Operand, Remains);
  }
  return Rest;
}

namespace {
enum RunKind { SameScope, OtherScope, NoLocation };

/// What a function's variables can be at.
class Homes {
  SmallVector<Value *, 16> List;
  DenseMap<const Value *, unsigned> Numbers;

public:
  explicit Homes(Function &F) {
    for (Argument &A : F.args())
      List.push_back(&A);
    for (Instruction &I : F.getEntryBlock())
      if (auto *Slot = dyn_cast<AllocaInst>(&I))
        List.push_back(Slot);
    for (unsigned I = 0; I < List.size(); ++I)
      Numbers[List[I]] = I;
  }

  static size_t count(Function &F) {
    return F.arg_size() + count_if(F.getEntryBlock(), [](const Instruction &I) { return isa<AllocaInst>(I); });
  }

  std::optional<unsigned> number(const Value *V) const {
    auto It = Numbers.find(V);
    return It == Numbers.end() ? std::nullopt : std::optional(It->second);
  }
  Value *at(unsigned N) const { return N < List.size() ? List[N] : nullptr; }
};

/// Writes a table of lines.
class LineRuns {
  InstructionPlace Now, Before;
  uint64_t Count = 0, Instructions = 0;
  Bytes Runs;

  void flush() {
    if (Count == 0)
      return;
    if (!Now.Exists) {
      Runs.uleb(Count << 2 | NoLocation);
      return;
    }
    bool IsSame = Now.Scope == Before.Scope && Now.IsImplicit == Before.IsImplicit;
    Runs.uleb(Count << 2 | (IsSame ? SameScope : OtherScope));
    if (!IsSame)
      Runs.uleb(uint64_t(Now.Scope) << 1 | Now.IsImplicit);
    Runs.sleb(int64_t(Now.Line) - Before.Line);
    Runs.uleb(Now.Column);
    Before = Now;
  }

public:
  LineRuns() { Runs.reserve(512); }
  void addSame() {
    ++Count;
    ++Instructions;
  }
  void add(const InstructionPlace &Place) {
    if (Count == 0 || !(Place == Now)) {
      flush();
      Now = Place;
      Count = 0;
    }
    addSame();
  }
  MDString *finish(LLVMContext &C, uint32_t Block) {
    flush();
    Bytes Table;
    Table.reserve(Runs.size() + 16);
    Table.uleb(Block);
    Table.uleb(Instructions);
    Table.append(Runs.begin(), Runs.end());
    return MDString::get(C, StringRef(Table.data(), Table.size()));
  }
};

/// Writes a table of atoms.
class AtomRuns {
  InstructionAtom Now;
  uint64_t Count = 0, GroupBefore = 0;
  bool IsOfUse = false;
  Bytes Runs;

  void flush() {
    if (Count == 0)
      return;
    Runs.uleb(Count << 1 | (Now.Group != 0));
    if (Now.Group == 0)
      return;
    Runs.sleb(int64_t(Now.Group - GroupBefore));
    Runs.uleb(Now.Rank);
    GroupBefore = Now.Group;
    IsOfUse = true;
  }

public:
  void addSame() { ++Count; }
  void add(const InstructionAtom &Atom) {
    if (!(Atom == Now)) {
      flush();
      Now = Atom;
      Count = 0;
    }
    addSame();
  }
  /// Null when there are none.
  MDString *finish(LLVMContext &C) {
    flush();
    return IsOfUse ? MDString::get(C, StringRef(Runs.data(), Runs.size())) : nullptr;
  }
};

MDTuple *makeTable(LLVMContext &C, MDString *Lines, Metadata *Rest, MDString *Atoms) {
  SmallVector<Metadata *, 3> Table{Lines, Rest};
  if (Atoms)
    Table.push_back(Atoms);
  return MDTuple::getDistinct(C, Table);
}

/// Writes the tables of one function.
class TableWriter {
  const Function &F;
  const DISubprogram &Own;
  SmallVector<Metadata *, 16> Scopes;
  LineRuns Lines;
  AtomRuns Atoms;

public:
  explicit TableWriter(const Function &F) : F(F), Own(*F.getSubprogram()) {}

  ArrayRef<Metadata *> scopes() const { return Scopes; }

  /// Whether tables can say what the instructions say; then scopes() are known.
  bool collect() {
    SmallDenseMap<const DILocalScope *, uint32_t, 16> Numbers;
    const DILocation *Last = nullptr;
    bool IsFirst = true;
    for (const BasicBlock &Block : F)
      for (const Instruction &I : Block) {
        const DILocation *L = I.getDebugLoc();
        if (L == Last && !IsFirst) {
          Lines.addSame();
          Atoms.addSame();
          continue;
        }
        IsFirst = false;
        Last = L;
        InstructionPlace Place;
        InstructionAtom Atom;
        if (L) {
          Atom = {L->getAtomGroup(), L->getAtomRank()};
          if (L->getInlinedAt())
            return false;
          Place = {true, L->isImplicitCode(), L->getLine(), L->getColumn(), 0};
          if (DILocalScope *Scope = L->getScope(); Scope != &Own) {
            auto [It, IsNew] = Numbers.try_emplace(Scope, Scopes.size() + 1);
            if (IsNew) {
              if (Scope->getFile() != Own.getFile() || Scope->getSubprogram() != &Own)
                return false;
              Scopes.push_back(Scope);
            }
            Place.Scope = It->second;
          }
        }
        Lines.add(Place);
        Atoms.add(Atom);
      }
    return true;
  }

  MDTuple *write(Function &Rest) {
    LLVMContext &C = F.getContext();
    return makeTable(C, Lines.finish(C, Rest.size() - 1), ConstantAsMetadata::get(&Rest), Atoms.finish(C));
  }
};
} // namespace

static MDTuple *tableOf(const Function &F) {
  return F.hasMetadata() ? dyn_cast_or_null<MDTuple>(F.getMetadata(LinesKind)) : nullptr;
}

bool autojit::isDetached(const Function &F) { return tableOf(F) != nullptr; }

void autojit::copyDetached(const Function &From, Function &To) { To.setMetadata(LinesKind, tableOf(From)); }

void autojit::dropDetached(Function &F) {
  if (isDetached(F))
    F.setMetadata(LinesKind, nullptr);
}

template <auto Decode> auto NumberReader::decode() {
  unsigned Size = 0;
  const char *Problem = nullptr;
  auto Value = Decode(At, &Size, End, &Problem);
  At = Problem ? End : At + Size;
  return Problem ? 0 : Value;
}

uint64_t NumberReader::number() { return decode<decodeULEB128>(); }
int64_t NumberReader::signedNumber() { return decode<decodeSLEB128>(); }

void DetachedLines::nextRun() {
  uint64_t Run = Numbers.number();
  Left = uint32_t(Run >> 2);
  if ((Run & 3) == NoLocation) {
    Place = InstructionPlace();
    return;
  }
  if ((Run & 3) == OtherScope) {
    uint64_t Scope = Numbers.number();
    Before.Scope = uint32_t(Scope >> 1);
    Before.IsImplicit = Scope & 1;
  }
  Before.Exists = true;
  Before.Line = uint32_t(Before.Line + Numbers.signedNumber());
  Before.Column = uint32_t(Numbers.number());
  Place = Before;
}

namespace table {
enum : unsigned { Lines, Rest, Atoms };
}

static StringRef bytesOf(const MDTuple *Table, unsigned Operand) {
  bool Exists = Table && Operand < Table->getNumOperands();
  auto *Bytes = Exists ? dyn_cast_or_null<MDString>(Table->getOperand(Operand)) : nullptr;
  return Bytes ? Bytes->getString() : StringRef();
}

std::optional<DetachedLines> DetachedLines::of(const Function &F) {
  MDTuple *Table = tableOf(F);
  if (!Table || Table->getNumOperands() <= table::Rest)
    return std::nullopt;
  DetachedLines Result;
  Result.Numbers = NumberReader(bytesOf(Table, table::Lines));
  Result.Rest = mdconst::dyn_extract_or_null<Function>(Table->getOperand(table::Rest));
  Result.Block = uint32_t(Result.Numbers.number());
  Result.Instructions = uint32_t(Result.Numbers.number());
  return Result;
}

DetachedAtoms::DetachedAtoms(const Function &F) : Numbers(bytesOf(tableOf(F), table::Atoms)) {}

InstructionAtom DetachedAtoms::next() {
  while (Left == 0 && !Numbers.atEnd()) {
    uint64_t Run = Numbers.number();
    Left = uint32_t(Run >> 1);
    Atom = InstructionAtom();
    if (Run & 1) {
      Atom.Group = GroupBefore += Numbers.signedNumber();
      Atom.Rank = uint8_t(Numbers.number() & 7); // What a location has room for.
    }
  }
  if (Left == 0)
    return InstructionAtom();
  --Left;
  return Atom;
}

KeptLines::KeptLines(Function &F) : F(F) {
  if (isDetached(F))
    for (const Instruction &I : instructions(F))
      Before.push_back(&I);
}

// Places and atoms follow the instructions that were there. Variables have none that anybody asks for.
KeptLines::~KeptLines() {
  std::optional<DetachedLines> Lines = DetachedLines::of(F);
  if (!Lines)
    return;
  DetachedAtoms Atoms(F);
  LineRuns NewLines;
  AtomRuns NewAtoms;
  auto Next = Before.begin(), End = Before.end();
  for (const Instruction &I : instructions(F)) {
    while (Next != End && *Next != &I && isa<AllocaInst>(*Next)) {
      Lines->next();
      Atoms.next();
      ++Next;
    }
    bool WasThere = Next != End && *Next == &I;
    NewLines.add(WasThere ? Lines->next() : InstructionPlace());
    NewAtoms.add(WasThere ? Atoms.next() : InstructionAtom());
    Next += WasThere;
  }
  LLVMContext &C = F.getContext();
  F.setMetadata(LinesKind, makeTable(C, NewLines.finish(C, Lines->Block), tableOf(F)->getOperand(table::Rest),
                                     NewAtoms.finish(C)));
}

// A variable may be described anywhere in its function: what counts is its scope.
static void attachVariables(Function &F, BasicBlock &Described) {
  Homes Known(F);
  Instruction *Before = F.getEntryBlock().getTerminator();
  for (DbgRecord &R : Described.back().getDbgRecordRange()) {
    auto *Variable = dyn_cast<DbgVariableRecord>(&R);
    auto *At = Variable ? dyn_cast_or_null<Argument>(Variable->getVariableLocationOp(0)) : nullptr;
    Value *Home = At ? Known.at(At->getArgNo()) : nullptr;
    if (!Home)
      continue;
    DbgVariableRecord *Copy = Variable->clone();
    Copy->setRawLocation(ValueAsMetadata::get(Home));
    F.getEntryBlock().insertDbgRecordBefore(Copy, Before->getIterator());
  }
}

static void attachLocations(Function &F, DetachedLines Lines, ArrayRef<Metadata *> Scopes) {
  DetachedAtoms Atoms(F);
  for (Instruction &I : instructions(F)) {
    const InstructionPlace &Place = Lines.next();
    InstructionAtom Atom = Atoms.next();
    if (!Place.Exists)
      continue;
    DILocalScope *Scope = nullptr;
    if (Place.Scope > 0 && Place.Scope <= Scopes.size())
      Scope = dyn_cast_or_null<DILocalScope>(Scopes[Place.Scope - 1]);
    // Scopes are for variables: all of them are in one file.
    if (!Scope)
      Scope = F.getSubprogram();
    if (Scope)
      I.setDebugLoc(DILocation::get(F.getContext(), Place.Line, Place.Column, Scope, /*InlinedAt=*/nullptr,
                                    Place.IsImplicit, Atom.Group, Atom.Rank));
  }
}

Error autojit::attachDebugInfo(Function &F, bool WithVariables) {
  std::optional<DetachedLines> Lines = DetachedLines::of(F);
  if (!Lines)
    return Error::success();
  SmallVector<Metadata *, 16> Scopes;
  if (Lines->Rest && WithVariables) {
    if (Error E = Lines->Rest->materialize())
      return E;
    if (Lines->Block < Lines->Rest->size()) {
      BasicBlock &Described = *std::next(Lines->Rest->begin(), Lines->Block);
      if (auto *More = dyn_cast_or_null<MDTuple>(Described.back().getMetadata(RestKind)))
        Scopes.append(More->op_begin(), More->op_end());
      if (DISubprogram *SP = F.getSubprogram(); SP && Scopes.size() >= std::size(SubprogramRest)) {
        putBack(*SP, Scopes);
        Scopes.erase(Scopes.begin(), Scopes.begin() + std::size(SubprogramRest));
      }
      attachVariables(F, Described);
    }
  }
  size_t Instructions = 0;
  for (BasicBlock &Block : F)
    Instructions += Block.size();
  if (Lines->Instructions == Instructions)
    attachLocations(F, *Lines, Scopes);
  dropDetached(F);
  if (WithVariables && isAssignmentTrackingEnabled(*F.getParent())) {
    FunctionAnalysisManager Nobody; // It asks for nothing.
    AssignmentTrackingPass().run(F, Nobody);
  }
  return Error::success();
}

namespace {
/// Moves the variables of one function into a block of autojit.debug.
class VariableMover {
  Homes Known;
  Function &Rest;
  BasicBlock &To;
  SmallDenseSet<std::pair<const Metadata *, unsigned>, 16> Tracked; // variables, and where they are

  std::optional<unsigned> home(Value *At) const {
    std::optional<unsigned> Number = At ? Known.number(At) : std::nullopt;
    return Number && At->getType() == Rest.getArg(*Number)->getType() ? Number : std::nullopt;
  }
  void insert(DbgVariableRecord *Variable) { To.insertDbgRecordBefore(Variable, To.back().getIterator()); }
  void moveDeclaration(DbgVariableRecord &Variable);
  void undoTracking(DbgVariableRecord &Variable);

public:
  VariableMover(Function &F, Function &Rest, BasicBlock &To) : Known(F), Rest(Rest), To(To) {}
  void moveFrom(Instruction &I);
};
} // namespace

void VariableMover::moveDeclaration(DbgVariableRecord &Variable) {
  std::optional<unsigned> Home = Variable.hasArgList() ? std::nullopt : home(Variable.getVariableLocationOp(0));
  if (!Home)
    return;
  Variable.removeFromParent();
  Variable.setRawLocation(ValueAsMetadata::get(Rest.getArg(*Home)));
  insert(&Variable);
}

// A variable whose assignments are tracked had one declaration, with no expression (AssignmentTrackingPass).
void VariableMover::undoTracking(DbgVariableRecord &Variable) {
  std::optional<unsigned> Home = home(Variable.getAddress());
  if (Home && Tracked.insert({Variable.getRawVariable(), *Home}).second)
    insert(DbgVariableRecord::createDVRDeclare(Rest.getArg(*Home), Variable.getVariable(),
                                               DIExpression::get(Rest.getContext(), {}), Variable.getDebugLoc()));
  Variable.eraseFromParent();
}

void VariableMover::moveFrom(Instruction &I) {
  for (DbgRecord &R : make_early_inc_range(I.getDbgRecordRange())) {
    auto *Variable = dyn_cast<DbgVariableRecord>(&R);
    if (Variable && Variable->isDbgDeclare())
      moveDeclaration(*Variable);
    else if (Variable && Variable->isDbgAssign())
      undoTracking(*Variable);
  }
  if (I.hasMetadata(LLVMContext::MD_DIAssignID))
    I.setMetadata(LLVMContext::MD_DIAssignID, nullptr);
}

static void detach(Function &F, Function &Rest, BasicBlock &To) {
  VariableMover Variables(F, Rest, To);
  for (BasicBlock &Block : F)
    for (Instruction &I : Block) {
      Variables.moveFrom(I);
      I.setDebugLoc(DebugLoc());
    }
}

DetachedDebugInfo::DetachedDebugInfo(ArrayRef<Function *> Functions) {
  for (; !Functions.empty(); Functions = Functions.drop_front(std::min(Functions.size(), FunctionsPerRest))) {
    auto Some = Functions.take_front(FunctionsPerRest);
    size_t Most = 0;
    for (Function *F : Some)
      if (F->getSubprogram())
        Most = std::max(Most, Homes::count(*F));
    LLVMContext &C = Some.front()->getContext();
    SmallVector<Type *, 64> Types(Most, PointerType::getUnqual(C));
    auto *Rest = Function::Create(FunctionType::get(Type::getVoidTy(C), Types, /*isVarArg=*/false),
                                  GlobalValue::InternalLinkage, RestName, Some.front()->getParent());
    for (Function *F : Some) {
      if (!F->getSubprogram())
        continue;
      TableWriter Writer(*F);
      if (!Writer.collect())
        continue;
      auto *Block = BasicBlock::Create(C, "", Rest);
      auto *End = new UnreachableInst(C, Block);
      auto [Taken, IsNew] = Subprograms.try_emplace(F->getSubprogram());
      if (IsNew)
        Taken->second = keepNamesOnly(*Taken->first);
      SmallVector<Metadata *, 32> More(Taken->second.begin(), Taken->second.end());
      More.append(Writer.scopes().begin(), Writer.scopes().end());
      End->setMetadata(RestKind, MDTuple::getDistinct(C, More));
      detach(*F, *Rest, *Block);
      F->setMetadata(LinesKind, Writer.write(*Rest));
      Detached.push_back(F);
    }
    if (!Rest->empty())
      Rests.push_back(Rest);
    else
      Rest->eraseFromParent();
  }
}

void DetachedDebugInfo::restore() {
  for (Function *F : Detached)
    cantFail(attachDebugInfo(*F, /*WithVariables=*/true));
  Detached.clear();
}

DetachedDebugInfo::~DetachedDebugInfo() {
  for (auto &[SP, Rest] : Subprograms)
    putBack(*SP, Rest);
  for (Function *F : Detached)
    dropDetached(*F);
  for (Function *Rest : Rests)
    Rest->eraseFromParent();
}

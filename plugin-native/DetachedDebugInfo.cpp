//===- DetachedDebugInfo.cpp - Where bodies come from, apart from them ----===//

#include "DetachedDebugInfo.h"
#include "Bytes.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/DebugProgramInstruction.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"

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

/// Writes the table of one function.
class LineWriter {
  struct Run {
    const DILocation *Location;
    uint32_t Scope, Count;
  };
  const Function &F;
  const DISubprogram &Own;
  uint64_t Instructions = 0;
  SmallVector<Run, 128> Runs;
  SmallVector<Metadata *, 16> Scopes;
  Bytes Table;

public:
  explicit LineWriter(const Function &F) : F(F), Own(*F.getSubprogram()) {}

  ArrayRef<Metadata *> scopes() const { return Scopes; }

  /// Whether a table can say what the instructions say; then scopes() are known.
  bool collect() {
    SmallDenseMap<const DILocalScope *, uint32_t, 16> Numbers;
    Run Now{nullptr, 0, 0};
    for (const BasicBlock &Block : F)
      for (const Instruction &I : Block) {
        const DILocation *L = I.getDebugLoc();
        if (L != Now.Location) {
          if (Now.Count > 0)
            Runs.push_back(Now);
          Now = {L, 0, 0};
          if (L && L->getScope() != &Own) {
            DILocalScope *Scope = L->getScope();
            auto [It, IsNew] = Numbers.try_emplace(Scope, Scopes.size() + 1);
            if (IsNew) {
              if (Scope->getFile() != Own.getFile() || Scope->getSubprogram() != &Own)
                return false;
              Scopes.push_back(Scope);
            }
            Now.Scope = It->second;
          }
          if (L && (L->getInlinedAt() || L->getAtomGroup() || L->getAtomRank()))
            return false;
        }
        ++Now.Count;
        ++Instructions;
      }
    Runs.push_back(Now);
    return true;
  }

  StringRef write(uint32_t Block) {
    Table.reserve(512);
    Table.uleb(Block);
    Table.uleb(Instructions);
    uint64_t ScopeBefore = 0;
    uint32_t LineBefore = 0;
    for (const Run &R : Runs) {
      if (!R.Location) {
        Table.uleb(uint64_t(R.Count) << 2 | NoLocation);
        continue;
      }
      uint64_t Scope = uint64_t(R.Scope) << 1 | R.Location->isImplicitCode();
      Table.uleb(uint64_t(R.Count) << 2 | (Scope == ScopeBefore ? SameScope : OtherScope));
      if (Scope != ScopeBefore)
        Table.uleb(Scope);
      Table.sleb(int64_t(R.Location->getLine()) - LineBefore);
      Table.uleb(R.Location->getColumn());
      ScopeBefore = Scope;
      LineBefore = R.Location->getLine();
    }
    return StringRef(Table.data(), Table.size());
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

template <auto Decode> auto DetachedLines::decode() {
  unsigned Size = 0;
  const char *Problem = nullptr;
  auto Value = Decode(At, &Size, End, &Problem);
  At = Problem ? End : At + Size;
  return Problem ? 0 : Value;
}

uint64_t DetachedLines::number() { return decode<decodeULEB128>(); }

void DetachedLines::nextRun() {
  uint64_t Run = number();
  Left = uint32_t(Run >> 2);
  if ((Run & 3) == NoLocation) {
    Place = InstructionPlace();
    return;
  }
  if ((Run & 3) == OtherScope) {
    uint64_t Scope = number();
    Before.Scope = uint32_t(Scope >> 1);
    Before.IsImplicit = Scope & 1;
  }
  Before.Exists = true;
  Before.Line = uint32_t(Before.Line + decode<decodeSLEB128>());
  Before.Column = uint32_t(number());
  Place = Before;
}

std::optional<DetachedLines> DetachedLines::of(const Function &F) {
  MDTuple *Table = tableOf(F);
  if (!Table || Table->getNumOperands() != 2)
    return std::nullopt;
  auto *Bytes = dyn_cast_or_null<MDString>(Table->getOperand(0));
  if (!Bytes)
    return std::nullopt;
  DetachedLines Lines;
  Lines.At = Bytes->getString().bytes_begin();
  Lines.End = Bytes->getString().bytes_end();
  Lines.Rest = mdconst::dyn_extract_or_null<Function>(Table->getOperand(1));
  Lines.Block = uint32_t(Lines.number());
  Lines.Instructions = uint32_t(Lines.number());
  return Lines;
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
  for (Instruction &I : instructions(F)) {
    const InstructionPlace &Place = Lines.next();
    if (!Place.Exists)
      continue;
    DILocalScope *Scope = nullptr;
    if (Place.Scope > 0 && Place.Scope <= Scopes.size())
      Scope = dyn_cast_or_null<DILocalScope>(Scopes[Place.Scope - 1]);
    // Scopes are for variables: all of them are in one file.
    if (!Scope)
      Scope = F.getSubprogram();
    if (Scope)
      I.setDebugLoc(DILocation::get(F.getContext(), Place.Line, Place.Column, Scope, nullptr, Place.IsImplicit));
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
  return Error::success();
}

static void detachVariables(Instruction &I, const Homes &Known, Function &Rest, BasicBlock &To) {
  for (DbgRecord &R : make_early_inc_range(I.getDbgRecordRange())) {
    auto *Variable = dyn_cast<DbgVariableRecord>(&R);
    if (!Variable || !Variable->isDbgDeclare() || Variable->hasArgList())
      continue;
    Value *At = Variable->getVariableLocationOp(0);
    std::optional<unsigned> Number = At ? Known.number(At) : std::nullopt;
    if (!Number || At->getType() != Rest.getArg(*Number)->getType())
      continue;
    Variable->removeFromParent();
    Variable->setRawLocation(ValueAsMetadata::get(Rest.getArg(*Number)));
    To.insertDbgRecordBefore(Variable, To.back().getIterator());
  }
}

static void detach(Function &F, Function &Rest, BasicBlock &To) {
  Homes Known(F);
  for (BasicBlock &Block : F)
    for (Instruction &I : Block) {
      if (I.hasDbgRecords())
        detachVariables(I, Known, Rest, To);
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
      LineWriter Writer(*F);
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
      Metadata *Table[] = {MDString::get(C, Writer.write(Rest->size() - 1)), ConstantAsMetadata::get(Rest)};
      F->setMetadata(LinesKind, MDTuple::getDistinct(C, Table));
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

//===- OptimizationSensitivity.cpp - Who may notice not being optimised ---===//
//
// Optimised code begins without optimisation (docs/tiers.md) where nobody can tell. Here is who can: what the optimiser
// is asked about itself, what it may compute differently in the last bit or in a value that the standard leaves open, and
// what it may make vanish. Such a body may come to matter by being inlined, so its callers can tell as well.
//
//===----------------------------------------------------------------------===//

#include "OptimizationSensitivity.h"
#include "FirstBody.h"
#include "KnownValues.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Analysis/CFG.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/IR/Operator.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;
using namespace autojit;

namespace {

enum class Sensitivity {
  None,
  Own,              // of this body alone
  InheritedNumbers, // and of whoever it is inlined into, if that knows a floating point argument
  Inherited         // any argument
};

// Variables in memory beside the largest: an optimiser lets those share their place that do not live at the same time.
constexpr uint64_t MostStack = 4096;
// The first thread's stack is large, as a rule (runtime/native/hot.c).
constexpr uint64_t MostStackOfMain = 256 << 10;
// What fits into registers: there is so much of it in very large functions only.
constexpr uint64_t MostScalars = 4 * MostStack;

// What a body does with memory that an optimiser knows to be its own.
struct Allocations {
  bool Allocates = false, Frees = false;

  bool arePaired() const { return Allocates && Frees; }
  // Whether there is more now.
  bool add(Allocations Others) {
    Allocations Before = *this;
    Allocates |= Others.Allocates;
    Frees |= Others.Frees;
    return Allocates != Before.Allocates || Frees != Before.Frees;
  }
};

class BodyReader {
  const TargetLibraryInfoImpl &Library;
  const DataLayout &Layout;
  bool Replaceable = false;
  Allocations Pairs;
  uint64_t Scalars = 0, Stack = 0, LargestVariable = 0;
  const uint64_t MostVariables;
  bool FusesMultiplyAdd;

public:
  BodyReader(const TargetLibraryInfoImpl &Library, const Function &F)
      : Library(Library), Layout(F.getDataLayout()), MostVariables(F.getName() == "main" ? MostStackOfMain : MostStack),
        FusesMultiplyAdd(F.getFnAttribute("target-features").getValueAsString().contains("+fma")) {}

  Sensitivity read(const Function &F) {
    Sensitivity Most = Sensitivity::None;
    for (const Instruction &I : instructions(F)) {
      Most = std::max(Most, of(I));
      if (Most == Sensitivity::Inherited)
        break;
    }
    return Most;
  }

  /// Whether there were calls that an optimiser may replace.
  bool callsReplaceable() const { return Replaceable; }

  Allocations allocations() const { return Pairs; }

private:
  Sensitivity of(const Instruction &I);
  Sensitivity ofCall(const CallBase &Call, const Function &Callee);
  Sensitivity ofLibraryCall(const CallBase &Call, const Function &Callee);
};

} // namespace

// What is rounded correctly has one result. All else LLVM may fold, or replace by what differs in the last bit.
static bool isExact(StringRef Name) {
  return StringSwitch<bool>(Name)
      .Cases({"ceil", "copysign", "fabs", "fdim", "floor", "fma", "fmax", "fmin", "fmod", "frexp", "ldexp", "logb", "modf",
              "nearbyint", "nextafter", "remainder", "rint", "round", "roundeven", "scalbln", "scalbn", "sqrt", "trunc"},
             true)
      .Default(false);
}

static bool isInexact(StringRef Name) {
  return !isExact(Name) && !((Name.ends_with("f") || Name.ends_with("l")) && isExact(Name.drop_back()));
}

static bool isInexact(Intrinsic::ID ID) {
  switch (ID) {
  case Intrinsic::acos:
  case Intrinsic::asin:
  case Intrinsic::atan:
  case Intrinsic::atan2:
  case Intrinsic::cos:
  case Intrinsic::cosh:
  case Intrinsic::exp:
  case Intrinsic::exp10:
  case Intrinsic::exp2:
  case Intrinsic::log:
  case Intrinsic::log10:
  case Intrinsic::log2:
  case Intrinsic::pow:
  case Intrinsic::powi:
  case Intrinsic::sin:
  case Intrinsic::sincos:
  case Intrinsic::sinh:
  case Intrinsic::tan:
  case Intrinsic::tanh:
    return true;
  default:
    return false;
  }
}

// 0/0 and the like: the processor's result is a negative NaN, the optimiser's a positive one.
static Sensitivity ofArithmetic(const BinaryOperator &I) {
  bool AllKnown = true;
  for (const Use &Operand : I.operands()) {
    if (auto *Literal = dyn_cast<ConstantFP>(Operand); Literal && Literal->getValueAPF().isFiniteNonZero())
      return Sensitivity::None; // With such a number none of them makes a NaN.
    if (isKnown(*Operand))
      continue;
    if (!isParameter(*Operand))
      return Sensitivity::None;
    AllKnown = false;
  }
  return AllKnown ? Sensitivity::Own : Sensitivity::InheritedNumbers;
}

// `a + b < a`, by which programs look for an overflow that an optimiser knows not to happen.
static bool looksForOverflow(const ICmpInst &I) {
  auto HasSummand = [](const Value *Sum, const Value *Other) {
    auto *Added = dyn_cast<BinaryOperator>(Sum);
    auto *Loaded = dyn_cast<LoadInst>(Other);
    return Added && Loaded && isa<OverflowingBinaryOperator>(Added) && Added->hasNoSignedWrap() &&
           any_of(Added->operands(), [&](const Use &Op) {
             auto *Summand = dyn_cast<LoadInst>(Op);
             return Summand && Summand->getPointerOperand() == Loaded->getPointerOperand();
           });
  };
  return I.isRelational() &&
         (HasSummand(I.getOperand(0), I.getOperand(1)) || HasSummand(I.getOperand(1), I.getOperand(0)));
}

static bool isOnlyComparedWithZero(const Value &V) {
  return all_of(V.users(), [&](const User *U) {
    if (auto *Store = dyn_cast<StoreInst>(U)) {
      auto *Variable = dyn_cast<AllocaInst>(Store->getPointerOperand());
      return Variable && isa<CallBase>(V) && all_of(Variable->users(), [](const User *Use) {
               return isa<LoadInst>(Use) ? isOnlyComparedWithZero(*Use) : isa<StoreInst, LifetimeIntrinsic>(Use);
             });
    }
    return isa<ICmpInst>(U) && any_of(U->operands(), [](const Use &Operand) {
             auto *With = dyn_cast<Constant>(Operand); // On the left in `0 == strcmp(a, b)`.
             return With && With->isNullValue();
           });
  });
}

// Whose results are good for a comparison with zero, while a program may print them. Of a known length, memcmp becomes a
// comparison of numbers.
static bool isMoreExactThanPromised(const CallBase &Call, LibFunc Known) {
  switch (Known) {
  case LibFunc_bcmp:
  case LibFunc_memcmp:
    return isa<Constant>(Call.getArgOperand(2)) && !isOnlyComparedWithZero(Call);
  case LibFunc_isdigit:
  case LibFunc_strcmp:
  case LibFunc_strncmp:
    return !isOnlyComparedWithZero(Call);
  default:
    return false;
  }
}

// std::advance asks whether a distance is known to be 1, and does the same if it is. Results of the C++ library do not depend
// on its optimiser.
static bool isOfStandardLibrary(const Function &F) {
  StringRef Name = F.getName();
  if (!Name.consume_front("_Z"))
    return false;
  Name.consume_front("N");
  Name.consume_front("K");
  return Name.starts_with("St") || Name.starts_with("9__gnu_cxx");
}

static bool calls(const BasicBlock &Block, std::initializer_list<StringRef> Names) {
  return any_of(Block, [&](const Instruction &I) {
    auto *Call = dyn_cast<CallBase>(&I);
    const Function *Callee = Call ? Call->getCalledFunction() : nullptr;
    return Callee && is_contained(Names, Callee->getName());
  });
}

// Whether a block with such a call is among the next few on the way that is taken where conditions are as Way says.
static bool soonCalls(const BasicBlock &From, unsigned Way, std::initializer_list<StringRef> Names) {
  constexpr int MostBlocks = 5;
  const BasicBlock *Block = &From;
  for (int I = 0; I < MostBlocks && !calls(*Block, Names); ++I) {
    unsigned Count = succ_size(Block);
    if (Count == 0 || Count > 2)
      return false;
    Block = *std::next(succ_begin(Block), Count == 2 ? Way : 0);
  }
  return calls(*Block, Names);
}

static bool comparesWithZero(const BasicBlock &Block) {
  auto *Branch = dyn_cast<BranchInst>(Block.getTerminator());
  auto *Compare = Branch && Branch->isConditional() ? dyn_cast<ICmpInst>(Branch->getCondition()) : nullptr;
  auto *With = Compare ? dyn_cast<Constant>(Compare->getOperand(1)) : nullptr;
  return With && With->isNullValue() && Compare->getPredicate() == CmpInst::ICMP_EQ;
}

// What glibc's headers ask, to call a function or to do the same themselves: tolower(c) and toupper(c) look into the table if
// c is known, fread_unlocked and fwrite_unlocked copy what is known to be short, and leave alone what is empty.
static bool asksForLibrary(const CallBase &Call) {
  auto *Branch = Call.hasOneUse() ? dyn_cast<BranchInst>(Call.user_back()) : nullptr;
  if (!Branch)
    return false;
  const BasicBlock &Known = *Branch->getSuccessor(0), &Unknown = *Branch->getSuccessor(1);
  if (calls(Unknown, {"tolower", "toupper"}))
    return soonCalls(Known, 1, {"__ctype_tolower_loc", "__ctype_toupper_loc"});
  return soonCalls(Unknown, 1, {"fread_unlocked", "fwrite_unlocked"}) &&
         (soonCalls(Known, 0, {"getc_unlocked", "putc_unlocked"}) ||
          (comparesWithZero(Known) && *std::next(succ_begin(&Known)) == &Unknown));
}

// The library functions that an optimiser often knows the result of, or does without.
bool autojit::isReplaceable(const Function &Callee) {
  if (Callee.getReturnType()->isFloatingPointTy())
    return true;
  StringRef Name = Callee.getName();
  Name.consume_front("__");
  return Name.starts_with("mem") || Name.starts_with("str") || Name.starts_with("stp") || Name == "sprintf" ||
         Name == "snprintf";
}

Allocation autojit::allocationOf(StringRef Name) {
  if (Name.starts_with("_Znw") || Name.starts_with("_Zna") || Name == "malloc" || Name == "calloc" || Name == "aligned_alloc")
    return Allocation::Allocates;
  return Name.starts_with("_Zdl") || Name.starts_with("_Zda") || Name == "free" ? Allocation::Frees : Allocation::None;
}

Sensitivity BodyReader::ofLibraryCall(const CallBase &Call, const Function &Callee) {
  LibFunc Known;
  if (Callee.hasLocalLinkage() || !Library.getLibFunc(Callee, Known))
    return Sensitivity::None;
  Replaceable |= isReplaceable(Callee);
  Allocation WithMemory = allocationOf(Callee.getName());
  Pairs.add({WithMemory == Allocation::Allocates, WithMemory == Allocation::Frees});
  // There is no such memory; for an optimiser that does without it, there is.
  if (WithMemory == Allocation::Allocates && any_of(Call.args(), [](const Use &Size) { return isHuge(*Size); }))
    return Sensitivity::Own;
  // The program's own, which it may count the calls of.
  if (!Callee.isDeclarationForLinker())
    return Sensitivity::Own;
  if (Call.getType()->isFloatingPointTy() && !Call.arg_empty() && Call.getArgOperand(0)->getType()->isFloatingPointTy())
    return isInexact(Callee.getName()) && mayKnowArgument(Call) ? Sensitivity::InheritedNumbers : Sensitivity::None;
  return isMoreExactThanPromised(Call, Known) ? Sensitivity::Own : Sensitivity::None;
}

Sensitivity BodyReader::ofCall(const CallBase &Call, const Function &Callee) {
  Intrinsic::ID ID = Callee.getIntrinsicID();
  if (ID == Intrinsic::not_intrinsic)
    return ofLibraryCall(Call, Callee);
  // Some become calls.
  Replaceable |= isa<MemIntrinsic>(Call) || Callee.getReturnType()->isFloatingPointTy();
  if (ID == Intrinsic::objectsize ||
      (ID == Intrinsic::is_constant && !isOfStandardLibrary(*Call.getFunction()) && !asksForLibrary(Call)))
    return Sensitivity::Inherited;
  if (isInexact(ID) && mayKnowArgument(Call))
    return Sensitivity::InheritedNumbers;
  // What programs are written with for speed.
  if ((ID == Intrinsic::fmuladd && FusesMultiplyAdd) || Callee.isTargetIntrinsic())
    return Sensitivity::Own;
  return Sensitivity::None;
}

Sensitivity BodyReader::of(const Instruction &I) {
  if (auto *Slot = dyn_cast<AllocaInst>(&I)) {
    std::optional<TypeSize> Size = Slot->getAllocationSize(Layout);
    if (!Size || !Size->isFixed())
      return Sensitivity::None;
    if (Slot->getAllocatedType()->isSingleValueType() && !Slot->isArrayAllocation()) {
      Scalars += Size->getFixedValue();
    } else {
      Stack += Size->getFixedValue();
      LargestVariable = std::max(LargestVariable, Size->getFixedValue());
    }
    return Stack - LargestVariable > MostVariables || Scalars > MostScalars ? Sensitivity::Own : Sensitivity::None;
  }
  if (auto *Call = dyn_cast<CallBase>(&I))
    if (auto *Callee = Call->getCalledFunction())
      if (Sensitivity S = ofCall(*Call, *Callee); S != Sensitivity::None)
        return S;
  // -ffast-math: every optimiser has a result of its own.
  if (isa<FPMathOperator>(I) && I.getFastMathFlags().any())
    return Sensitivity::Own;
  if (auto *Arithmetic = dyn_cast<BinaryOperator>(&I); Arithmetic && I.getType()->isFloatingPointTy())
    return ofArithmetic(*Arithmetic);
  if (isa<FPToSIInst, FPToUIInst>(I) && isKnown(*I.getOperand(0)))
    return Sensitivity::Own; // What does not fit.
  if (auto *Compare = dyn_cast<ICmpInst>(&I); Compare && looksForOverflow(*Compare))
    return Sensitivity::Own;
  const Value *Data = isa<StoreInst>(I) ? cast<StoreInst>(I).getValueOperand() : &I;
  return Data->getType()->isVectorTy() ? Sensitivity::Own : Sensitivity::None;
}

// Adds the callers that know an argument of those in From, and their callers where they pass one on.
static void inherit(SmallVector<const Function *, 32> From, bool (*Matters)(const Use &),
                    SmallPtrSetImpl<const Function *> &Sensitive) {
  SmallPtrSet<const Function *, 32> Reached(From.begin(), From.end());
  while (!From.empty()) {
    const Function *F = From.pop_back_val();
    if (F->hasFnAttribute(Attribute::NoInline))
      continue;
    for (const Use &U : F->uses()) {
      auto *Call = dyn_cast<CallBase>(U.getUser());
      if (!Call || !Call->isCallee(&U))
        continue;
      const Function *Caller = Call->getFunction();
      auto Arguments = make_filter_range(Call->args(), Matters);
      if (any_of(Arguments, [](const Use &Argument) { return isKnown(*Argument); }))
        Sensitive.insert(Caller);
      if (any_of(Arguments, [](const Use &Argument) { return isParameter(*Argument); }) && Reached.insert(Caller).second)
        From.push_back(Caller);
    }
  }
}

// A loop in what is always inlined is not counted: its function would never be hot.
static void addCallersOfInlinedLoops(const Module &M, SmallPtrSetImpl<const Function *> &Sensitive) {
  SmallVector<const Function *, 8> Work;
  for (const Function &F : M) {
    if (F.isDeclaration() || !F.hasFnAttribute(Attribute::AlwaysInline))
      continue;
    SmallVector<std::pair<const BasicBlock *, const BasicBlock *>, 8> BackEdges;
    FindFunctionBackedges(F, BackEdges);
    if (!BackEdges.empty())
      Work.push_back(&F);
  }
  SmallPtrSet<const Function *, 8> Reached(Work.begin(), Work.end());
  while (!Work.empty())
    for (const User *U : Work.pop_back_val()->users())
      if (auto *Call = dyn_cast<CallBase>(U)) {
        const Function *Caller = Call->getFunction();
        Sensitive.insert(Caller);
        if (Caller->hasFnAttribute(Attribute::AlwaysInline) && Reached.insert(Caller).second)
          Work.push_back(Caller);
      }
}

// Those that allocate and free, by themselves or by what may be inlined into them.
static void addPairs(DenseMap<const Function *, Allocations> &Known, SmallPtrSetImpl<const Function *> &Paired) {
  SmallVector<const Function *, 32> Work(Known.keys());
  while (!Work.empty()) {
    const Function *F = Work.pop_back_val();
    Allocations Done = Known.lookup(F);
    if (Done.arePaired())
      Paired.insert(F);
    if (!mayBeInlined(*F))
      continue;
    for (const Use &U : F->uses())
      if (auto *Call = dyn_cast<CallBase>(U.getUser()); Call && Call->isCallee(&U) && Known[Call->getFunction()].add(Done))
        Work.push_back(Call->getFunction());
  }
}

SensitiveFunctions autojit::findSensitiveFunctions(const Module &M) {
  TargetLibraryInfoImpl Library(M.getTargetTriple());
  SensitiveFunctions Sensitive;
  SmallVector<const Function *, 32> Inherited, InheritedNumbers;
  DenseMap<const Function *, Allocations> WithMemory;
  for (const Function &F : M) {
    if (F.isDeclaration())
      continue;
    BodyReader Reader(Library, F);
    Sensitivity S = Reader.read(F);
    if (S != Sensitivity::None || !canBeLeft(F))
      Sensitive.Always.insert(&F);
    else if (Reader.callsReplaceable())
      Sensitive.WithOwnLibrary.insert(&F);
    if (Allocations A = Reader.allocations(); A.Allocates || A.Frees)
      WithMemory[&F] = A;
    if (S == Sensitivity::Inherited)
      Inherited.push_back(&F);
    else if (S == Sensitivity::InheritedNumbers)
      InheritedNumbers.push_back(&F);
  }
  inherit(std::move(Inherited), [](const Use &) { return true; }, Sensitive.Always);
  inherit(std::move(InheritedNumbers), [](const Use &Argument) { return Argument->getType()->isFloatingPointTy(); },
          Sensitive.Always);
  addCallersOfInlinedLoops(M, Sensitive.Always);
  addPairs(WithMemory, Sensitive.WithOwnAllocator);
  return Sensitive;
}

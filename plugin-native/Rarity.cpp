//===- Rarity.cpp - How seldom a block runs when its function does --------===//
//
// A guess, by which first calls choose what to compile along. LLVM's own block frequencies would cost each build
// several per cent: dominators, post-dominators and loops of every function. Here a branch is split evenly, or by
// LLVM's heuristics for null and negative values, and loops run once.
//
//===----------------------------------------------------------------------===//

#include "Rarity.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Function.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/ProfDataUtils.h"

#include <cmath>

using namespace llvm;
using namespace autojit;

// BranchProbabilityInfo's figure for pointers that are null and integers that are negative. Not so for zero, which
// functions return for success as well.
static constexpr float NullOrNegative = 0.375F;

// The probability of a branch's first successor, as far as its condition tells.
static float firstOfTwo(const BranchInst &Branch) {
  uint64_t First, Second;
  if (extractBranchWeights(Branch, First, Second) && First + Second != 0)
    return static_cast<float>(First) / static_cast<float>(First + Second);
  auto *Compare = dyn_cast<ICmpInst>(Branch.getCondition());
  auto *Constant = Compare ? dyn_cast<llvm::Constant>(Compare->getOperand(1)) : nullptr;
  if (!Constant || !Constant->isNullValue())
    return 0.5F;
  bool IsPointer = Constant->getType()->isPointerTy();
  switch (Compare->getPredicate()) {
  case CmpInst::ICMP_EQ:
    return IsPointer ? NullOrNegative : 0.5F;
  case CmpInst::ICMP_NE:
    return IsPointer ? 1 - NullOrNegative : 0.5F;
  case CmpInst::ICMP_SLT:
    return NullOrNegative;
  case CmpInst::ICMP_SGE:
    return 1 - NullOrNegative;
  default:
    return 0.5F;
  }
}

// Whether the program goes on after Block, or ends as it was meant to.
static bool endsWell(const BasicBlock &Block) {
  if (isa<ReturnInst>(Block.getTerminator()))
    return true;
  auto *Call = dyn_cast_or_null<CallInst>(Block.getTerminator()->getPrevNode());
  return Call && Call->getCalledFunction() && Call->getCalledFunction()->getName() == "exit";
}

static Rarity toRarity(float Probability) {
  if (Probability <= 0)
    return NeverExpected;
  float Steps = std::round(-2 * std::log2(Probability));
  return Steps < NeverExpected ? static_cast<Rarity>(std::max(Steps, 0.0F)) : NeverExpected - 1;
}

SmallVector<Rarity, 0> autojit::blockRarities(const Function &F) {
  if (F.size() == 1)
    return {0};

  constexpr unsigned Unreachable = ~0u;
  SmallVector<unsigned, 0> Positions(F.getMaxBlockNumber(), Unreachable); // in post-order
  auto Position = [&](const BasicBlock *Block) -> unsigned & { return Positions[Block->getNumber()]; };
  SmallVector<const BasicBlock *, 0> Order;
  for (const BasicBlock *Block : post_order(&F)) {
    Position(Block) = Order.size();
    Order.push_back(Block);
  }

  SmallVector<float, 0> Probability(Order.size(), 0);
  BitVector Dead(Order.size()), LoopHead(Order.size());
  for (auto [I, Block] : enumerate(Order)) {
    bool Ends = !endsWell(*Block);
    for (const BasicBlock *To : successors(Block)) {
      unsigned At = Position(To);
      if (At >= I)
        LoopHead.set(At);
      Ends &= At < I && Dead[At];
    }
    Dead[I] = Block->isEHPad() || Ends;
  }
  if (Dead.back()) // Whoever calls F wants the end.
    for (auto [I, Block] : enumerate(Order))
      Dead[I] = Block->isEHPad();

  Probability.back() = 1;
  for (unsigned I = Order.size(); I-- > 0;) {
    auto *Branch = dyn_cast<BranchInst>(Order[I]->getTerminator());
    float First = Branch && Branch->isConditional() ? firstOfTwo(*Branch) : 1;
    SmallVector<std::pair<unsigned, float>, 4> Shares;
    float Sum = 0;
    for (auto [Number, To] : enumerate(successors(Order[I]))) {
      unsigned At = Position(To);
      if (At >= I || Dead[At])
        continue;
      float Share = Branch && Number == 1 ? 1 - First : First;
      Shares.push_back({At, Share});
      Sum += Share;
    }
    for (auto [At, Share] : Shares)
      Probability[At] += LoopHead[I] ? Probability[I] // The body and what comes after.
                         : Sum > 0   ? Probability[I] * Share / Sum
                                     : Probability[I] / static_cast<float>(Shares.size());
  }

  SmallVector<Rarity, 0> Result;
  for (const BasicBlock &Block : F) {
    unsigned At = Position(&Block);
    Result.push_back(At == Unreachable || Dead[At] ? NeverExpected : toRarity(Probability[At]));
  }
  return Result;
}

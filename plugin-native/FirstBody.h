//===- FirstBody.h - What a first body can hand its calls on to -----------===//
#ifndef AUTOJIT_FIRSTBODY_H
#define AUTOJIT_FIRSTBODY_H

#include "Labels.h"

#include "llvm/IR/Function.h"

namespace autojit {

/// Whether calls of a body that is compiled without optimisation can be handed on to a better one, by a tail call. The
/// plugin and the compiler ask, which have to agree.
inline bool canBeLeft(const llvm::Function &F) {
  // Who keeps more registers than others has none to spare for a jump.
  if (F.getCallingConv() != llvm::CallingConv::C && F.getCallingConv() != llvm::CallingConv::Fast)
    return false;
  if (F.isPresplitCoroutine() || F.hasFnAttribute(llvm::Attribute::Naked))
    return false;
  if (hasLabels(F) && !labelsStayInside(F))
    return false;
  for (const llvm::Argument &A : F.args())
    if (A.hasInAllocaAttr() || A.hasPreallocatedAttr() || A.hasSwiftErrorAttr())
      return false;
  // A result that does not fit into registers is in memory that LLVM finds, and the frame must wait for it.
  llvm::Type *Result = F.getReturnType();
  if (auto *Parts = llvm::dyn_cast<llvm::StructType>(Result))
    return Parts->getNumElements() <= 2 && llvm::none_of(Parts->elements(), [](const llvm::Type *Part) {
             return Part->isAggregateType() || Part->getPrimitiveSizeInBits().getKnownMinValue() > 64;
           });
  return !Result->isArrayTy() && Result->getPrimitiveSizeInBits().getKnownMinValue() <= 128;
}

} // namespace autojit

#endif

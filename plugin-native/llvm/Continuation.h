//===- Continuation.h - The rest of a function, from inside a loop --------===//
//
// On-stack replacement. A body of the first tier that finds itself in a long loop is left at the end of the loop's
// last block: it calls the continuation, a function that goes on from there and returns what the body will return.
//
//   define RESULT @f.loop(ptr %state)
//
// The state is a struct in the frame of the first body, which stays until the continuation returns: the addresses
// of its variables, then the values that are needed still. Both sides make its type of the same body as it is in the
// bitcode.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_CONTINUATION_H
#define AUTOJIT_LLVM_CONTINUATION_H

#include "llvm/IR/Instructions.h"

struct autojit_source;

namespace autojit {

/// Where a body can be left, and what its continuation gets to know.
struct LoopExit {
  llvm::BasicBlock *Latch; // before its terminator
  llvm::SmallVector<llvm::Value *, 4> Values;
};

struct LoopExits {
  llvm::SmallVector<llvm::AllocaInst *, 16> Variables; // the same for all
  llvm::SmallVector<LoopExit, 4> Exits;                // a loop is called by its number in this list

  explicit LoopExits(llvm::Function &F);

  /// Variables, then Values.
  llvm::StructType *stateType(const LoopExit &Exit) const;
};

/// Turns the body of F, as it is in the bitcode, into a function that goes on where the loop of this number ends an
/// iteration. S has been opened for this. Fails where the rest of F needs the very frame that it began with.
llvm::Expected<llvm::Function *> continueLoop(autojit_source &S, llvm::Function &F, uint32_t Loop);

} // namespace autojit

#endif

//===- Rarity.h - How seldom a block runs when its function does ----------===//
#ifndef AUTOJIT_RARITY_H
#define AUTOJIT_RARITY_H

#include "llvm/ADT/SmallVector.h"

namespace llvm {
class Function;
} // namespace llvm

namespace autojit {

/// Two steps halve the probability: 0 is always, 2 every other time.
using Rarity = uint8_t;

/// Of blocks that lead only to an exception or to an end of the program, or come after one.
constexpr Rarity NeverExpected = 255;

/// The rarity of each of F's blocks, in their order.
llvm::SmallVector<Rarity, 0> blockRarities(const llvm::Function &F);

} // namespace autojit

#endif

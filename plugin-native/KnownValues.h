//===- KnownValues.h - What an optimiser may know of a value --------------===//
//
// The plugin sees bodies before any optimiser: variables are in memory. So these look at what is stored where a value
// is loaded from.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_KNOWNVALUES_H
#define AUTOJIT_KNOWNVALUES_H

namespace llvm {
class CallBase;
class Function;
class Value;
} // namespace llvm

namespace autojit {

/// Whether V is known in its function: a constant, or the address of a variable.
bool isKnown(const llvm::Value &V);

/// Whether V is what the caller passes.
bool isParameter(const llvm::Value &V);

/// Whether V is an integer that is known and as large as no object.
bool isHuge(const llvm::Value &V);

/// Whether an inliner may take F, be it because nobody else calls it.
bool mayBeInlined(const llvm::Function &F);

/// Whether an optimiser may find out one of the arguments of Call, in whatever way, or they are up to the caller. False if
/// they come from memory that is reached by pointers or from outside of the module, in a function that no optimiser inlines.
bool mayKnowArgument(const llvm::CallBase &Call);

} // namespace autojit

#endif

//===- LabelNumbers.h - Computed gotos as switches ------------------------===//
//
// Code that is not optimised jumps by numbers in place of addresses of labels: such a jump is a switch, and a loop that it
// closes can be left like any other, for the numbers mean the same in the code that goes on. Better bodies have addresses.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_LABELNUMBERS_H
#define AUTOJIT_LLVM_LABELNUMBERS_H

namespace llvm {
class Function;
} // namespace llvm

namespace autojit {

/// Makes numbers of a function's addresses of labels, also in the tables that refer to its blocks, and switches of the
/// jumps. For a function whose labels stay inside (Labels.h). Equal functions get equal numbers.
void numberLabels(llvm::Function &F);

} // namespace autojit

#endif

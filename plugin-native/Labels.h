//===- Labels.h - Where addresses of labels go ----------------------------===//
#ifndef AUTOJIT_LABELS_H
#define AUTOJIT_LABELS_H

namespace llvm {
class Function;
} // namespace llvm

namespace autojit {

/// Whether a function has labels with addresses (`&&label`), or jumps to some.
bool hasLabels(const llvm::Function &F);

/// Whether none of these addresses can be found by another call of the function: tables are only read, and what is read
/// is only jumped to. If not, the function has one body, for each has labels of its own.
bool labelsStayInside(const llvm::Function &F);

} // namespace autojit

#endif

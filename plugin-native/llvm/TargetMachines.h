//===- TargetMachines.h - One target machine for each level ---------------===//
#ifndef AUTOJIT_LLVM_TARGETMACHINES_H
#define AUTOJIT_LLVM_TARGETMACHINES_H

#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

namespace autojit {

/// The machine for code of M's triple at this level (0-3); made once, owned here. The CPU is the
/// baseline: what the user chose stands in each function's own attributes.
llvm::TargetMachine *targetMachineFor(const llvm::Module &M, uint32_t Speed);

} // namespace autojit

#endif

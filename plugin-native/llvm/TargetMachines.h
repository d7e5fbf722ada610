//===- TargetMachines.h - Target machines for each level ------------------===//
#ifndef AUTOJIT_LLVM_TARGETMACHINES_H
#define AUTOJIT_LLVM_TARGETMACHINES_H

#include "llvm/IR/Module.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace autojit {

/// A machine that is this thread's until the lease ends. It keeps subtargets that are made while code
/// is generated, so two threads must not use one at the same time; making one costs as much as a
/// small unit, so they are kept for the next lease.
class TargetMachineLease {
  std::unique_ptr<llvm::TargetMachine> Machine;
  uint32_t Level;

public:
  /// For code of M's triple at this level (0-3). The CPU is the baseline: what the user chose stands
  /// in each function's own attributes.
  TargetMachineLease(const llvm::Module &M, uint32_t Speed);
  ~TargetMachineLease();
  TargetMachineLease(const TargetMachineLease &) = delete;
  TargetMachineLease &operator=(const TargetMachineLease &) = delete;

  /// Null when there is no back end for the triple.
  llvm::TargetMachine *get() const { return Machine.get(); }
};

} // namespace autojit

#endif

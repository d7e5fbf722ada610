//===- TargetMachines.h - Target machines for each level ------------------===//
#ifndef AUTOJIT_LLVM_TARGETMACHINES_H
#define AUTOJIT_LLVM_TARGETMACHINES_H

#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Target/TargetMachine.h"

#include <memory>

namespace autojit {

/// A target machine, and the code generator's passes for it once they have been made (CodeGen.cpp).
struct BackEnd {
  std::unique_ptr<llvm::TargetMachine> Machine;

  struct Passes {
    llvm::SmallVector<char, 0> Object;
    llvm::raw_svector_ostream Stream{Object};
    llvm::legacy::PassManager Manager;
  };
  std::unique_ptr<Passes> CodeGen;
};

/// A back end that is this thread's until the lease ends. It keeps subtargets that are made while code
/// is generated, so two threads must not use one at the same time; making one costs as much as a
/// small unit, so they are kept for the next lease.
class BackEndLease {
  BackEnd Leased;
  uint32_t Level;

public:
  /// For code of M's triple at this level (0-3). The CPU is the baseline: what the user chose stands
  /// in each function's own attributes.
  BackEndLease(const llvm::Module &M, uint32_t Speed);
  ~BackEndLease();
  BackEndLease(const BackEndLease &) = delete;
  BackEndLease &operator=(const BackEndLease &) = delete;

  /// Null when there is no back end for the triple.
  llvm::TargetMachine *machine() const { return Leased.Machine.get(); }

  /// The passes' place.
  std::unique_ptr<BackEnd::Passes> &passes() { return Leased.CodeGen; }
};

} // namespace autojit

#endif

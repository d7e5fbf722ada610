//===- OutlinePass.h - The module pass ------------------------------------===//
#ifndef AUTOJIT_OUTLINEPASS_H
#define AUTOJIT_OUTLINEPASS_H

#include "llvm/IR/PassManager.h"
#include "llvm/Passes/OptimizationLevel.h"

namespace autojit {

/// Writes the module to its store and leaves stubs. Runs before any optimisation, so that what is
/// saved is what the front end made.
class OutlinePass : public llvm::PassInfoMixin<OutlinePass> {
  llvm::OptimizationLevel Level;
  llvm::StringRef LateFlag;

public:
  /// LateFlag: the flag, if any, that has bodies instrumented later than this pass runs.
  OutlinePass(llvm::OptimizationLevel Level, llvm::StringRef LateFlag)
      : Level(Level), LateFlag(LateFlag) {}

  llvm::PreservedAnalyses run(llvm::Module &M, llvm::ModuleAnalysisManager &);

  static bool isRequired() { return true; }
};

} // namespace autojit

#endif

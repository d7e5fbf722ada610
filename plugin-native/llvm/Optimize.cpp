//===- Optimize.cpp - LLVM's own pipelines over a unit --------------------===//

#include "Simplify.h"
#include "TargetMachines.h"
#include "Unit.h"

#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/IPO/GlobalDCE.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/LowerMatrixIntrinsics.h"

using namespace llvm;

OptimizationLevel autojit::optimizationLevel(uint32_t Speed, uint32_t Size) {
  if (Size == 2)
    return OptimizationLevel::Oz;
  if (Size == 1)
    return OptimizationLevel::Os;
  switch (Speed) {
  case 0: return OptimizationLevel::O0;
  case 1: return OptimizationLevel::O1;
  case 2: return OptimizationLevel::O2;
  default: return OptimizationLevel::O3;
  }
}

static bool hasMatrices(const Module &M) {
  return any_of(M, [](const Function &F) {
    return F.isIntrinsic() && F.getName().starts_with("llvm.matrix.");
  });
}

// What only the whole pipeline lowers. At -O0 it exists for these three features, and building it costs more
// than most units; above, bodies have been through its first half when they come here (Simplify.cpp).
static bool needsWholePipeline(const Module &M) {
  for (const Function &F : M) {
    if (F.isPresplitCoroutine())
      return true;
    if (!F.isDeclaration() && F.hasFnAttribute(Attribute::AlwaysInline))
      return true;
    if (F.isIntrinsic() && F.getName().starts_with("llvm.coro."))
      return true;
  }
  return hasMatrices(M);
}

// In what the pipeline of -O0 changes: who calls functions that are always inlined; coroutines, matrices.
static void attachLinesFor(Module &M) {
  bool All = hasMatrices(M);
  for (Function &F : M) {
    All |= F.isPresplitCoroutine() || (F.isIntrinsic() && F.getName().starts_with("llvm.coro."));
    if (F.hasFnAttribute(Attribute::AlwaysInline))
      for (User *By : F.users())
        if (auto *Call = dyn_cast<CallBase>(By))
          autojit::attachLines(*Call->getFunction());
  }
  if (All)
    autojit::attachLines(M);
}

// Where the pipelines have it when clang is given -fenable-matrix: that sets an option of the process,
// which units compiled at the same time share.
static void lowerMatrices(PassBuilder &PB) {
  PB.registerOptimizerEarlyEPCallback(
      [](ModulePassManager &MPM, OptimizationLevel Level, ThinOrFullLTOPhase) {
        if (Level == OptimizationLevel::O0)
          return;
        FunctionPassManager FPM;
        FPM.addPass(LowerMatrixIntrinsicsPass());
        FPM.addPass(EarlyCSEPass());
        MPM.addPass(createModuleToFunctionPassAdaptor(std::move(FPM)));
      });
  PB.registerVectorizerStartEPCallback(
      [](FunctionPassManager &FPM, OptimizationLevel Level) {
        if (Level == OptimizationLevel::O0)
          FPM.addPass(LowerMatrixIntrinsicsPass(/*Minimal=*/true));
      });
}

void autojit_llvm_optimize(autojit_unit *unit, uint32_t speed, uint32_t size) {
  Module &M = *unit->M;
  OptimizationLevel Level = autojit::optimizationLevel(speed, size);
  bool Whole = needsWholePipeline(M);
  if (Level == OptimizationLevel::O0 && !Whole)
    return;
  attachLinesFor(M);
  // clang's own choices, which differ from PassBuilder's defaults.
  PipelineTuningOptions Tuning;
  Tuning.SLPVectorization = speed >= 2 || size > 0;
  Tuning.LoopVectorization = speed >= 2 && size < 2;
  Tuning.LoopInterleaving = speed >= 2;
  autojit::BackEndLease Lease(M, speed);
  PassBuilder PB(Lease.machine(), Tuning);
  if (hasMatrices(M))
    lowerMatrices(PB);
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  ModulePassManager MPM;
  if (Level == OptimizationLevel::O0) {
    MPM = PB.buildO0DefaultPipeline(Level);
  } else if (Whole) {
    MPM = PB.buildPerModuleDefaultPipeline(Level);
  } else {
    MPM.addPass(GlobalDCEPass()); // Private functions that have been inlined.
    MPM.addPass(PB.buildModuleOptimizationPipeline(Level, ThinOrFullLTOPhase::None));
  }
  MPM.run(M, MAM);
}

//===- Simplify.cpp - Bodies as an inliner wants to see them --------------===//
//
// Ahead of time the inliner goes through the call graph from the bottom: a callee has been simplified,
// and has its own callees inlined, when it is weighed. The same is done here to bodies of the source, when
// a unit first asks for them, and once for all units. A body that is only inlined gets the beginning of LLVM's
// pipeline: it has to look to the inliner as small as it is. The rest is done to it where it went.
//
//===----------------------------------------------------------------------===//

#include "Simplify.h"

#include "../Labels.h"
#include "TargetMachines.h"
#include "Unit.h"

#include "llvm/Analysis/AssumptionCache.h"
#include "llvm/Analysis/BlockFrequencyInfo.h"
#include "llvm/Analysis/InlineCost.h"
#include "llvm/Analysis/ProfileSummaryInfo.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/Analysis/TargetTransformInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Transforms/InstCombine/InstCombine.h"
#include "llvm/Transforms/Scalar/CorrelatedValuePropagation.h"
#include "llvm/Transforms/Scalar/EarlyCSE.h"
#include "llvm/Transforms/Scalar/JumpThreading.h"
#include "llvm/Transforms/Scalar/LowerExpectIntrinsic.h"
#include "llvm/Transforms/Scalar/SROA.h"
#include "llvm/Transforms/Scalar/SimplifyCFG.h"
#include "llvm/Transforms/Utils/BuildLibCalls.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;

namespace {

class Simplifier {
  autojit_source &S;
  bool AllowAll;
  InlineParams Params;
  LoopAnalysisManager LAM;
  FunctionAnalysisManager FAM;
  CGSCCAnalysisManager CGAM;
  ModuleAnalysisManager MAM;
  FunctionPassManager Early, Light, Late;
  struct Visit {
    Function *F;
    SmallVector<Function *, 8> Callees;
  };
  SmallVector<Visit, 16> Stack;

  bool mayInline(const Function &F) const {
    // What nobody knows the identity of would be in code that is found by it.
    if (S.IsIdentified && !S.Identities.contains(&F))
      return false;
    if (F.hasFnAttribute(Attribute::AlwaysInline))
      return !F.isDeclaration();
    uint32_t Id = S.functionId(&F);
    return Id != autojit_source::None && S.Inlinable.contains(Id);
  }
  Function *inlinableCallee(const CallBase &Call) const {
    auto *Callee = dyn_cast<Function>(Call.getCalledOperand());
    return Callee && !Callee->isIntrinsic() && mayInline(*Callee) ? Callee : nullptr;
  }
  Error enter(Function &F);
  void inlineCallees(Function &F);
  void leave(Function &F);
  void runPasses(FunctionPassManager &Passes, Function &F);

public:
  Simplifier(autojit_source &S, TargetMachine *TM, uint32_t Speed, uint32_t Size,
             bool AllowAll);
  /// Makes Root ready to be compiled.
  Error complete(Function &Root);
};

} // namespace

Simplifier::Simplifier(autojit_source &S, TargetMachine *TM, uint32_t Speed, uint32_t Size,
                       bool AllowAll)
    : S(S), AllowAll(AllowAll), Params(getInlineParams(Speed, Size)) {
  PassBuilder PB(TM);
  PB.registerModuleAnalyses(MAM);
  PB.registerCGSCCAnalyses(CGAM);
  PB.registerFunctionAnalyses(FAM);
  PB.registerLoopAnalyses(LAM);
  PB.crossRegisterProxies(LAM, FAM, CGAM, MAM);
  MAM.getResult<ProfileSummaryAnalysis>(*S.M); // Function passes only look whether it is there.
  Early.addPass(LowerExpectIntrinsicPass());
  Early.addPass(SimplifyCFGPass());
  Early.addPass(SROAPass(SROAOptions::ModifyCFG));
  Early.addPass(EarlyCSEPass());
  // In LLVM's order: a body that is compiled later gets the whole pipeline after this, and InstCombine makes of
  // comparisons what JumpThreading no longer sees through.
  SimplifyCFGOptions Flow = SimplifyCFGOptions().convertSwitchRangeToICmp(true);
  Light.addPass(SROAPass(SROAOptions::ModifyCFG));
  Light.addPass(EarlyCSEPass(/*UseMemorySSA=*/true));
  Light.addPass(JumpThreadingPass());
  Light.addPass(CorrelatedValuePropagationPass());
  Light.addPass(SimplifyCFGPass(Flow));
  Light.addPass(InstCombinePass());
  Light.addPass(SimplifyCFGPass(Flow));
  Late = PB.buildFunctionSimplificationPipeline(autojit::optimizationLevel(Speed, Size),
                                                ThinOrFullLTOPhase::None);
}

static bool isLeftAlone(const Function &F) {
  return F.hasOptNone() || F.isPresplitCoroutine() || F.hasFnAttribute(Attribute::Naked);
}

// The first half: F on its own, and who must be ready before the second.
Error Simplifier::enter(Function &F) {
  S.Simplified.insert(&F);
  if (Error E = autojit::readBody(S, F))
    return E;
  // Nobody inlines it, and a first body's labels must be as they are in the bitcode.
  if (autojit::hasLabels(F) && !S.Completed.contains(&F)) {
    S.Simplified.erase(&F);
    return Error::success();
  }
  if (AllowAll)
    autojit::allowOptimization(F);
  Visit &V = Stack.emplace_back();
  V.F = &F;
  if (isLeftAlone(F))
    return Error::success();
  Early.run(F, FAM);
  FAM.invalidate(F, PreservedAnalyses::none());
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I))
      if (Function *Callee = inlinableCallee(*Call); Callee && !S.Simplified.contains(Callee))
        V.Callees.push_back(Callee);
  return Error::success();
}

// LLVM's inliner decides; what is here is the order, and that a recursion ends.
void Simplifier::inlineCallees(Function &F) {
  auto Assumptions = [&](Function &G) -> AssumptionCache & {
    return FAM.getResult<AssumptionAnalysis>(G);
  };
  auto Library = [&](Function &G) -> const TargetLibraryInfo & {
    return FAM.getResult<TargetLibraryAnalysis>(G);
  };
  // A call of a block that seldom runs, as one that destroys what an exception leaves behind, has a lower limit.
  auto Frequencies = [&](Function &G) -> BlockFrequencyInfo & {
    return FAM.getResult<BlockFrequencyAnalysis>(G);
  };
  SmallVector<std::pair<CallBase *, int>, 16> Calls; // and which entry of History it came with
  SmallVector<std::pair<Function *, int>, 16> History;
  for (Instruction &I : instructions(F))
    if (auto *Call = dyn_cast<CallBase>(&I); Call && inlinableCallee(*Call))
      Calls.push_back({Call, -1});
  auto CameThrough = [&](const Function *Callee, int At) {
    for (; At >= 0; At = History[At].second)
      if (History[At].first == Callee)
        return true;
    return false;
  };
  for (size_t I = 0; I < Calls.size(); ++I) {
    auto [Call, Came] = Calls[I];
    Function *Callee = inlinableCallee(*Call);
    // On the stack is what F is called from: half ready.
    if (!Callee || Callee == &F || Callee->empty() || CameThrough(Callee, Came) ||
        any_of(Stack, [&](const Visit &V) { return V.F == Callee; }))
      continue;
    if (!getInlineCost(*Call, Params, FAM.getResult<TargetIRAnalysis>(*Callee), Assumptions, Library,
                       Frequencies, MAM.getCachedResult<ProfileSummaryAnalysis>(*S.M)))
      continue;
    InlineFunctionInfo Info(Assumptions, MAM.getCachedResult<ProfileSummaryAnalysis>(*S.M), &Frequencies(F),
                            &Frequencies(*Callee));
    if (!InlineFunction(*Call, Info, /*MergeAttributes=*/true).isSuccess())
      continue;
    DenseSet<const Function *> Through = S.Inlined.lookup(Callee);
    Through.insert(Callee);
    S.Inlined[&F].insert_range(Through);
    History.push_back({Callee, Came});
    for (CallBase *New : Info.InlinedCallSites)
      if (inlinableCallee(*New))
        Calls.push_back({New, int(History.size()) - 1});
  }
}

void Simplifier::leave(Function &F) {
  if (isLeftAlone(F))
    return;
  inlineCallees(F);
  FAM.invalidate(F, PreservedAnalyses::none());
  runPasses(S.Completed.contains(&F) ? Late : Light, F);
}

void Simplifier::runPasses(FunctionPassManager &Passes, Function &F) {
  Passes.run(F, FAM);
  FAM.clear(F, F.getName());
}

Error Simplifier::complete(Function &Root) {
  if (!S.Completed.insert(&Root).second)
    return Error::success();
  if (S.Simplified.contains(&Root)) {
    if (!isLeftAlone(Root))
      runPasses(Late, Root);
    return Error::success();
  }
  if (Error E = enter(Root))
    return E;
  while (!Stack.empty()) {
    Visit &V = Stack.back();
    if (V.Callees.empty()) {
      leave(*V.F);
      Stack.pop_back();
      continue;
    }
    Function *Callee = V.Callees.pop_back_val();
    if (!S.Simplified.contains(Callee))
      if (Error E = enter(*Callee))
        return E;
  }
  return Error::success();
}

// Known for the lifetime of the source: what the object holds and nobody may fold, and functions of the C
// library.
void autojit::prepareSource(autojit_source &S) {
  if (S.IsPrepared)
    return;
  S.IsPrepared = true;
  SmallVector<Constant *, 0> Locals;
  for (auto [V, Index] : S.ImportIndices)
    if (auto *G = const_cast<GlobalVariable *>(dyn_cast<GlobalVariable>(V));
        G && G->hasInitializer() && G->isConstant() && !autojit::isFoldable(*G))
      G->setExternallyInitialized(true);
  for (Function &F : *S.M) {
    if (F.isIntrinsic())
      continue;
    if (F.isDeclaration()) {
      if (!F.hasFnAttribute(Attribute::NoBuiltin))
        inferNonMandatoryLibFuncAttrs(F, TargetLibraryInfo(*S.Library, &F));
    } else if (F.hasLocalLinkage()) {
      Locals.push_back(&F);
    }
    S.Attributes[&F] = F.getAttributes();
  }
  if (Locals.empty())
    return;
  // Callers that have not been read are no reason to believe that there are none.
  auto *Type = ArrayType::get(PointerType::getUnqual(S.Context), Locals.size());
  new GlobalVariable(*S.M, Type, /*isConstant=*/true, GlobalValue::PrivateLinkage,
                     ConstantArray::get(Type, Locals));
}

Expected<SmallVector<uint32_t, 32>> autojit::simplify(autojit_source &S, ArrayRef<uint32_t> Ids,
                                                      ArrayRef<uint32_t> Inlinable, uint32_t Speed, uint32_t Size,
                                                      bool AllowAll) {
  S.Inlinable.insert(Inlinable.begin(), Inlinable.end());
  prepareSource(S);
  BackEndLease Lease(*S.M, Speed);
  Simplifier Bodies(S, Lease.machine(), Speed, Size, AllowAll);
  SmallDenseSet<uint32_t, 32> Unseen(Ids.begin() + 1, Ids.end()), Called{Ids.front()};
  SmallVector<uint32_t, 32> Work{Ids.front()};
  while (!Work.empty()) {
    Function &F = *S.Functions[Work.pop_back_val()];
    if (Error E = Bodies.complete(F))
      return E;
    for (const Instruction &I : instructions(F))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (uint32_t Id = S.functionId(Call->getCalledOperand()); Id != autojit_source::None && Unseen.erase(Id)) {
          Called.insert(Id);
          Work.push_back(Id);
        }
  }
  SmallVector<uint32_t, 32> Left;
  copy_if(Ids, std::back_inserter(Left), [&](uint32_t Id) { return Called.contains(Id); });
  return Left;
}

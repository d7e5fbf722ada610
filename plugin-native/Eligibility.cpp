//===- Eligibility.cpp - Which functions stay ahead-of-time, and why ------===//

#include "Eligibility.h"
#include "AsmSymbols.h"
#include "StubEmitter.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;
using namespace autojit;

StringRef autojit::name(KeepReason Reason) {
  switch (Reason) {
  case KeepReason::None: return "none";
  case KeepReason::User: return "user";
  case KeepReason::Naked: return "naked";
  case KeepReason::PrefixData: return "prefix-data";
  case KeepReason::IFuncResolver: return "ifunc-resolver";
  case KeepReason::Preinit: return "preinit";
  case KeepReason::LibraryFunction: return "library-function";
  case KeepReason::InlinedCallee: return "inlined-callee";
  case KeepReason::EarlyCallee: return "early-callee";
  case KeepReason::BlockAddress: return "block-address";
  case KeepReason::InlineAsm: return "inline-asm";
  case KeepReason::ModuleAsm: return "module-asm";
  case KeepReason::Sanitizer: return "sanitizer";
  case KeepReason::Profile: return "profile";
  case KeepReason::Instrumented: return "instrumented";
  case KeepReason::CompilerHook: return "compiler-hook";
  case KeepReason::CallingConvention: return "calling-convention";
  case KeepReason::Section: return "section";
  case KeepReason::Accessor: return "accessor";
  case KeepReason::DontCall: return "dont-call";
  case KeepReason::LoaderCall: return "loader-call";
  case KeepReason::LinkCheck: return "link-check";
  case KeepReason::StaticHelper: return "static-helper";
  }
  llvm_unreachable("every reason has a name");
}

StringRef autojit::reasonToSkipModule(const Module &M) {
  const Triple &T = M.getTargetTriple();
  if (T.getArch() != Triple::x86_64 || !T.isOSBinFormatELF() || T.isX32())
    return "only x86-64 ELF is supported";
  if (any_of(M.globals(), [](const GlobalVariable &G) { return G.getName().starts_with(ModuleRecordPrefix); }))
    return "it has been outlined already";
  if (M.getModuleFlag("ThinLTO") || M.getModuleFlag("EnableSplitLTOUnit"))
    return "link-time optimisation needs every body (compile without -flto to be lazy)";
  if (M.getNamedMetadata("llvm.gcov"))
    return "gcov instruments bodies after this point (compile without --coverage to be lazy)";
  return "";
}

static bool isConstantData(const GlobalVariable &G) {
  if (G.isConstant())
    return true;
  // `static void *labels[] = {&&a, ...}` is rarely written const: what is only ever loaded from is.
  SmallVector<const User *, 8> Work(G.user_begin(), G.user_end());
  while (!Work.empty()) {
    const User *U = Work.pop_back_val();
    if (isa<LoadInst>(U))
      continue;
    if (!isa<GetElementPtrInst>(U) && !isa<ConstantExpr>(U))
      return false;
    Work.append(U->user_begin(), U->user_end());
  }
  return true;
}

// The one function whose instructions use C, also through constant expressions; null when there is
// none or more than one, or when another global holds C.
static const Function *onlyUser(const Constant &C) {
  const Function *Only = nullptr;
  SmallVector<const User *, 8> Work(C.user_begin(), C.user_end());
  while (!Work.empty()) {
    const User *U = Work.pop_back_val();
    if (auto *I = dyn_cast<Instruction>(U)) {
      if (Only && Only != I->getFunction())
        return nullptr;
      Only = I->getFunction();
    } else if (isa<ConstantExpr>(U)) {
      Work.append(U->user_begin(), U->user_end());
    } else {
      return nullptr;
    }
  }
  return Only;
}

static const Function *labelsOf(const Constant &C) {
  if (auto *BA = dyn_cast<BlockAddress>(&C))
    return BA->getFunction();
  if (isa<GlobalValue>(C))
    return nullptr;
  for (const Use &Op : C.operands())
    if (auto *Inner = dyn_cast<Constant>(Op.get()))
      if (const Function *F = labelsOf(*Inner))
        return F;
  return nullptr;
}

bool autojit::isLabelTable(const GlobalVariable &G) {
  if (!G.hasLocalLinkage() || !G.hasInitializer() || G.isThreadLocal())
    return false;
  const Function *F = labelsOf(*G.getInitializer());
  return F && onlyUser(G) == F && isConstantData(G);
}

// A label table moves with its function only when nothing in it ties it to its object.
static bool labelsCanMove(const Function &F) {
  for (const BasicBlock &BB : F) {
    if (!BB.hasAddressTaken())
      continue;
    SmallVector<const User *, 8> Work;
    const BlockAddress *Label = BlockAddress::lookup(&BB);
    if (!Label)
      continue;
    Work.append(Label->user_begin(), Label->user_end());
    while (!Work.empty()) {
      const User *U = Work.pop_back_val();
      if (auto *I = dyn_cast<Instruction>(U)) {
        if (I->getFunction() != &F)
          return false;
      } else if (auto *G = dyn_cast<GlobalVariable>(U)) {
        if (!isLabelTable(*G))
          return false;
      } else if (isa<GlobalValue>(U)) {
        return false;
      } else {
        Work.append(U->user_begin(), U->user_end());
      }
    }
  }
  return true;
}

// dlopen searches the RUNPATH of the library that calls it, dlsym that library's scope and, for
// RTLD_NEXT, what comes after it: an image is another library. dlerror's answer does not outlive the
// next use of the loader, which a first call is.
static bool dependsOnCaller(const Function &F) {
  StringRef Name = F.getName();
  return Name.consume_front("dl") &&
         (Name == "open" || Name == "mopen" || Name == "sym" ||
          Name == "vsym" || Name == "error");
}

// Bodies that are always inlined bring their reasons into every caller.
using InlinedReasons = DenseMap<const Function *, KeepReason>;

static KeepReason reasonInBody(const Function &F, InlinedReasons &Inlined) {
  for (const Argument &A : F.args())
    if (A.getType()->getScalarType()->isBFloatTy())
      return KeepReason::StaticHelper;
  for (const Instruction &I : instructions(F)) {
    if (I.getType()->getScalarType()->isBFloatTy())
      return KeepReason::StaticHelper;
    auto *Call = dyn_cast<CallBase>(&I);
    if (!Call)
      continue;
    if (auto *Asm = dyn_cast<InlineAsm>(Call->getCalledOperand())) {
      // Only an assembler knows whether a text is right, and this is the time to say so: programs
      // are configured by trying. No import table can bind a name that stands in it, either.
      if (!Asm->getAsmString().empty())
        return KeepReason::InlineAsm;
      // A symbol as an operand ("i"(&x)) is no name any more in a unit.
      for (const Use &Arg : Call->args())
        if (isa<Constant>(Arg) && !isa<ConstantData>(Arg))
          return KeepReason::InlineAsm;
      continue;
    }
    const Function *Callee = Call->getCalledFunction();
    if (!Callee)
      continue;
    if (isa<InstrProfInstBase>(Call))
      return KeepReason::Profile;
    // -ftrap-function: the code generator makes a call of it, which no import table knows.
    switch (Callee->getIntrinsicID()) {
    case Intrinsic::trap:
    case Intrinsic::debugtrap:
    case Intrinsic::ubsantrap:
      if (Call->hasFnAttr("trap-func-name"))
        return KeepReason::CompilerHook;
      break;
    default:
      break;
    }
    if (Callee->hasFnAttribute("dontcall-error") ||
        Callee->hasFnAttribute("dontcall-warn"))
      return KeepReason::DontCall;
    if (Callee->isDeclaration()) {
      if (dependsOnCaller(*Callee))
        return KeepReason::LoaderCall;
    } else if (Callee->hasFnAttribute(Attribute::AlwaysInline)) {
      auto [It, New] = Inlined.try_emplace(Callee, KeepReason::None);
      KeepReason Reason = It->second;
      if (New) {
        Reason = reasonInBody(*Callee, Inlined);
        Inlined[Callee] = Reason; // The recursion may have moved the entry.
      }
      if (Reason != KeepReason::None)
        return Reason;
    }
  }
  return KeepReason::None;
}

static KeepReason reasonInAttributes(const Function &F) {
  if (F.hasFnAttribute(Attribute::Naked))
    return KeepReason::Naked;
  if (F.hasPrefixData() || F.hasPrologueData() ||
      F.hasFnAttribute("patchable-function-prefix"))
    return KeepReason::PrefixData;
  for (Attribute::AttrKind Kind :
       {Attribute::SanitizeAddress, Attribute::SanitizeThread,
        Attribute::SanitizeMemory, Attribute::SanitizeHWAddress,
        Attribute::SanitizeMemTag, Attribute::SanitizeNumericalStability,
        Attribute::SanitizeType, Attribute::SanitizeRealtime,
        Attribute::OptForFuzzing})
    if (F.hasFnAttribute(Kind))
      return KeepReason::Sanitizer;
  for (StringRef Kind :
       {"instrument-function-entry", "instrument-function-exit",
        "instrument-function-entry-inlined",
        "instrument-function-exit-inlined", "fentry-call",
        "function-instrument", "xray-instruction-threshold",
        "patchable-function", "patchable-function-entry"})
    if (F.hasFnAttribute(Kind))
      return KeepReason::Instrumented;
  if (F.hasGC() || F.hasFnAttribute("split-stack") ||
      F.hasFnAttribute(Attribute::SafeStack) ||
      F.hasFnAttribute(Attribute::ShadowCallStack))
    return KeepReason::CompilerHook;
  Attribute Probe = F.getFnAttribute("probe-stack");
  if (Probe.isStringAttribute() && Probe.getValueAsString() != "inline-asm")
    return KeepReason::CompilerHook;
  if (F.getCallingConv() == CallingConv::X86_INTR)
    return KeepReason::CallingConvention;
  // What clang itself puts where: start-up functions, and hot or cold ones by attribute.
  if (F.hasSection() && !F.getSection().starts_with(".text."))
    return KeepReason::Section;
  return KeepReason::None;
}

static void findPreinit(const Constant *C, SmallPtrSetImpl<const Constant *> &Seen,
                        SmallVectorImpl<const Function *> &Found) {
  if (!Seen.insert(C).second)
    return;
  if (auto *F = dyn_cast<Function>(C)) {
    Found.push_back(F);
    return;
  }
  for (const Use &Op : C->operands())
    findPreinit(cast<Constant>(Op), Seen, Found);
}

static StringSet<> annotatedToKeep(const Module &M) {
  StringSet<> Names;
  const GlobalVariable *List = M.getNamedGlobal("llvm.global.annotations");
  if (!List || !List->hasInitializer())
    return Names;
  auto *Entries = dyn_cast<ConstantArray>(List->getInitializer());
  if (!Entries)
    return Names;
  for (const Use &Entry : Entries->operands()) {
    auto *Fields = dyn_cast<ConstantStruct>(Entry);
    if (!Fields || Fields->getNumOperands() < 2)
      continue;
    auto *F = dyn_cast<Function>(Fields->getOperand(0)->stripPointerCasts());
    auto *Text =
        dyn_cast<GlobalVariable>(Fields->getOperand(1)->stripPointerCasts());
    if (!F || !Text || !Text->hasInitializer())
      continue;
    auto *Bytes = dyn_cast<ConstantDataSequential>(Text->getInitializer());
    if (Bytes && Bytes->isCString() && Bytes->getAsCString() == "autojit_keep")
      Names.insert(F->getName());
  }
  return Names;
}

// `if (!constant_condition) link_error();` with link_error defined nowhere: a check at compile time
// that works because the optimiser removes the call. An import would make it fail to link. There is
// no sure sign of it, but the callees have telling names and take nothing.
static bool isLinkCheck(const Function &F) {
  if (!F.isDeclaration() || F.isIntrinsic() || !F.arg_empty() ||
      !F.getReturnType()->isVoidTy())
    return false;
  std::string Name = F.getName().lower();
  for (StringRef Sign :
       {"link_error", "link_fail", "linkerror", "undef", "build_bug",
        "bad_size", "compile_time", "compiletime", "should_not_link",
        "not_reachable", "unreachable", "optimi", "static_assert"})
    if (StringRef(Name).contains(Sign))
      return true;
  return false;
}

// The functions from which F is reached by direct calls: whichever is inlined into which, the
// optimiser has to see them together.
static void findCallers(const Function &F, SmallPtrSetImpl<const Function *> &Callers) {
  for (const User *U : F.users())
    if (auto *Call = dyn_cast<CallBase>(U))
      if (Callers.insert(Call->getFunction()).second)
        findCallers(*Call->getFunction(), Callers);
}

// The symbol of a function that is always inlined may exist nowhere, and its body may be right only
// where its arguments are known.
static void keepInlinedCallees(KeptFunctions &Kept) {
  SmallVector<const Function *, 16> Work;
  for (auto [F, Reason] : Kept)
    Work.push_back(F);
  while (!Work.empty())
    for (const Instruction &I : instructions(*Work.pop_back_val()))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (const Function *Callee = Call->getCalledFunction())
          if (!Callee->isDeclaration() &&
              Callee->hasFnAttribute(Attribute::AlwaysInline) &&
              Kept.try_emplace(Callee, KeepReason::InlinedCallee).second)
            Work.push_back(Callee);
}

KeptFunctions autojit::findKeptFunctions(Module &M, const Options &O,
                                         OptimizationLevel Level) {
  KeptFunctions Kept;
  SmallVector<const Function *, 8> Early; // these and what they call must not resolve anything
  auto Keep = [&](const Function &F, KeepReason Reason) {
    if (!F.isDeclaration() && !F.hasAvailableExternallyLinkage())
      Kept.try_emplace(&F, Reason);
  };

  for (const GlobalIFunc &I : M.ifuncs())
    if (auto *Resolver = I.getResolverFunction()) {
      Keep(*Resolver, KeepReason::IFuncResolver);
      Early.push_back(Resolver);
    }
  SmallPtrSet<const Constant *, 16> Seen;
  for (const GlobalVariable &G : M.globals())
    if (G.hasSection() && G.getSection().starts_with(".preinit_array") &&
        G.hasInitializer()) {
      SmallVector<const Function *, 8> Found;
      findPreinit(G.getInitializer(), Seen, Found);
      for (const Function *F : Found)
        Keep(*F, KeepReason::Preinit);
      Early.append(Found);
    }

  if (Level != OptimizationLevel::O0) {
    SmallPtrSet<const Function *, 8> Callers;
    for (const Function &F : M)
      if (isLinkCheck(F))
        findCallers(F, Callers);
    for (const Function *F : Callers)
      Keep(*F, KeepReason::LinkCheck);
  }

  StringSet<> ByUser = annotatedToKeep(M);
  StringSet<> AsmWords = wordsOfModuleAsm(M.getModuleInlineAsm());
  InlinedReasons Inlined;
  TargetLibraryInfoImpl Library(M.getTargetTriple());
  for (const Function &F : M) {
    if (F.isDeclaration() || F.hasAvailableExternallyLinkage())
      continue;
    LibFunc Known;
    if (!F.hasLocalLinkage() && (Library.getLibFunc(F.getName(), Known) ||
                                 isCalledByRuntime(F.getName()))) {
      Keep(F, KeepReason::LibraryFunction);
      Early.push_back(&F);
      continue;
    }
    if (O.Keep.contains(F.getName()) || ByUser.contains(F.getName())) {
      Keep(F, KeepReason::User);
      continue;
    }
    if (!AsmWords.empty() && AsmWords.contains(F.getName())) {
      Keep(F, KeepReason::ModuleAsm);
      continue;
    }
    KeepReason Reason = reasonInAttributes(F);
    if (Reason == KeepReason::None && !labelsCanMove(F))
      Reason = KeepReason::BlockAddress;
    if (Reason == KeepReason::None)
      Reason = reasonInBody(F, Inlined);
    if (Reason != KeepReason::None)
      Keep(F, Reason);
  }

  SmallPtrSet<const Function *, 16> Visited(Early.begin(), Early.end());
  while (!Early.empty())
    for (const Instruction &I : instructions(*Early.pop_back_val()))
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (const Function *Callee = Call->getCalledFunction())
          if (!Callee->isDeclaration() && Visited.insert(Callee).second) {
            Keep(*Callee, KeepReason::EarlyCallee);
            Early.push_back(Callee);
          }
  keepInlinedCallees(Kept);
  return Kept;
}

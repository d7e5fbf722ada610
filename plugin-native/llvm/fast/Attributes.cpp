//===- Attributes.cpp - What a function asks for that only LLVM does ------===//

#include "FunctionCompiler.h"

using namespace llvm;
using namespace autojit::fast;

static bool hasUnsupportedFeature(StringRef Features) {
  // Other code, not only other instructions.
  for (StringRef Name : {"+retpoline", "+lvi-", "+harden-sls", "+soft-float", "-sse2", "+seses", "-x87",
                         "+tagged-globals"})
    if (Features.contains(Name))
      return true;
  return false;
}

const char *autojit::fast::unsupportedAttribute(const Function &F) {
  for (Attribute::AttrKind Kind :
       {Attribute::Naked, Attribute::StackProtect, Attribute::StackProtectReq, Attribute::StackProtectStrong,
        Attribute::SafeStack, Attribute::ShadowCallStack, Attribute::SpeculativeLoadHardening, Attribute::StrictFP,
        Attribute::NoImplicitFloat, Attribute::SanitizeAddress, Attribute::SanitizeThread, Attribute::SanitizeMemory,
        Attribute::SanitizeHWAddress, Attribute::SanitizeMemTag, Attribute::SanitizeRealtime, Attribute::StackAlignment,
        Attribute::PresplitCoroutine, Attribute::FnRetThunkExtern, Attribute::HybridPatchable})
    if (F.hasFnAttribute(Kind))
      return "an attribute";
  for (StringRef Name :
       {"fentry-call", "instrument-function-entry-inlined", "instrument-function-entry", "instrument-function-exit-inlined",
        "instrument-function-exit", "patchable-function", "patchable-function-entry", "patchable-function-prefix",
        "function-instrument", "xray-instruction-threshold", "zero-call-used-regs", "split-stack", "stackrealign",
        "no_caller_saved_registers", "no_callee_saved_registers", "indirect-tls-seg-refs",
        "mnop-mcount", "stack-probe-size", "reciprocal-estimates"})
    if (F.hasFnAttribute(Name))
      return "an attribute";
  if (F.getFnAttribute("use-soft-float").getValueAsBool())
    return "an attribute";
  if (hasUnsupportedFeature(F.getFnAttribute("target-features").getValueAsString()))
    return "a feature of the target";
  return nullptr;
}

const char *autojit::fast::unsupportedSignature(const Function &F) {
  if (!isSystemV(F.getCallingConv()))
    return "a calling convention";
  if (F.hasGC() || F.hasPrefixData() || F.hasPrologueData() || F.hasSection())
    return "an attribute";
  for (const Argument &A : F.args())
    if (any_of(OtherPlaces, [&](Attribute::AttrKind Kind) { return A.hasAttribute(Kind); }))
      return "an argument";
  return nullptr;
}

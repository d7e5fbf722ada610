//===- Plugin.cpp - What clang and rustc load -----------------------------===//

#include "Diagnostics.h"
#include "OutlinePass.h"

#include "llvm-c/Core.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Plugins/PassPlugin.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdio>

using namespace llvm;

// LLVM's C++ interface changes with every release, and this library binds to whatever LLVM its
// host carries. A host of another release is told so before anything of it is touched.
static bool hostMatches() {
  unsigned Major, Minor, Patch;
  LLVMGetVersion(&Major, &Minor, &Patch);
  if (Major == LLVM_VERSION_MAJOR && Minor == LLVM_VERSION_MINOR)
    return true;
  fprintf(stderr,
          "autojit-plugin: error: this plugin was built for LLVM %d.%d, but the "
          "compiler that loads it uses LLVM %u.%u; use clang-%d, or a rustc whose "
          "`rustc -vV` says LLVM %d.%d. Nothing will be compiled lazily.\n",
          LLVM_VERSION_MAJOR, LLVM_VERSION_MINOR, Major, Minor,
          LLVM_VERSION_MAJOR, LLVM_VERSION_MAJOR, LLVM_VERSION_MINOR);
  return false;
}

// IR-level profiling (-fprofile-generate) instruments bodies later in the pipeline, and nothing in
// the module says so; the pipeline itself does.
static bool instrumentsForProfile(PassBuilder &PB) {
  std::string Text;
  raw_string_ostream Stream(Text);
  PB.buildO0DefaultPipeline(OptimizationLevel::O0)
      .printPipeline(Stream, [](StringRef Class) { return Class; });
  return StringRef(Text).contains("PGOInstrumentationGen");
}

static void registerCallbacks(PassBuilder &PB) {
  bool Profile = instrumentsForProfile(PB);
  PB.registerPipelineStartEPCallback(
      [Profile](ModulePassManager &MPM, OptimizationLevel Level) {
        MPM.addPass(autojit::OutlinePass(Level, Profile));
      });
}

extern "C" LLVM_ATTRIBUTE_VISIBILITY_DEFAULT PassPluginLibraryInfo
 llvmGetPassPluginInfo() {
  if (!hostMatches())
    return {LLVM_PLUGIN_API_VERSION, "autojit", "0.1", [](PassBuilder &) {}};
  return {LLVM_PLUGIN_API_VERSION, "autojit", "0.1", registerCallbacks};
}

//===- Plugin.cpp - What clang and rustc load -----------------------------===//

#include "AssemblyOutput.h"
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

// What some flags instrument later in the pipeline, while nothing in the module says so: the pass's
// class, and the flag.
static constexpr std::pair<StringLiteral, StringLiteral> LatePasses[] = {
    {"PGOInstrumentationGen", "-fprofile-generate"},
    {"SanitizerCoveragePass", "-fsanitize-coverage"},
    {"MemProfilerPass", "-fmemory-profile"},
    {"DataFlowSanitizerPass", "-fsanitize=dataflow"},
    {"SanitizerBinaryMetadataPass", "-fexperimental-sanitize-metadata"},
};

// The pipeline itself tells. Passes are added by callbacks of the front end, and those may be
// registered after ours: so it is built when ours is called, for which Asking is set.
static StringRef instrumentsLater(PassBuilder &PB) {
  std::string Text;
  raw_string_ostream Stream(Text);
  PB.buildO0DefaultPipeline(OptimizationLevel::O0)
      .printPipeline(Stream, [](StringRef Class) { return Class; });
  for (auto [Class, Flag] : LatePasses)
    if (StringRef(Text).contains(Class))
      return Flag;
  return "";
}

static void registerCallbacks(PassBuilder &PB) {
  PB.registerPipelineStartEPCallback(
      [&PB, Asking = false](ModulePassManager &MPM,
                            OptimizationLevel Level) mutable {
        if (Asking)
          return;
        Asking = true;
        StringRef Flag = instrumentsLater(PB);
        Asking = false;
        MPM.addPass(autojit::OutlinePass(Level, Flag));
      });
}

extern "C" LLVM_ATTRIBUTE_VISIBILITY_DEFAULT PassPluginLibraryInfo
 llvmGetPassPluginInfo() {
  if (!hostMatches())
    return {LLVM_PLUGIN_API_VERSION, "autojit", "0.1", [](PassBuilder &) {}};
  return {LLVM_PLUGIN_API_VERSION, "autojit", "0.1", registerCallbacks,
          [](Module &M, TargetMachine &, CodeGenFileType Output,
             raw_pwrite_stream &) {
            if (Output == CodeGenFileType::AssemblyFile)
              autojit::makeAssemblable(M);
            return false; // The back end goes on.
          }};
}

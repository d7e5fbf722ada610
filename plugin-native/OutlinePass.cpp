//===- OutlinePass.cpp - The module pass ----------------------------------===//

#include "OutlinePass.h"
#include "Aliases.h"
#include "DebugInfo.h"
#include "DetachedDebugInfo.h"
#include "Diagnostics.h"
#include "ModuleFile.h"
#include "Options.h"
#include "Partition.h"
#include "ProgramMarks.h"
#include "Store.h"
#include "StubEmitter.h"
#include "ThreadLocals.h"

#include "llvm/ADT/SmallVectorExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <chrono>

using namespace llvm;
using namespace autojit;

// Imports and function tables refer to globals by name.
static void nameGlobals(Module &M) {
  for (GlobalObject &G : M.global_objects())
    if (!G.hasName())
      G.setName("__autojit_anon");
}

// What is only there to be inlined is of no use to the object any more. Before JIT-only functions go,
// which it may call.
static void dropInlinable(Module &M, const KeptFunctions &Kept) {
  for (Function &F : M)
    if (F.hasAvailableExternallyLinkage() && !Kept.contains(&F)) {
      GlobalValue::VisibilityTypes Visibility = F.getVisibility();
      F.deleteBody();
      F.setVisibility(Visibility);
      F.setComdat(nullptr);
    }
}

// What was only there to be copied.
static void eraseUnused(Module &M) {
  // Erasing one private constant may free those that its initializer names.
  bool Changed = true;
  while (Changed) {
    Changed = false;
    for (GlobalVariable &G : make_early_inc_range(M.globals())) {
      if (!G.hasLocalLinkage() || G.hasSection())
        continue;
      G.removeDeadConstantUsers();
      if (!G.use_empty())
        continue;
      G.eraseFromParent();
      Changed = true;
    }
  }
}

static void traceDecisions(const Partition &P) {
  for (auto [F, Reason] : P.Kept)
    trace("keep " + F->getName() + ": " + name(Reason));
  for (const OutlinedFunction &Out : P.Functions)
    trace("outline " + Out.F->getName() + ": " +
          (Out.Kind == OutlinedKind::Root ? "root" : "jit-only") +
          (Out.Flags & SensitiveToOptimization ? ", optimised before it runs" : ""));
}

PreservedAnalyses OutlinePass::run(Module &M, ModuleAnalysisManager &) {
  auto Start = std::chrono::steady_clock::now();
  Expected<Options> Parsed = Options::fromEnvironment();
  if (!Parsed) {
    error(M, toString(Parsed.takeError()));
    return PreservedAnalyses::all();
  }
  const Options &O = *Parsed;
  if (O.Disabled)
    return PreservedAnalyses::all();
  std::string Reason = reasonToSkipModule(M).str();
  if (Reason.empty() && !LateFlag.empty())
    Reason = (LateFlag + " instruments bodies after this point (compile without "
              "it to be lazy)").str();
  if (!Reason.empty()) {
    if (O.Debug)
      trace("skip " + M.getSourceFileName() + ": " + Reason);
    return PreservedAnalyses::all();
  }

  nameGlobals(M);
  resolveAliases(M);
  KeptFunctions Kept = findKeptFunctions(M, O, Level);
  defineMarks(M, Kept);
  replaceThreadLocals(M, Kept);
  Partition P = partition(M, std::move(Kept), Level);
  if (O.Debug)
    traceDecisions(P);
  if (P.Functions.empty()) {
    if (O.Debug)
      trace("skip " + M.getSourceFileName() + ": it has no body to outline");
    return PreservedAnalyses::none();
  }

  lowerDwarfVersion(M);
  std::optional<DetachedDebugInfo> Detached(
      std::in_place, map_to_vector(P.Functions, [](const OutlinedFunction &Out) { return Out.F; }));
  ModuleFile File = writeModule(M, P, Level);
  std::string Where = "the object";
  std::string Embedded;
  if (O.Store == StoreKind::Embed) {
    Embedded = File.Index + std::string(File.Payload.data(), File.Payload.size());
  } else {
    Expected<std::string> Path = publish(File, O.Store, O.Directory);
    if (!Path) {
      Detached->restore();
      // Nothing has been outlined yet: a build that is not lazy beats one that fails.
      warn(M, toString(Path.takeError()) + " (" + M.getSourceFileName() +
                  " is compiled ahead of time)");
      return PreservedAnalyses::none();
    }
    Where = *Path;
  }
  Detached.reset();
  dropInlinable(M, P.Kept);
  emitStubs(M, P, File.Hash, O.Directory, Embedded);
  eraseUnused(M);
  trimDebugInfo(M);

  if (O.Debug) {
    double Milliseconds = std::chrono::duration<double, std::milli>(
                              std::chrono::steady_clock::now() - Start)
                              .count();
    size_t Roots = count_if(P.Functions, [](const OutlinedFunction &Out) {
      return Out.Kind == OutlinedKind::Root;
    });
    std::string Text;
    raw_string_ostream(Text)
        << "module " << M.getSourceFileName() << ": " << Roots << " roots, "
        << P.Functions.size() - Roots << " jit-only, " << P.Kept.size()
        << " kept, " << P.Imports.size() << " imports; "
        << File.Index.size() + File.Payload.size() << " bytes in " << Where
        << format(" (%.2f ms)", Milliseconds);
    trace(Text);
  }
  return PreservedAnalyses::none();
}

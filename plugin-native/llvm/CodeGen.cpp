//===- CodeGen.cpp - From a unit to a relocatable object ------------------===//

#include "TargetMachines.h"
#include "Unit.h"

#include "llvm-c/Core.h"
#include "llvm/Analysis/RuntimeLibcallInfo.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

// What TargetMachine::addPassesToEmitFile does, less a pass that costs 6 % at -O0: there a variable
// stays in its one stack slot, and nobody has to follow it from register to register.
static bool addPasses(TargetMachine &TM, autojit::BackEnd::Passes &Passes, bool KeepVariables) {
  legacy::PassManager &PM = Passes.Manager;
  // Without the first there is no library at all: each memcpy would become a loop over bytes.
  PM.add(new RuntimeLibraryInfoWrapper(TM.getTargetTriple()));
  PM.add(new TargetLibraryInfoWrapperPass(TM.getTargetTriple()));
  auto *Info = new MachineModuleInfoWrapperPass(&TM);
  TargetPassConfig *Config = TM.createPassConfig(PM);
  Config->setDisableVerify(true);
  if (!KeepVariables)
    Config->disablePass(&LiveDebugValuesID);
  PM.add(Config);
  PM.add(Info);
  if (Config->addISelPasses())
    return false;
  Config->addMachinePasses();
  Config->setInitialized();
  if (TM.addAsmPrinter(PM, Passes.Stream, nullptr, CodeGenFileType::ObjectFile,
                       Info->getMMI().getContext()))
    return false;
  PM.add(createFreeMachineFunctionPass());
  return true;
}

// FastISel can select neither invokes nor switches, and then gives up on the rest of the block: alone in
// a block, they cost the slow selector nothing else.
static void isolateSlowTerminators(Module &M) {
  for (Function &F : M)
    for (BasicBlock &BB : make_early_inc_range(F)) {
      Instruction *Last = BB.getTerminator();
      if (isa<InvokeInst, SwitchInst>(Last) && &BB.front() != Last)
        BB.splitBasicBlock(Last->getIterator());
    }
}

LLVMMemoryBufferRef autojit_llvm_generate(autojit_unit *unit, uint32_t speed,
                                          char **error) {
  std::unique_ptr<Module> M = std::move(unit->M);
  autojit::attachLines(*M);
  for (Function &F : *M)
    if (auto H = F.isDeclaration() ? unit->Heat.end() : unit->Heat.find(&F); H != unit->Heat.end())
      autojit::countCalls(F, autojit::recordOf(H->second, *M));
  autojit::BackEndLease Lease(*M, speed);
  if (!Lease.machine()) {
    *error = autojit::ownedText("LLVM has no back end for " +
                                M->getTargetTriple().str());
    return nullptr;
  }
  // Making the passes costs as much as a small unit. They run over one module after another, as
  // llc -compile-twice proves they can.
  std::unique_ptr<autojit::BackEnd::Passes> &Passes = Lease.passes();
  if (!Passes) {
    Passes = std::make_unique<autojit::BackEnd::Passes>();
    if (!addPasses(*Lease.machine(), *Passes, /*KeepVariables=*/speed > 0)) {
      Passes.reset();
      *error = autojit::ownedText("LLVM cannot write objects for " +
                                  M->getTargetTriple().str());
      return nullptr;
    }
  }
  if (speed == 0)
    isolateSlowTerminators(*M);
  Passes->Object.clear();
  Passes->Manager.run(*M);
  auto *Source = static_cast<autojit_source *>(M->getContext().getDiagnosticContext());
  if (!Source->Problem.empty()) {
    *error = autojit::ownedText(StringRef(Source->Problem).rtrim());
    Source->Problem.clear();
    return nullptr;
  }
  return wrap(new SmallVectorMemoryBuffer(SmallVector<char, 0>(Passes->Object), "unit",
                                          /*RequiresNullTerminator=*/false));
}

//===- CodeGen.cpp - From a unit to a relocatable object ------------------===//

#include "TargetMachines.h"
#include "Unit.h"

#include "llvm-c/Core.h"
#include "llvm/CodeGen/MachineModuleInfo.h"
#include "llvm/CodeGen/Passes.h"
#include "llvm/CodeGen/TargetPassConfig.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

// What TargetMachine::addPassesToEmitFile does, less a pass that costs 6 % at -O0: there a variable
// stays in its one stack slot, and nobody has to follow it from register to register.
static bool addPasses(TargetMachine &TM, legacy::PassManager &PM,
                      raw_pwrite_stream &Stream, bool KeepVariables) {
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
  if (TM.addAsmPrinter(PM, Stream, nullptr, CodeGenFileType::ObjectFile,
                       Info->getMMI().getContext()))
    return false;
  PM.add(createFreeMachineFunctionPass());
  return true;
}

LLVMMemoryBufferRef autojit_llvm_generate(autojit_unit *unit, uint32_t speed,
                                          char **error) {
  std::unique_ptr<Module> M = std::move(unit->M);
  autojit::TargetMachineLease Lease(*M, speed);
  TargetMachine *TM = Lease.get();
  if (!TM) {
    *error = autojit::ownedText("LLVM has no back end for " +
                                M->getTargetTriple().str());
    return nullptr;
  }
  SmallVector<char, 0> Object;
  raw_svector_ostream Stream(Object);
  legacy::PassManager PM;
  if (!addPasses(*TM, PM, Stream, /*KeepVariables=*/speed > 0)) {
    *error = autojit::ownedText("LLVM cannot write objects for " +
                                M->getTargetTriple().str());
    return nullptr;
  }
  PM.run(*M);
  return wrap(new SmallVectorMemoryBuffer(std::move(Object), "unit",
                                          /*RequiresNullTerminator=*/false));
}

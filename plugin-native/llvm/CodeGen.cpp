//===- CodeGen.cpp - From a unit to a relocatable object ------------------===//

#include "TargetMachines.h"
#include "Unit.h"

#include "llvm-c/Core.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Target/TargetMachine.h"

using namespace llvm;

LLVMMemoryBufferRef autojit_llvm_generate(autojit_unit *unit, uint32_t speed,
                                          char **error) {
  std::unique_ptr<Module> M = std::move(unit->M);
  TargetMachine *TM = autojit::targetMachineFor(*M, speed);
  if (!TM) {
    *error = autojit::ownedText("LLVM has no back end for " +
                                M->getTargetTriple().str());
    return nullptr;
  }
  SmallVector<char, 0> Object;
  raw_svector_ostream Stream(Object);
  legacy::PassManager PM;
  if (TM->addPassesToEmitFile(PM, Stream, nullptr, CodeGenFileType::ObjectFile,
                              /*DisableVerify=*/true)) {
    *error = autojit::ownedText("LLVM cannot write objects for " +
                                M->getTargetTriple().str());
    return nullptr;
  }
  PM.run(*M);
  return wrap(new SmallVectorMemoryBuffer(std::move(Object), "unit",
                                          /*RequiresNullTerminator=*/false));
}

//===- TargetMachines.cpp - One target machine for each level -------------===//

#include "TargetMachines.h"

#include "llvm/MC/TargetRegistry.h"

#include <array>

using namespace llvm;

TargetMachine *autojit::targetMachineFor(const Module &M, uint32_t Speed) {
  static std::array<std::unique_ptr<TargetMachine>, 4> Machines;
  std::unique_ptr<TargetMachine> &TM = Machines[std::min(Speed, 3u)];
  if (TM && TM->getTargetTriple() == M.getTargetTriple())
    return TM.get();
  std::string Problem;
  const Target *T = TargetRegistry::lookupTarget(M.getTargetTriple(), Problem);
  if (!T)
    return nullptr;
  CodeGenOptLevel Level = CodeGenOpt::getLevel(std::min(Speed, 3u))
                              .value_or(CodeGenOptLevel::Default);
  TM.reset(T->createTargetMachine(M.getTargetTriple(), "x86-64", "",
                                  TargetOptions(), Reloc::PIC_,
                                  CodeModel::Small, Level, /*JIT=*/false));
  return TM.get();
}

//===- TargetMachines.cpp - Target machines for each level ----------------===//

#include "TargetMachines.h"

#include "llvm/MC/TargetRegistry.h"

#include <mutex>
#include <vector>

using namespace llvm;

namespace {
struct Pool {
  std::mutex Lock;
  std::vector<std::unique_ptr<TargetMachine>> Unused[4]; // by level
};
} // namespace

static Pool &pool() {
  static Pool P;
  return P;
}

static std::unique_ptr<TargetMachine> takeUnused(const Module &M,
                                                 uint32_t Level) {
  std::lock_guard<std::mutex> Guard(pool().Lock);
  auto &Unused = pool().Unused[Level];
  for (auto It = Unused.begin(); It != Unused.end(); ++It)
    if ((*It)->getTargetTriple() == M.getTargetTriple()) {
      std::unique_ptr<TargetMachine> TM = std::move(*It);
      Unused.erase(It);
      return TM;
    }
  return nullptr;
}

autojit::TargetMachineLease::TargetMachineLease(const Module &M, uint32_t Speed)
    : Level(std::min(Speed, 3u)) {
  Machine = takeUnused(M, Level);
  if (Machine)
    return;
  std::string Problem;
  const Target *T = TargetRegistry::lookupTarget(M.getTargetTriple(), Problem);
  if (!T)
    return;
  CodeGenOptLevel Codegen =
      CodeGenOpt::getLevel(Level).value_or(CodeGenOptLevel::Default);
  Machine.reset(T->createTargetMachine(
      M.getTargetTriple(), "x86-64", "", TargetOptions(), Reloc::PIC_,
      CodeModel::Small, Codegen, /*JIT=*/false));
}

autojit::TargetMachineLease::~TargetMachineLease() {
  if (!Machine)
    return;
  std::lock_guard<std::mutex> Guard(pool().Lock);
  pool().Unused[Level].push_back(std::move(Machine));
}

//===- TargetMachines.cpp - Target machines for each level ----------------===//

#include "TargetMachines.h"

#include "llvm/MC/TargetRegistry.h"

#include <mutex>
#include <vector>

using namespace llvm;

namespace {
struct Pool {
  std::mutex Lock;
  std::vector<autojit::BackEnd> Unused[4]; // by level
};
} // namespace

static Pool &pool() {
  static Pool P;
  return P;
}

static autojit::BackEnd takeUnused(const Module &M, uint32_t Level) {
  std::lock_guard<std::mutex> Guard(pool().Lock);
  auto &Unused = pool().Unused[Level];
  for (auto It = Unused.begin(); It != Unused.end(); ++It)
    if (It->Machine->getTargetTriple() == M.getTargetTriple()) {
      autojit::BackEnd Taken = std::move(*It);
      Unused.erase(It);
      return Taken;
    }
  return {};
}

autojit::BackEndLease::BackEndLease(const Module &M, uint32_t Speed)
    : Level(std::min(Speed, 3u)) {
  Leased = takeUnused(M, Level);
  if (Leased.Machine)
    return;
  std::string Problem;
  const Target *T = TargetRegistry::lookupTarget(M.getTargetTriple(), Problem);
  if (!T)
    return;
  CodeGenOptLevel Codegen =
      CodeGenOpt::getLevel(Level).value_or(CodeGenOptLevel::Default);
  Leased.Machine.reset(T->createTargetMachine(
      M.getTargetTriple(), "x86-64", "", TargetOptions(), Reloc::PIC_,
      CodeModel::Small, Codegen, /*JIT=*/false));
}

autojit::BackEndLease::~BackEndLease() {
  if (!Leased.Machine)
    return;
  std::lock_guard<std::mutex> Guard(pool().Lock);
  pool().Unused[Level].push_back(std::move(Leased));
}

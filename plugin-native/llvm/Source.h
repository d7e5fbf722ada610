//===- Source.h - A lazily opened module ----------------------------------===//
#ifndef AUTOJIT_LLVM_SOURCE_H
#define AUTOJIT_LLVM_SOURCE_H

#include "autojit_llvm.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"

#include <memory>
#include <mutex>
#include <vector>

struct autojit_source {
  static constexpr uint32_t None = ~0u;

  bool FullTypes = false;
  std::string Problem; // LLVM's first error about a unit: the object is written all the same
  llvm::LLVMContext Context;
  std::unique_ptr<llvm::Module> M;
  std::vector<llvm::Function *> Functions;                   // by id
  llvm::DenseMap<const llvm::Value *, uint32_t> FunctionIds;
  llvm::DenseMap<const llvm::Value *, uint32_t> ImportIndices;
  // Compile units without the lists that would drag the whole program into every object.
  llvm::DenseMap<std::pair<llvm::DICompileUnit *, llvm::DIFile *>, llvm::DICompileUnit *> TrimmedUnits;
  llvm::DenseMap<llvm::DICompileUnit *, llvm::DICompileUnit *> OriginalUnits; // of trimmed ones

  // Simplify.cpp
  bool IsPrepared = false;
  llvm::DenseSet<uint32_t> Inlinable;                  // ids
  llvm::DenseSet<const llvm::Function *> Simplified;   // also those that are under way

  uint32_t functionId(const llvm::Value *V) const { return find(FunctionIds, V); }
  uint32_t importIndex(const llvm::Value *V) const { return find(ImportIndices, V); }

private:
  static uint32_t find(const llvm::DenseMap<const llvm::Value *, uint32_t> &Map,
                       const llvm::Value *V) {
    auto It = Map.find(V);
    return It == Map.end() ? None : It->second;
  }
};

namespace autojit {
/// A copy of Text that autojit_llvm_free releases.
char *ownedText(const llvm::Twine &Text);

/// Held while bodies are read and while lld runs: both depend on options that LLVM has once for the
/// process, and lld resets all of them.
std::mutex &processState();

/// Whether class types are read with their members. To be called before bodies are read: lld resets
/// the option with every link.
void readFullTypes(bool Full);
} // namespace autojit

#endif

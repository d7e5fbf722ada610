//===- Source.h - A lazily opened module ----------------------------------===//
#ifndef AUTOJIT_LLVM_SOURCE_H
#define AUTOJIT_LLVM_SOURCE_H

#include "autojit_llvm.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/xxhash.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace autojit {
/// What a source is made of. The memory is borrowed.
struct SourceFile {
  llvm::StringRef Bitcode;
  autojit_names Functions, Imports;
  bool FullTypes = false;
};

/// What bodies mention, numbered in the order of its first mention.
class References {
  llvm::DenseMap<const llvm::GlobalValue *, uint32_t> Numbers;
  llvm::SmallVector<llvm::GlobalValue *, 0> Order;

public:
  uint32_t number(llvm::GlobalValue &G) {
    auto [It, IsNew] = Numbers.try_emplace(&G, uint32_t(Order.size()));
    if (IsNew)
      Order.push_back(&G);
    return It->second;
  }
  llvm::ArrayRef<llvm::GlobalValue *> list() const { return Order; }
};

/// A body before anything happened to it.
struct BodyIdentity {
  llvm::XXH128_hash_t Hash;
  llvm::SmallVector<llvm::GlobalValue *, 0> Mentioned;
};
} // namespace autojit

struct autojit_source {
  static constexpr uint32_t None = ~0u;

  autojit::SourceFile File;
  std::string Problem; // LLVM's first error about a unit: the object is written all the same
  llvm::LLVMContext Context;
  std::unique_ptr<llvm::Module> M;
  std::optional<llvm::TargetLibraryInfoImpl> Library; // of the module's target
  std::vector<llvm::Function *> Functions;                   // by id
  llvm::DenseMap<const llvm::Value *, uint32_t> FunctionIds;
  llvm::DenseMap<const llvm::Value *, uint32_t> ImportIndices;
  // Compile units without the lists that would drag the whole program into every object.
  llvm::DenseMap<std::pair<llvm::DICompileUnit *, llvm::DIFile *>, llvm::DICompileUnit *> TrimmedUnits;
  llvm::DenseMap<llvm::DICompileUnit *, llvm::DICompileUnit *> OriginalUnits; // of trimmed ones

  // Identity.cpp
  bool IsIdentified = false;                                    // units are found by their bodies' identities
  std::vector<std::pair<const llvm::Function *, uint32_t>> LibraryImports;
  std::optional<llvm::XXH128_hash_t> Frame;                     // what is the same for all bodies
  llvm::DenseMap<const llvm::Function *, autojit::BodyIdentity> Identities;
  llvm::DenseMap<const void *, std::pair<llvm::AttributeList, llvm::XXH128_hash_t>> Wordless; // by list

  // Simplify.cpp
  llvm::DenseMap<const llvm::Function *, llvm::AttributeList> Attributes; // as they were
  llvm::DenseMap<const llvm::Function *, llvm::DenseSet<const llvm::Function *>> Inlined; // into whom, all levels
  bool IsPrepared = false;
  llvm::DenseSet<uint32_t> Inlinable;                  // ids
  llvm::DenseSet<const llvm::Function *> Simplified;   // to be inlined at least; also those that are under way
  llvm::DenseSet<const llvm::Function *> Completed;    // to be compiled

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

/// Held while bodies are read and while lld runs: one depends on an option that LLVM has once for the process, the other
/// has one state for it.
std::mutex &processState();

/// Whether class types are read with their members. To be called before bodies are read.
void readFullTypes(bool Full);

/// Nothing of it has been read.
llvm::Expected<std::unique_ptr<autojit_source>> openSource(const SourceFile &File);

/// Reads a body for passes of LLVM, if it is not there yet: with what is apart (DetachedDebugInfo.h).
llvm::Error readBody(autojit_source &S, llvm::Function &F);

/// Moves a body, with what it says of arguments, to a function of the same type.
void moveBlocks(llvm::Function &From, llvm::Function &To);

/// Of a function whose body is another's now: it is read as it was written when it is needed.
void willBeReadAgain(llvm::Function &F);
} // namespace autojit

#endif

//===- Partition.h - What leaves the object, and what it needs from it ----===//
#ifndef AUTOJIT_PARTITION_H
#define AUTOJIT_PARTITION_H

#include "Eligibility.h"
#include "Rarity.h"

#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/SetVector.h"

namespace autojit {

enum class OutlinedKind : uint8_t {
  Root = 0,   ///< visible in the object: a stub takes its place
  JitOnly = 1 ///< used only as the direct callee of outlined bodies: leaves no trace
};

/// A direct call, however often it is written: the function called, and the least rarity of its calls.
struct DirectCall {
  uint32_t Callee;
  Rarity Seldom;
};

/// What the runtime has to know of a body to choose how it is compiled (module file).
enum FunctionFlag : uint16_t {
  SensitiveToOptimization = 1, ///< OptimizationSensitivity.h; of optimised modules only, as the others
  CallsReplaceable = 2,        ///< sensitive where the program has such functions: ProgramMark::OwnLibrary
  NeverRecursive = 4,          ///< Recursion.h
  PairsAllocations = 8         ///< sensitive where the program has an allocator of its own: ProgramMark::OwnAllocator
};

struct OutlinedFunction {
  llvm::Function *F;
  OutlinedKind Kind;
  uint16_t Flags = 0;                        ///< of FunctionFlag
  uint32_t Size = 0;                         ///< instructions
  llvm::SmallVector<DirectCall, 4> Calls = {}; ///< of outlined functions
};

/// What one module gives away. Ids are positions in Functions; imports keep their order.
struct Partition {
  KeptFunctions Kept;
  std::vector<OutlinedFunction> Functions;
  llvm::DenseMap<const llvm::Function *, uint32_t> Ids;
  /// Global values of the object that outlined bodies refer to; true when the address itself is
  /// asked for, false when it is only called.
  llvm::MapVector<llvm::GlobalValue *, bool> Imports;

  bool isOutlined(const llvm::Function *F) const { return Ids.contains(F); }

  /// True when a call of function Id goes from body to body and needs no import.
  bool callsDirectly(uint32_t Id) const;
};

/// Sorts M's functions. Thread-locals must have been replaced by accessors in the bodies that are
/// not in Kept.
Partition partition(llvm::Module &M, KeptFunctions Kept, llvm::OptimizationLevel Level);

/// True when a call may go straight to the body in this module, whatever the linker does.
bool bindsLocally(const llvm::Function &F);

/// True for a constant that is copied into each unit that uses it, so that the object need not
/// hold it.
bool isCopied(const llvm::GlobalVariable &G);

} // namespace autojit

#endif

//===- Unit.h - A few functions on their way to an object -----------------===//
#ifndef AUTOJIT_LLVM_UNIT_H
#define AUTOJIT_LLVM_UNIT_H

#include "Source.h"

#include "llvm/ADT/SmallPtrSet.h"

namespace autojit {
/// What is needed to make a unit that is found by what its bodies are before anything happens to them.
struct UnitPlan {
  autojit_source &Source;
  autojit_unit_request Request; // its lists are the next two
  std::vector<uint32_t> Ids, InlineIds;
  llvm::SmallPtrSet<const llvm::Function *, 32> Bodies; // that the hash covers
  References Mentioned;
  llvm::XXH128_hash_t Hash;

  UnitPlan(autojit_source &S, const autojit_unit_request &Request);
};

/// What a body of the first tier counts.
struct Heat {
  uint32_t Id;
  uint64_t Calls, FirstCalls;             // until it is hot, and until it looks for the first time
  llvm::GlobalVariable *Record = nullptr; // its struct autojit_heat; null while nothing refers to it, for passes drop such
};
using HeatRecords = llvm::DenseMap<const llvm::Function *, Heat>;
} // namespace autojit

struct autojit_unit {
  std::unique_ptr<autojit_source> Own; // of a continuation
  std::unique_ptr<llvm::Module> M;
  std::unique_ptr<autojit::UnitPlan> Plan; // until its bodies are copied
  bool IsAsHashed = true;                  // there is nothing in the bodies that the hash does not cover
  bool HasVariables = false;               // debug information is full
  autojit::HeatRecords Heat;               // of the bodies that are still to count their calls
  std::vector<std::string> Names;
  std::vector<autojit_symbol> Symbols;

  void addSymbol(std::string Name, uint32_t Kind, uint32_t Index) {
    Names.push_back(std::move(Name));
    Symbols.push_back({nullptr, Kind, Index});
  }
  /// When all are there: names move while others are added.
  void setNames() {
    for (size_t I = 0; I < Names.size(); ++I)
      Symbols[I].name = Names[I].c_str();
  }
};

namespace autojit {
/// Makes the plan of a unit, and the list of the symbols that its object may have.
llvm::Error planUnit(autojit_unit &U, autojit_source &S, const autojit_unit_request &Request);

/// Gives instructions that a pass or a back end of LLVM's will see the lines that are apart (DetachedDebugInfo.h).
void attachLines(llvm::Function &F);
void attachLines(llvm::Module &M);

/// A body of the first tier.
struct FirstBody {
  llvm::Function *F;
  uint32_t Id;
  bool NeverRecursive;
};

/// Has bodies of the first tier count the iterations of their loops. Their calls are the back end's business.
HeatRecords countHeat(llvm::ArrayRef<FirstBody> Bodies, uint32_t HotCalls);

/// A body's struct autojit_heat, by a symbol with the function's id in its name (RustJit.Compiler.ImageLinker).
llvm::GlobalVariable &recordOf(Heat &H, llvm::Module &M);

/// Declares what a body of our own back end goes to when its calls are over.
llvm::Function *hotEntry(llvm::Module &M);

/// Has a body of which a back end of LLVM's makes code count its calls.
void countCalls(llvm::Function &F, llvm::GlobalVariable &Record);

/// Takes from a function with a body what -O0 said of it, for the second tier.
void allowOptimization(llvm::Function &F);
} // namespace autojit

#endif

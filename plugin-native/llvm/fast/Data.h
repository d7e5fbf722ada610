//===- Data.h - Symbols of global values, and the variables ---------------===//
#ifndef AUTOJIT_LLVM_FAST_DATA_H
#define AUTOJIT_LLVM_FAST_DATA_H

#include "ElfObject.h"
#include "UnitCode.h"

#include "llvm/IR/Mangler.h"

namespace autojit::fast {

/// What an object says about its module's global values.
class Globals {
  ElfObject &Object;
  const llvm::DataLayout &DL;
  llvm::Mangler Names;
  llvm::DenseMap<const llvm::GlobalValue *, SymbolId> Symbols;
  llvm::DenseMap<const llvm::GlobalValue *, uint32_t> Words;
  struct Placed {
    const llvm::Constant *Initializer;
    SectionId Section;
    uint32_t Offset;
  };
  llvm::SmallVector<Placed, 8> Unwritten;

public:
  Globals(ElfObject &Object, const llvm::DataLayout &DL) : Object(Object), DL(DL) {}

  void define(const FunctionCode &Code);

  /// A variable that only the unit has is defined with its first use.
  SymbolId symbolFor(const llvm::GlobalValue &G);

  /// Where in the data a word has the address of G.
  uint32_t wordFor(const llvm::GlobalValue &G);

  /// To be called when nothing else will ask for symbols.
  void writeInitializers();

private:
  llvm::SmallString<128> nameOf(const llvm::GlobalValue &G);
  SymbolId place(const llvm::GlobalVariable &G);
  void write(const llvm::Constant &C, SectionId Section, uint32_t Offset);
};

} // namespace autojit::fast

#endif

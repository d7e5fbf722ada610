//===- ObjectWriter.cpp - From machine code to an object ------------------===//

#include "LineTables.h"
#include "UnwindTables.h"

using namespace llvm;
using namespace autojit::fast;

std::unique_ptr<MemoryBuffer> autojit::fast::writeObject(const Module &M, const UnitCode &Code) {
  ElfObject Object;
  Globals Values(Object, M.getDataLayout());
  Object.content(TextSection).append(Code.Text.begin(), Code.Text.end());
  // First, so that what is named like one of them is it.
  for (const FunctionCode &Function : Code.Functions)
    Values.define(Function);
  Object.reserveRelocations(TextSection, Code.References.size());
  for (const Reference &R : Code.References) {
    SymbolId Symbol =
        R.Symbol ? Values.symbolFor(*R.Symbol) : Object.globalSymbol(R.Library, /*IsWeak=*/false);
    Object.relocate(TextSection, R.Offset, R.Type, Symbol, R.Addend);
  }
  writeUnwindTables(Code, Object, Values);
  writeDebugInfo(M, Code, Object);
  Values.writeInitializers();
  return Object.write();
}

//===- DebugInfo.cpp - Debug information of what stays --------------------===//

#include "DebugInfo.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/IR/DebugInfoMetadata.h"

using namespace llvm;

void autojit::trimDebugInfo(Module &M) {
  NamedMDNode *Units = M.getNamedMetadata("llvm.dbg.cu");
  if (!Units)
    return;
  bool KeptFunctions = false;
  for (const Function &F : M)
    KeptFunctions |= !F.isDeclaration() && F.getSubprogram();

  // What only bodies mention goes with them: string literals, and variables of templates and inline
  // functions, whose types describe half a library.
  SmallPtrSet<const DIGlobalVariableExpression *, 16> Kept;
  for (const GlobalVariable &G : M.globals()) {
    SmallVector<DIGlobalVariableExpression *, 1> Expressions;
    G.getDebugInfo(Expressions);
    if (!G.isDeclaration() && !G.hasPrivateLinkage() &&
        (G.hasLocalLinkage() || !G.isDiscardableIfUnused()))
      Kept.insert(Expressions.begin(), Expressions.end());
  }

  bool Globals = false;
  for (MDNode *Node : Units->operands()) {
    auto *Unit = cast<DICompileUnit>(Node);
    // Types, enumerations and using-declarations come back with the bodies that mention them.
    Unit->replaceRetainedTypes({});
    Unit->replaceEnumTypes({});
    Unit->replaceImportedEntities({});
    SmallVector<Metadata *, 16> Variables;
    for (DIGlobalVariableExpression *E : Unit->getGlobalVariables())
      if (Kept.contains(E))
        Variables.push_back(E);
    Unit->replaceGlobalVariables(
        MDTuple::get(M.getContext(), Variables));
    Globals |= !Variables.empty();
  }
  if (!KeptFunctions && !Globals)
    M.eraseNamedMetadata(Units);
}

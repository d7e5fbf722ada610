//===- Aliases.cpp - Names for the same thing -----------------------------===//

#include "Aliases.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/GlobalAlias.h"
#include "llvm/IR/Instruction.h"
#include "llvm/IR/ReplaceConstant.h"

using namespace llvm;

void autojit::resolveAliases(Module &M) {
  SmallVector<Constant *, 8> Found;
  for (GlobalAlias &A : M.aliases())
    if (!A.isInterposable() && A.getAliaseeObject() &&
        !A.getAliaseeObject()->isInterposable())
      Found.push_back(&A);
  if (Found.empty())
    return;
  // Uses in instructions only: llvm.used and initialisers mean the symbol.
  convertUsersOfConstantsToInstructions(Found);
  for (Constant *C : Found) {
    auto *A = cast<GlobalAlias>(C);
    A->replaceUsesWithIf(A->getAliasee(), [](Use &U) {
      return isa<Instruction>(U.getUser());
    });
  }
}

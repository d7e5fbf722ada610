//===- Recursion.cpp - Functions that are never called by what they call --===//

#include "Recursion.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Analysis/TargetLibraryInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Module.h"
#include "llvm/TargetParser/Triple.h"

using namespace llvm;

// The C library's functions that LLVM knows, and the C++ library's. One of these could call the program, with a stream's
// buffer that it has written: then it is thought never to be recursive and is, which costs some stack (docs/tiers.md).
static bool neverCallsBack(const Function &Declared, const TargetLibraryInfoImpl &Library) {
  StringRef Name = Declared.getName();
  LibFunc Known;
  return Declared.isIntrinsic() || Declared.hasFnAttribute(Attribute::NoCallback) ||
         (Library.getLibFunc(Declared, Known) && Name != "qsort") || Name.starts_with("_ZSt") ||
         Name.starts_with("_ZNSt") || Name.starts_with("_ZNKSt") || Name.starts_with("__cxa_") ||
         Name.starts_with("_Unwind_");
}

SmallPtrSet<const Function *, 32> autojit::findNeverRecursive(const Module &M) {
  TargetLibraryInfoImpl Library(M.getTargetTriple());
  // Those whose callees all end come to an end themselves.
  DenseMap<const Function *, SmallVector<const Function *, 4>> Callers;
  DenseMap<const Function *, unsigned> Open; // distinct callees that are not known to end
  SmallVector<const Function *, 32> Work;
  for (const Function &F : M) {
    if (F.isDeclaration())
      continue;
    SmallPtrSet<const Function *, 8> Callees;
    bool CallsUnknown = any_of(instructions(F), [&](const Instruction &I) {
      auto *Call = dyn_cast<CallBase>(&I);
      if (!Call)
        return false;
      auto *Callee = dyn_cast<Function>(Call->getCalledOperand());
      if (!Callee)
        return true;
      if (Callee->isDeclaration())
        return !neverCallsBack(*Callee, Library);
      Callees.insert(Callee);
      return Callee->isInterposable();
    });
    if (CallsUnknown)
      continue;
    for (const Function *Callee : Callees)
      Callers[Callee].push_back(&F);
    Open[&F] = Callees.size();
    if (Callees.empty())
      Work.push_back(&F);
  }
  SmallPtrSet<const Function *, 32> Result;
  while (!Work.empty()) {
    const Function *F = Work.pop_back_val();
    Result.insert(F);
    for (const Function *Caller : Callers.lookup(F))
      if (--Open[Caller] == 0)
        Work.push_back(Caller);
  }
  return Result;
}

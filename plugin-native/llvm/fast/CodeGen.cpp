//===- CodeGen.cpp - The functions of a unit that need no LLVM ------------===//

#include "FunctionCompiler.h"
#include "../Unit.h"

#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Transforms/Utils/Local.h"

using namespace llvm;
using namespace autojit::fast;

// What concerns all of a unit; null when there is nothing.
static const char *unsupportedModule(const Module &M) {
  if (M.getTargetTriple().getArch() != Triple::x86_64 || M.getDataLayout().getPointerSize() != 8 ||
      !M.getTargetTriple().isOSBinFormatELF())
    return "another target";
  for (StringRef Flag : {"cf-protection-branch", "cf-protection-return", "override-stack-alignment", "kcfi",
                         "hotpatch", "import-call-optimization", "indirect_branch_cs_prefix", "function_return_thunk_extern"})
    if (auto *Value = mdconst::extract_or_null<ConstantInt>(M.getModuleFlag(Flag)); Value && !Value->isZero())
      return "a flag of the module";
  if (!M.getModuleInlineAsm().empty() || !M.alias_empty() || !M.ifunc_empty())
    return "assembly or aliases";
  for (const GlobalVariable &G : M.globals())
    if (!canWrite(G))
      return "a variable of the unit";
  return nullptr;
}

// Whether two objects would be something else than one: variables of the unit itself must not become two, and
// local functions can be called from their own object only.
static bool mustBeOneObject(const Module &M, const SmallPtrSetImpl<const Function *> &Left) {
  if (any_of(M, [](const Function &F) { return !F.isDeclaration() && F.hasLocalLinkage(); }))
    return true;
  for (const GlobalVariable &G : M.globals()) {
    if (!G.hasInitializer() || (G.isConstant() && G.hasGlobalUnnamedAddr()))
      continue;
    bool IsHere = false, IsThere = false;
    SmallVector<const Value *, 8> Work{&G};
    while (!Work.empty())
      for (const User *User : Work.pop_back_val()->users()) {
        if (auto *I = dyn_cast<Instruction>(User))
          (Left.contains(I->getFunction()) ? IsThere : IsHere) = true;
        else
          Work.push_back(User);
      }
    if (IsHere && IsThere)
      return true;
  }
  return false;
}

// __builtin_constant_p, which has to be answered before anything is computed for it alone. As LLVM answers at -O0.
static void answerIsConstant(Module &M) {
  for (Function &F : make_early_inc_range(M)) {
    if (F.getIntrinsicID() != Intrinsic::is_constant)
      continue;
    for (User *U : make_early_inc_range(F.users())) {
      auto *Call = cast<CallInst>(U);
      autojit::attachLines(*Call->getFunction()); // Tables of lines count instructions.
      auto *C = dyn_cast<Constant>(Call->getArgOperand(0));
      Call->replaceAllUsesWith(ConstantInt::getBool(M.getContext(), C && C->isManifestConstant()));
      RecursivelyDeleteTriviallyDeadInstructions(Call);
    }
    F.eraseFromParent();
  }
}

LLVMMemoryBufferRef autojit_llvm_generate_fast(autojit_unit *unit, char **left) {
  Module &M = *unit->M;
  *left = nullptr;
  std::string Reasons;
  if (const char *Why = unit->HasVariables ? "debug information about variables" : unsupportedModule(M)) {
    *left = autojit::ownedText(Why);
    return nullptr;
  }
  answerIsConstant(M);
  UnitCode Code;
  Code.Functions.reserve(M.size());
  TypeParts Types(M.getDataLayout());
  const Function *HotEntry = unit->Heat.empty() ? nullptr : autojit::hotEntry(M);
  FunctionCompiler Compiler(Code, Types, M.getDataLayout(), unit->Heat, HotEntry);
  SmallPtrSet<const Function *, 8> Left;
  for (Function &F : M) {
    if (F.isDeclaration())
      continue;
    const char *Why = F.hasAvailableExternallyLinkage() ? "available elsewhere" : Compiler.run(F);
    if (!Why)
      continue;
    Left.insert(&F);
    Reasons += (Reasons.empty() ? "" : ", ") + F.getName().str() + " (" + Why + ")";
  }
  if (!Left.empty()) {
    *left = autojit::ownedText(Reasons);
    if (Code.Functions.empty() || mustBeOneObject(M, Left))
      return nullptr;
  }
  std::unique_ptr<MemoryBuffer> Object = writeObject(M, Code);
  if (Left.empty()) {
    unit->M.reset();
    return wrap(Object.release());
  }
  for (FunctionCode &Done : Code.Functions) {
    const_cast<Function *>(Done.F)->deleteBody();
    if (auto Record = unit->Heat.find(Done.F); Record != unit->Heat.end()) {
      Record->second.Record->eraseFromParent(); // It is in this object.
      unit->Heat.erase(Record);
    }
  }
  return wrap(Object.release());
}

//===- AssemblyOutput.cpp - Import tables that any assembler can read -----===//

#include "AssemblyOutput.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ValueMapper.h"

using namespace llvm;

static void findPltEntries(Constant *C, SetVector<DSOLocalEquivalent *> &Found) {
  if (auto *Entry = dyn_cast<DSOLocalEquivalent>(C))
    Found.insert(Entry);
  else if (!isa<GlobalValue>(C))
    for (Use &Op : C->operands())
      findPltEntries(cast<Constant>(Op), Found);
}

// A local function that jumps to F: its distance is one that every assembler can write.
static Function *createJump(Module &M, GlobalValue *F) {
  LLVMContext &C = M.getContext();
  auto *Type = FunctionType::get(llvm::Type::getVoidTy(C), false);
  auto *Jump = Function::Create(Type, GlobalValue::InternalLinkage,
                                "__autojit_plt." + F->getName(), M);
  Jump->addFnAttr(Attribute::Naked);
  Jump->addFnAttr(Attribute::NoInline);
  Jump->addFnAttr(Attribute::NoUnwind);
  Jump->addFnAttr(Attribute::OptimizeNone);
  auto *AsmType = FunctionType::get(llvm::Type::getVoidTy(C),
                                    {PointerType::getUnqual(C)}, false);
  IRBuilder<> B(BasicBlock::Create(C, "", Jump));
  B.CreateCall(InlineAsm::get(AsmType, "jmp ${0:P}@PLT", "^Ws",
                              /*hasSideEffects=*/true),
               {F});
  B.CreateUnreachable();
  return Jump;
}

void autojit::makeAssemblable(Module &M) {
  GlobalVariable *Table = M.getGlobalVariable("__autojit_imports", /*AllowInternal=*/true);
  if (!Table || !Table->hasInitializer())
    return;
  SetVector<DSOLocalEquivalent *> Entries;
  findPltEntries(Table->getInitializer(), Entries);
  ValueToValueMapTy Jumps;
  for (DSOLocalEquivalent *Entry : Entries)
    Jumps[Entry] = createJump(M, Entry->getGlobalValue());
  Table->setInitializer(
      MapValue(Table->getInitializer(), Jumps, RF_NoModuleLevelChanges));
}

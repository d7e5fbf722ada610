//===- StubEmitter.cpp - What is left of an outlined function -------------===//
//
// The layout is runtime/abi/autojit_abi.h's. The assembly is x86-64's; nothing else here is.
//
//===----------------------------------------------------------------------===//

#include "StubEmitter.h"
#include "DebugInfo.h"
#include "ImportTable.h"

#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace autojit;

namespace {

// Of the compilers that load this, clang ends without giving back the memory of what it has made (-disable-free).
bool keepsMemory(const Module &M) {
  NamedMDNode *Producers = M.getNamedMetadata("llvm.ident");
  auto *Producer = Producers ? dyn_cast<MDString>(Producers->getOperand(0)->getOperand(0)) : nullptr;
  return Producer && Producer->getString().contains("clang");
}

// Nobody refers to the body any more, and it to nobody; to destroy it would cost 1.5 % of a build.
void abandonBody(Function &F) {
  auto *Grave = Function::Create(F.getFunctionType(), GlobalValue::InternalLinkage, F.getAddressSpace());
  Grave->splice(Grave->end(), &F);
  for (BasicBlock &BB : *Grave)
    BB.dropAllReferences();
}

// Leaves the type hashes: they stand in front of the entry and are looked for at the function's
// address, which will be the stub's.
void deleteBody(Function &F) {
  MDNode *KcfiType = F.getMetadata(LLVMContext::MD_kcfi_type);
  MDNode *SanitizerType = F.getMetadata(LLVMContext::MD_func_sanitize);
  F.deleteBody();
  F.setMetadata(LLVMContext::MD_kcfi_type, KcfiType);
  F.setMetadata(LLVMContext::MD_func_sanitize, SanitizerType);
}

class StubEmitter {
  Module &M;
  LLVMContext &C;
  PointerType *Pointer;
  IntegerType *I32;
  IntegerType *I64;
  StructType *DescriptorType;
  // The module record, and the lazy entries, by their names in the assembly. So what the record refers to, which is
  // everything, is not what each stub refers to: LLVM's call graph would look it all through, stub by stub.
  Constant *Record = nullptr;
  Constant *Resolve;
  bool IndirectBranchTracking;
  // Unique: link-time optimisation puts the stubs of several modules into one assembly text.
  std::string RecordName, LazyPrefix;
  std::optional<StubLines> Lines;
  SmallDenseMap<std::pair<unsigned, unsigned>, AttributeSet, 4> Attributes; // by unwind table and nounwind

  Constant *field(Constant *Base, uint64_t Offset) {
    return ConstantExpr::getInBoundsGetElementPtr(
        Type::getInt8Ty(C), Base, ConstantInt::get(I64, Offset));
  }

public:
  StubEmitter(Module &M, const ContentHash &Hash)
      : M(M), C(M.getContext()), Pointer(PointerType::getUnqual(C)),
        I32(Type::getInt32Ty(C)), I64(Type::getInt64Ty(C)),
        DescriptorType(StructType::get(C, {Pointer, I32, I32})) {
    auto *Type = FunctionType::get(llvm::Type::getVoidTy(C), false);
    Resolve = cast<Constant>(
        M.getOrInsertFunction("__autojit_resolve", Type).getCallee());
    auto *Flag = mdconst::extract_or_null<ConstantInt>(
        M.getModuleFlag("cf-protection-branch"));
    IndirectBranchTracking = Flag && !Flag->isZero();
    RecordName = (ModuleRecordPrefix + hexName(Hash)).str();
    LazyPrefix = ".Lautojit_lazy." + hexName(Hash) + ".";
    if (M.getNamedMetadata("llvm.dbg.cu"))
      Lines.emplace(M);
  }

  void emitRecord(const Partition &P, const ContentHash &Hash,
                  StringRef Directory, StringRef Embedded) {
    // struct autojit_module
    auto *HashType = ArrayType::get(Type::getInt8Ty(C), Hash.size());
    auto *Type = StructType::get(
        C, {I32, I32, HashType, I32, I32, I32, I32, Pointer});
    auto *G = new GlobalVariable(M, Type, /*isConstant=*/false,
                                 GlobalValue::PrivateLinkage, nullptr,
                                 RecordName);
    G->setAlignment(Align(8));
    appendToCompilerUsed(M, G);
    auto Relative = [&](Constant *Target, uint64_t Offset) -> Constant * {
      return Target ? relativeTo(Target, field(G, Offset))
                    : ConstantInt::get(I32, 0);
    };
    std::string Location =
        (Directory + Twine('\0') + M.getSourceFileName()).str();
    Constant *Bytes =
        Embedded.empty() ? nullptr : data(Embedded, "__autojit_bitcode", 16);
    G->setInitializer(ConstantStruct::get(
        Type,
        {ConstantInt::get(I32, AUTOJIT_ABI_VERSION),
         ConstantInt::get(I32, P.Imports.size()),
         ConstantDataArray::get(C, ArrayRef<uint8_t>(Hash)),
         Relative(emitImportTable(M, P), 24),
         Relative(data(StringRef(Location.c_str(), Location.size() + 1),
                       "__autojit_location", 1),
                  28),
         Relative(Bytes, 32), ConstantInt::get(I32, Embedded.size()),
         ConstantPointerNull::get(Pointer)}));
    Record = label((M.getDataLayout().getPrivateGlobalPrefix() + RecordName).str());
  }

  GlobalVariable *label(StringRef Name) {
    return new GlobalVariable(M, Type::getInt8Ty(C), /*isConstant=*/true, GlobalValue::ExternalLinkage, nullptr,
                              "\01" + Name);
  }

  GlobalVariable *data(StringRef Bytes, StringRef Name, uint64_t Alignment) {
    Constant *Init = ConstantDataArray::getString(C, Bytes, /*AddNull=*/false);
    auto *G = new GlobalVariable(M, Init->getType(), /*isConstant=*/true,
                                 GlobalValue::PrivateLinkage, Init, Name);
    G->setAlignment(Align(Alignment));
    return G;
  }

  void emitStub(Function &F, uint32_t Id) {
    std::string Lazy = LazyPrefix + std::to_string(Id);
    // The name is for people. In assembly text it may not end a line.
    StringRef Name = F.getName();
    std::string Readable = any_of(Name, [](unsigned char C) { return C < ' '; }) ? std::to_string(Id) : Name.str();
    // struct autojit_descriptor
    auto *D = new GlobalVariable(M, DescriptorType, /*isConstant=*/false,
                                 GlobalValue::PrivateLinkage, nullptr,
                                 "__autojit_descriptor." + Readable);
    D->setAlignment(Align(8));
    D->setInitializer(ConstantStruct::get(
        DescriptorType, {label(Lazy), relativeTo(Record, field(D, 8)),
                         ConstantInt::get(I32, Id)}));
    if (Comdat *Group = F.getComdat())
      D->setComdat(Group);

    makeNaked(F);
    std::string Text;
    if (IndirectBranchTracking)
      Text = "endbr64\n\t";
    Text += "jmpq *${0:P}(%rip)\n" + Lazy + ":\n\t"
            "pushq %r11\n\t";
    // A signal frame is what gdb steps through instead of over, on its way to a body.
    if (F.hasUWTable())
      Text += ".cfi_adjust_cfa_offset 8\n\t"
              ".cfi_signal_frame\n\t";
    Text += "leaq ${0:P}(%rip), %r11\n\t"
            "jmpq *${1:P}@GOTPCREL(%rip)";
    auto *AsmType =
        FunctionType::get(Type::getVoidTy(C), {Pointer, Pointer}, false);
    IRBuilder<> B(BasicBlock::Create(C, "", &F));
    CallInst *Asm = B.CreateCall(
        InlineAsm::get(AsmType, Text, "^Ws,^Ws", /*hasSideEffects=*/true,
                       /*isAlignStack=*/false, InlineAsm::AD_ATT,
                       /*canThrow=*/!F.doesNotThrow()),
        {D, Resolve});
    // The text defines a label: it must exist once.
    Asm->addFnAttr(Attribute::NoDuplicate);
    if (Lines)
      Lines->describe(F);
    B.CreateUnreachable();
  }

private:
  // Leaves what the outside may rely on (linkage, section, comdat, unwind table, nounwind) and
  // drops what describes the body.
  void makeNaked(Function &F) {
    GlobalValue::LinkageTypes Linkage = F.getLinkage();
    Comdat *Group = F.getComdat();
    deleteBody(F);  // Makes it an external declaration, too.
    F.setLinkage(Linkage);
    F.setComdat(Group);
    AttributeList Before = F.getAttributes();
    SmallVector<AttributeSet, 8> Parameters;
    for (unsigned I = 0; I < F.arg_size(); ++I)
      Parameters.push_back(Before.getParamAttrs(I));
    F.setAttributes(AttributeList::get(C, stubAttributes(F.getUWTableKind(), F.doesNotThrow()), Before.getRetAttrs(), Parameters));
    // A call may overrule what a stub says: rustc marks calls of #[inline(always)] functions.
    for (User *U : F.users())
      if (auto *Call = dyn_cast<CallBase>(U); Call && Call->getCalledOperand() == &F)
        Call->removeFnAttr(Attribute::AlwaysInline);
  }

  // Made once for many: a set costs more than what it is put into.
  AttributeSet stubAttributes(UWTableKind Unwind, bool NoUnwind) {
    AttributeSet &Known = Attributes[{unsigned(Unwind), NoUnwind}];
    if (Known.hasAttributes())
      return Known;
    AttrBuilder B(C);
    B.addAttribute(Attribute::Naked);
    B.addAttribute(Attribute::NoInline);
    // The optimiser has nothing to find here, and at -O2 the fast instruction selector is faster.
    B.addAttribute(Attribute::OptimizeNone);
    if (IndirectBranchTracking)
      B.addAttribute(Attribute::NoCfCheck); // The text has its own endbr64.
    if (NoUnwind)
      B.addAttribute(Attribute::NoUnwind);
    if (Unwind != UWTableKind::None)
      B.addUWTableAttr(Unwind);
    return Known = AttributeSet::get(C, B);
  }
};

} // namespace

void autojit::emitStubs(Module &M, const Partition &P, const ContentHash &Hash,
                        StringRef Directory, StringRef Embedded) {
  StubEmitter Emitter(M, Hash);
  Emitter.emitRecord(P, Hash, Directory, Embedded);
  // All bodies first: they are each other's users.
  bool Abandon = keepsMemory(M);
  for (const OutlinedFunction &Out : P.Functions) {
    GlobalValue::LinkageTypes Linkage = Out.F->getLinkage();
    if (Abandon && none_of(*Out.F, [](const BasicBlock &BB) { return BB.hasAddressTaken(); }))
      abandonBody(*Out.F);
    deleteBody(*Out.F);
    Out.F->setLinkage(Linkage);
  }
  for (uint32_t Id = 0; Id < P.Functions.size(); ++Id)
    if (P.Functions[Id].Kind == OutlinedKind::Root)
      Emitter.emitStub(*P.Functions[Id].F, Id);
  for (const OutlinedFunction &Out : P.Functions)
    if (Out.Kind == OutlinedKind::JitOnly) {
      Out.F->removeDeadConstantUsers();
      Out.F->eraseFromParent();
    }
}

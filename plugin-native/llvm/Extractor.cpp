//===- Extractor.cpp - Taking functions out of a module -------------------===//
//
// Cloning a whole module, or a function with its metadata, costs milliseconds. Here only
// instructions are copied; all metadata is shared, because unit and source live in one context.
// The source keeps its bodies, so that a function can be inlined into many units or compiled again.
//
//===----------------------------------------------------------------------===//

#include "Extractor.h"

#include "../DetachedDebugInfo.h"
#include "../Labels.h"
#include "LabelNumbers.h"
#include "Simplify.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/Mangler.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace llvm;
using namespace autojit;

Extractor::Extractor(autojit_source &S, const autojit_unit_request &Request)
    : S(S), DebugLevel(Request.debug_level), Optimized(Request.speed > 0),
      UsePlt(Request.use_plt != 0), Identify(Request.identify != 0), Tier(Request.tier), HotCalls(Request.hot_calls),
      NeverRecursive(Request.never_recursive),
      D(std::make_unique<Module>("unit", S.Context)) {
  D->setTargetTriple(S.M->getTargetTriple());
  D->setDataLayout(S.M->getDataLayout());
}

void Extractor::copyModuleFlags() {
  SmallVector<Module::ModuleFlagEntry, 16> Flags;
  S.M->getModuleFlagsMetadata(Flags);
  for (const Module::ModuleFlagEntry &Flag : Flags) {
    StringRef Key = Flag.Key->getString();
    // Units become position independent code of their own, whatever the program is.
    if (Key == "PIC Level" || Key == "PIE Level" || Key == "Code Model" ||
        Key == "Large Data Threshold" || Key == "direct-access-external-data")
      continue;
    // Follows variables that are not there.
    if (Key == "debug-info-assignment-tracking" &&
        DebugLevel != AUTOJIT_DEBUG_FULL)
      continue;
    D->addModuleFlag(Flag.Behavior, Key, Flag.Val);
  }
  D->setPICLevel(PICLevel::BigPIC);
}

// Numbered by first use, so that equal units of different modules are equal to the last byte. Whoever
// knows the module puts its own number there, in the object.
std::string Extractor::placeholder(char Kind, GlobalValue &G) {
  return placeholderName(Kind, Mentioned.number(G));
}

std::string autojit::placeholderName(char Kind, uint32_t Number) {
  // The digits will be replaced in the string table, where a name that is another's end has no
  // bytes of its own: nothing but a placeholder ends like this.
  return ("__aj." + Twine(Kind) + utohexstr(Number, /*LowerCase=*/true, 8) + ".aj").str();
}

Function *Extractor::create(Function &From, const Twine &Name,
                            GlobalValue::LinkageTypes Linkage) {
  Function *F = Function::Create(From.getFunctionType(), Linkage,
                                 From.getAddressSpace(), Name, D.get());
  // Not Function::copyAttributesFrom: in bitcode, a function that lost a personality is not the same as one
  // that never had any.
  F->setUnnamedAddr(From.getUnnamedAddr());
  F->setAlignment(From.getAlign());
  F->setCallingConv(From.getCallingConv());
  if (From.hasGC())
    F->setGC(From.getGC());
  // Simplification changes them, and a body's identity depends on nothing that was compiled before.
  auto Original = IsForIdentity ? S.Attributes.find(&From) : S.Attributes.end();
  AttributeList Attributes = Original != S.Attributes.end() ? Original->second : From.getAttributes();
  if (IsForIdentity)
    Attributes = takeWords(S, Attributes, Words.emplace_back());
  F->setAttributes(Attributes);
  F->setDSOLocal(GlobalValue::isLocalLinkage(Linkage));
  return F;
}

// A local symbol may carry the name of a library function without being it; the optimiser and the
// code generator recognise library functions by name.
std::string autojit::bodyName(const autojit_source &S, const Function &F) {
  LibFunc Known;
  return (F.getName() + (F.hasLocalLinkage() && S.Library->getLibFunc(F.getName(), Known) ? ".local" : "")).str();
}

void Extractor::defineBody(uint32_t Id, bool IsPrivate) {
  Function *&F = Bodies[Id];
  if (F)
    return;
  Function &From = *S.Functions[Id];
  F = create(From, bodyName(S, From),
             IsPrivate ? GlobalValue::InternalLinkage : GlobalValue::ExternalLinkage);
  // Visible to backtraces, and never preempted.
  if (!IsPrivate)
    F->setVisibility(GlobalValue::ProtectedVisibility);
  F->setDSOLocal(true);
  Work.push_back({&From, F});
}

Function *Extractor::inlineOnly(Function &From) {
  Function *&F = InlineOnly[&From];
  if (!F && IsForIdentity) {
    F = create(From, placeholder('a', From), GlobalValue::ExternalLinkage);
  } else if (!F) {
    F = create(From, From.getName(), GlobalValue::InternalLinkage);
    Work.push_back({&From, F});
  }
  return F;
}

Function *Extractor::declareCallee(Function &From, uint32_t Id) {
  Function *&F = Callees[Id];
  if (!F) {
    F = create(From, placeholder('f', From), GlobalValue::ExternalLinkage);
    bindThroughGot(*F);
  }
  return F;
}

// A call through the GOT saves a jump. JITLink resolves it wrongly where the callee lies below 4 GB, as in
// programs that are not position independent (LLVM issue 190968).
void Extractor::bindThroughGot(Function &F) {
  if (!UsePlt)
    F.addFnAttr(Attribute::NonLazyBind);
  else
    F.removeFnAttr(Attribute::NonLazyBind);
}

// What a call of F goes to, or null when the address that materialize() finds is the right one.
Function *Extractor::directCallee(Function &F) {
  if (F.isIntrinsic())
    return nullptr;
  if (F.hasFnAttribute(Attribute::AlwaysInline) && !F.isDeclaration())
    return inlineOnly(F);
  uint32_t Id = S.functionId(&F);
  if (Id == autojit_source::None)
    return nullptr;
  // The same rule as the plugin's Partition::callsDirectly: what is neither imported nor able to be
  // interposed is reached body to body.
  if (S.importIndex(&F) != autojit_source::None &&
      (F.isInterposable() || !(F.hasLocalLinkage() || F.isDSOLocal())))
    return nullptr;
  // A continuation that is here in its place is not called.
  auto It = Bodies.find(Id);
  return It != Bodies.end() && S.Functions[Id] == &F ? It->second : declareCallee(F, Id);
}

// The object holds it, but its value may be used: loads from tables, lengths of literals.
bool autojit::isFoldable(const GlobalVariable &G) {
  if (!G.isConstant())
    return false;
  SmallVector<const Constant *, 8> Work{G.getInitializer()};
  while (!Work.empty()) {
    const Constant *C = Work.pop_back_val();
    if (isa<ConstantData>(C))
      continue;
    if (!isa<ConstantAggregate>(C))
      return false; // Addresses belong to the object.
    for (const Use &Op : C->operands())
      Work.push_back(cast<Constant>(Op));
  }
  return true;
}

// A constant that the object does not hold.
GlobalVariable *Extractor::copyConstant(GlobalVariable &G) {
  auto *Copy = new GlobalVariable(*D, G.getValueType(), G.isConstant(), GlobalValue::PrivateLinkage,
                                  nullptr, G.getName());
  Copy->copyAttributesFrom(&G);
  Copy->setComdat(nullptr);
  Copy->setVisibility(GlobalValue::DefaultVisibility);
  Copy->setDSOLocal(true);
  Map[&G] = Copy; // Before its initializer: it may name itself.
  Copy->setInitializer(MapValue(G.getInitializer(), Map, RF_NoModuleLevelChanges, nullptr, this));
  return Copy;
}

// Declared under its own name, by which the optimiser knows the library's functions. A local symbol's
// name says nothing and might be another's; and the name of a function of this module is its body's, in
// this unit or another that it is packed with.
std::string autojit::importName(const autojit_source &S, const GlobalValue &G, uint32_t Number) {
  if (G.hasLocalLinkage() || S.functionId(&G) != autojit_source::None)
    return placeholderName('i', Number);
  return G.getName().str();
}

GlobalValue *Extractor::declareImport(GlobalValue &G) {
  std::string Name = importName(S, G, Mentioned.number(G));
  // Of a weak symbol or an alias nothing may be concluded from its being another symbol.
  GlobalValue::LinkageTypes Linkage = isa<GlobalAlias>(G) || G.isInterposable()
                                          ? GlobalValue::ExternalWeakLinkage
                                          : GlobalValue::ExternalLinkage;
  if (auto *Type = dyn_cast<FunctionType>(G.getValueType())) {
    Function *F;
    if (auto *From = dyn_cast<Function>(&G)) {
      F = create(*From, Name, Linkage);
    } else {
      F = Function::Create(Type, Linkage, Name, D.get());
      if (auto *Aliasee = dyn_cast_or_null<Function>(G.getAliaseeObject()))
        F->setCallingConv(Aliasee->getCallingConv());
    }
    bindThroughGot(*F);
    return F;
  }
  auto *Data = dyn_cast<GlobalVariable>(&G);
  auto *Copy = new GlobalVariable(*D, G.getValueType(), Data && Data->isConstant(), Linkage, nullptr, Name);
  Copy->setUnnamedAddr(G.getUnnamedAddr());
  if (Data)
    Copy->setAlignment(Data->getAlign());
  if (Data && Optimized && Data->hasDefinitiveInitializer()) {
    // A variable's value is not used, but its size is: _FORTIFY_SOURCE checks against it.
    if (autojit::isFoldable(*Data))
      Copy->setInitializer(Data->getInitializer());
    else if (!Data->isConstant())
      Copy->setInitializer(Constant::getNullValue(Data->getValueType()));
    if (Copy->hasInitializer())
      Copy->setLinkage(GlobalValue::AvailableExternallyLinkage);
  }
  return Copy;
}

// The optimiser's own: a call of another library function instead.
Function *Extractor::declareLibraryFunction(GlobalValue &G) {
  LibFunc Known;
  auto *F = dyn_cast<Function>(&G);
  // What is never compiled may mention what nothing is known of: the optimiser may find it dead.
  if (!F || !F->isDeclaration() || !(IsForIdentity || S.Library->getLibFunc(*F, Known)))
    return nullptr;
  Function *Declared = create(*F, F->getName(), GlobalValue::ExternalLinkage);
  bindThroughGot(*Declared);
  return Declared;
}

Value *Extractor::materialize(Value *V) {
  auto *G = dyn_cast<GlobalValue>(V);
  if (!G || G->getParent() == D.get())
    return nullptr;
  if (auto *F = dyn_cast<Function>(G); F && F->isIntrinsic())
    return Function::Create(F->getFunctionType(), GlobalValue::ExternalLinkage,
                            F->getName(), D.get());

  uint32_t Index = S.importIndex(G);
  if (Index != autojit_source::None) {
    GlobalValue *Declared = declareImport(*G);
    // A declaration that claims to be near would be reached with a 32-bit distance.
    Declared->setDSOLocal(false);
    Imports.push_back({Declared, Index});
    // What can be loaded through an alias is known in the source.
    if (IsForIdentity && isa<GlobalAlias>(G))
      MapValue(G->getAliaseeObject(), Map, RF_NoModuleLevelChanges, nullptr, this);
    return Declared;
  }
  if (auto *F = dyn_cast<Function>(G))
    if (Function *Direct = directCallee(*F))
      return Direct;
  if (auto *Data = dyn_cast<GlobalVariable>(G); Data && Data->hasInitializer())
    return copyConstant(*Data);
  if (Function *Declared = declareLibraryFunction(*G))
    return Declared;
  if (IsForIdentity)
    return new GlobalVariable(*D, G->getValueType(), /*isConstant=*/false, GlobalValue::ExternalLinkage,
                              nullptr, G->getName());
  if (Problem.empty())
    Problem = ("nothing says where '" + G->getName() + "' is").str();
  return Constant::getNullValue(G->getType());
}

// A body that is compiled as it is will hardly be needed again; if it is, it is read again, as it was written. One that is
// inlined may be needed by any unit.
bool Extractor::canMove(const Function &From) const {
  return !Optimized && !IsForIdentity && !S.Simplified.contains(&From) && !From.hasFnAttribute(Attribute::AlwaysInline) &&
         none_of(From, [](const BasicBlock &BB) { return BB.hasAddressTaken(); });
}

void Extractor::moveBody(Function &From, Function &To) {
  for (Argument &Arg : From.args())
    Arg.replaceAllUsesWith(Map[&Arg]);
  To.splice(To.end(), &From);
  From.setIsMaterializable(true);
  for (Instruction &I : instructions(To)) {
    auto *Call = dyn_cast<CallBase>(&I);
    for (Use &Op : I.operands()) {
      auto *C = dyn_cast<Constant>(Op);
      if (!C || isa<ConstantData>(C))
        continue;
      Function *Direct = nullptr;
      if (auto *Callee = dyn_cast<Function>(C); Callee && Call && Call->isCallee(&Op))
        Direct = directCallee(*Callee);
      Op = Direct ? Direct : MapValue(C, Map, RF_NoModuleLevelChanges, nullptr, this);
    }
  }
}

namespace {
/// While it lives, a function that has been simplified has no body, and can be read as it was written.
class SimplifiedBodyAside {
  autojit_source &S;
  Function &F;
  Function *Aside = nullptr;

public:
  SimplifiedBodyAside(autojit_source &S, Function &F) : S(S), F(F) {
    if (!S.Simplified.erase(&F))
      return;
    Aside = Function::Create(F.getFunctionType(), GlobalValue::InternalLinkage, "", S.M.get());
    moveBlocks(F, *Aside);
    willBeReadAgain(F);
  }
  ~SimplifiedBodyAside() {
    if (!Aside)
      return;
    // What is left was copied, not moved.
    for (BasicBlock &BB : F)
      BB.dropAllReferences();
    while (!F.empty())
      F.back().eraseFromParent();
    moveBlocks(*Aside, F);
    Aside->eraseFromParent();
    F.setIsMaterializable(false);
    S.Simplified.insert(&F);
  }
};
} // namespace

Error Extractor::copyBody(Function &From, Function &To) {
  // A continuation is made of the body that is in the bitcode, and must know the first one's frame.
  std::optional<SimplifiedBodyAside> Aside;
  if (Tier == AUTOJIT_TIER_FIRST)
    Aside.emplace(S, From);
  if (Error E = From.materialize())
    return E;
  Argument *ToArg = To.arg_begin();
  for (Argument &Arg : From.args()) {
    ToArg->setName(Arg.getName());
    Map[&Arg] = ToArg++;
  }
  bool IsMoved = canMove(From);
  // A table will do for what is compiled as it is, and not hashed as bitcode.
  if (!IsMoved || Identify || DebugLevel != AUTOJIT_DEBUG_LINES) {
    if (DebugLevel == AUTOJIT_DEBUG_NONE)
      dropDetached(From);
    else if (Error E = attachDebugInfo(From, /*WithVariables=*/DebugLevel == AUTOJIT_DEBUG_FULL))
      return E;
  }
  if (IsMoved) {
    moveBody(From, To);
    return finishBody(From, To);
  }
  SmallVector<ReturnInst *, 8> Returns;
  // Every piece of metadata stays the one it is.
  MetadataPredicate Share = [](const Metadata *) { return true; };
  CloneFunctionBodyInto(To, From, Map,
                        RF_NoModuleLevelChanges | RF_IgnoreMissingLocals,
                        Returns, "", nullptr, nullptr, this, &Share);
  // A call may bind tighter than an address: retarget after the operands have been mapped.
  for (BasicBlock &BB : From)
    for (Instruction &I : BB)
      if (auto *Call = dyn_cast<CallBase>(&I))
        if (auto *Callee = dyn_cast<Function>(Call->getCalledOperand()))
          if (Function *Direct = directCallee(*Callee))
            cast<CallBase>(Map[Call])->setCalledOperand(Direct);
  return finishBody(From, To);
}

Error Extractor::finishBody(Function &From, Function &To) {
  if (From.hasPersonalityFn())
    To.setPersonalityFn(MapValue(From.getPersonalityFn(), Map,
                                 RF_NoModuleLevelChanges, nullptr, this));
  To.setSubprogram(From.getSubprogram());
  if (isDetached(From)) {
    copyDetached(From, To);
    dropDetached(From);
  }
  trimDebugInfo(To);
  return Problem.empty() ? Error::success() : createStringError(Problem);
}

Error Extractor::run(ArrayRef<uint32_t> Ids, uint32_t Shared, autojit_unit &U) {
  copyModuleFlags();
  for (size_t I = 0; I < Ids.size(); ++I)
    defineBody(Ids[I], /*IsPrivate=*/I >= Shared);
  chooseHome(Ids);
  // Work grows while bodies are copied: always-inlined callees join.
  for (unsigned I = 0; I < Work.size(); ++I)
    if (Error E = copyBody(*Work[I].first, *Work[I].second))
      return E;
  if (!Optimized)
    for (auto [From, To] : Work)
      if (hasLabels(*To) && labelsStayInside(*To))
        numberLabels(*To);
  if (Tier == AUTOJIT_TIER_FIRST) {
    SmallVector<FirstBody, 32> Defined;
    for (auto [I, Id] : enumerate(Ids))
      Defined.push_back({Bodies[Id], Id, NeverRecursive[I] != 0});
    U.Heat = autojit::countHeat(Defined, HotCalls);
  }
  if (!Units.empty()) {
    NamedMDNode *List = D->getOrInsertNamedMetadata("llvm.dbg.cu");
    for (DICompileUnit *Unit : Units)
      List->addOperand(Unit);
  }

  Mangler Mang;
  auto Record = [&](GlobalValue *G, uint32_t Kind, uint32_t Index) {
    SmallString<128> Name;
    Mang.getNameWithPrefix(Name, G, /*CannotUsePrivateLabel=*/false);
    if (StringRef(Name).contains('@')) {
      // vectorcall's mangling; lld would read a symbol version.
      std::replace(Name.begin(), Name.end(), '@', '_');
      G->setName("\01" + Name);
    }
    U.addSymbol(std::string(Name), Kind, Index);
  };
  for (uint32_t Id : Ids.take_front(Shared))
    Record(Bodies[Id], AUTOJIT_SYMBOL_DEFINED, Id);
  for (auto [Id, F] : Callees)
    Record(F, AUTOJIT_SYMBOL_CALLEE, Id);
  for (auto [G, Index] : Imports)
    Record(G, AUTOJIT_SYMBOL_IMPORT, Index);
  U.setNames();
  U.HasVariables = DebugLevel == AUTOJIT_DEBUG_FULL;
  U.M = std::move(D);
  return Error::success();
}

Expected<std::unique_ptr<Module>> Extractor::isolate(Function &F) {
  IsForIdentity = true;
  // In the frame.
  D->setTargetTriple(Triple());
  D->setDataLayout(DataLayout());
  Function *To = create(F, bodyName(S, F), GlobalValue::ExternalLinkage);
  if (uint32_t Id = S.functionId(&F); Id != autojit_source::None)
    Bodies[Id] = To;
  if (DISubprogram *SP = F.getSubprogram())
    Home = SP->getFile();
  if (Error E = copyBody(F, *To))
    return E;
  return std::move(D);
}

std::unique_ptr<Module> Extractor::frame() {
  copyModuleFlags();
  return std::move(D);
}

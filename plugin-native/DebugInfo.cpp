//===- DebugInfo.cpp - Debug information of what stays --------------------===//

#include "DebugInfo.h"

#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/BinaryFormat/Dwarf.h"
#include "llvm/IR/DebugInfoMetadata.h"
#include "llvm/IR/IRBuilder.h"
#include "llvm/IR/InlineAsm.h"

using namespace llvm;

static constexpr StringLiteral StubFile = "<autojit stub>";
// lldb keeps 27 bits of a line, and steps on where none is left; gdb wants a line that is not zero.
static constexpr unsigned StubLine = 1u << 27;

static bool isOfStubs(const DICompileUnit &Unit) {
  return Unit.getFilename() == StubFile;
}

autojit::StubLines::StubLines(Module &M) {
  LLVMContext &C = M.getContext();
  // gdb looks for prologue ends in line tables only when "clang " comes first.
  Unit = DICompileUnit::getDistinct(
      C, DISourceLanguageName(dwarf::DW_LANG_C11), DIFile::get(C, StubFile, ""),
      "clang and autojit", /*IsOptimized=*/false, /*Flags=*/"",
      /*RuntimeVersion=*/0, /*SplitDebugFilename=*/"",
      DICompileUnit::LineTablesOnly, nullptr, nullptr, nullptr, nullptr,
      nullptr, /*DWOId=*/0, /*SplitDebugInlining=*/false,
      /*DebugInfoForProfiling=*/false, DICompileUnit::DebugNameTableKind::None,
      /*RangesBaseAddress=*/false, /*SysRoot=*/"", /*SDK=*/"");
  Type = DISubroutineType::get(C, DINode::FlagZero, 0, nullptr);
  M.getOrInsertNamedMetadata("llvm.dbg.cu")->addOperand(Unit);
}

void autojit::StubLines::describe(Function &F) {
  LLVMContext &C = F.getContext();
  DIFile *File = Unit->getFile();
  auto *Stub = DISubprogram::getDistinct(
      C, File, F.getName(), "", File, StubLine, Type, StubLine,
      nullptr, 0, 0, DINode::FlagZero, DISubprogram::SPFlagDefinition, Unit);
  F.setSubprogram(Stub);
  // No location at all: the first instruction with one is what LLVM calls the end of the prologue.
  IRBuilder<> B(&F.getEntryBlock());
  auto *Nothing = FunctionType::get(B.getVoidTy(), false);
  CallInst *Never = B.CreateCall(
      InlineAsm::get(Nothing, "ud2", "", /*hasSideEffects=*/true));
  Never->setDebugLoc(DILocation::get(C, 1, 0, Stub));
}

autojit::WithoutGlobalDebugInfo::WithoutGlobalDebugInfo(Module &M) {
  auto List = [](Metadata *Raw) { return cast_or_null<MDTuple>(Raw); };
  for (DICompileUnit *Unit : M.debug_compile_units()) {
    Units.push_back({Unit, List(Unit->getRawRetainedTypes()), List(Unit->getRawEnumTypes()),
                     List(Unit->getRawImportedEntities()), List(Unit->getRawGlobalVariables())});
    Unit->replaceRetainedTypes({});
    Unit->replaceEnumTypes({});
    Unit->replaceImportedEntities({});
    Unit->replaceGlobalVariables({});
  }
  SmallVector<MDNode *, 1> Own;
  for (GlobalVariable &G : M.globals()) {
    Own.clear();
    G.getMetadata(LLVMContext::MD_dbg, Own);
    for (MDNode *Node : Own)
      Attachments.push_back({&G, Node});
    if (!Own.empty())
      G.eraseMetadata(LLVMContext::MD_dbg);
  }
}

autojit::WithoutGlobalDebugInfo::~WithoutGlobalDebugInfo() {
  for (const Lists &L : Units) {
    L.Unit->replaceRetainedTypes(L.Types);
    L.Unit->replaceEnumTypes(L.Enums);
    L.Unit->replaceImportedEntities(L.Imports);
    L.Unit->replaceGlobalVariables(L.Variables);
  }
  for (auto [G, Node] : Attachments)
    G->addMetadata(LLVMContext::MD_dbg, *Node);
}

void autojit::lowerDwarfVersion(Module &M) {
  constexpr uint32_t Version = 4;
  auto IsSplit = [](const DICompileUnit *Unit) {
    return !Unit->getSplitDebugFilename().empty();
  };
  if (M.getDwarfVersion() > Version && none_of(M.debug_compile_units(), IsSplit))
    M.setModuleFlag(Module::Max, "Dwarf Version", Version);
}

void autojit::trimDebugInfo(Module &M) {
  NamedMDNode *Units = M.getNamedMetadata("llvm.dbg.cu");
  if (!Units)
    return;
  bool KeptFunctions = false;
  for (const Function &F : M)
    if (const DISubprogram *SP = F.getSubprogram(); SP && !F.isDeclaration())
      KeptFunctions |= !isOfStubs(*SP->getUnit());

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
  DICompileUnit *Stubs = nullptr;
  for (MDNode *Node : Units->operands()) {
    auto *Unit = cast<DICompileUnit>(Node);
    if (isOfStubs(*Unit)) {
      Stubs = Unit;
      continue;
    }
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
  if (!KeptFunctions && !Globals) {
    Units->clearOperands();
    if (Stubs)
      Units->addOperand(Stubs);
    else
      M.eraseNamedMetadata(Units);
  }
}

//===- UnitDebugInfo.cpp - What units take along of debug information -----===//
//
// Metadata is shared between source and units. So descriptions are not copied without what a unit has no use
// for: references to that are cut, once for all units.
//
//===----------------------------------------------------------------------===//

#include "../DetachedDebugInfo.h"
#include "Extractor.h"

#include "llvm/IR/InstIterator.h"

using namespace llvm;
using autojit::Extractor;

// Functions that other modules have as well come with the header they are from, not with the source file
// that was compiled: so equal ones are equal units.
void Extractor::chooseHome(ArrayRef<uint32_t> Ids) {
  if (DebugLevel == AUTOJIT_DEBUG_NONE || !all_of(Ids, [&](uint32_t Id) {
        return S.Functions[Id]->hasLinkOnceLinkage();
      }))
    return;
  Function &First = *S.Functions[Ids.front()];
  if (Error E = First.materialize())
    consumeError(std::move(E)); // Said again when the body is copied.
  else if (DISubprogram *SP = First.getSubprogram())
    Home = SP->getFile();
}

void Extractor::useTrimmedUnit(DISubprogram *SP) {
  DICompileUnit *Unit = SP->getUnit();
  if (!Unit)
    return;
  // It may have been in another unit before.
  if (DICompileUnit *Original = S.OriginalUnits.lookup(Unit))
    Unit = Original;
  DIFile *File = Home ? Home : Unit->getFile();
  DICompileUnit *&Trimmed = S.TrimmedUnits[{Unit, File}];
  if (!Trimmed) {
    Trimmed = DICompileUnit::getDistinct(
        S.Context, Unit->getSourceLanguage(), File,
        Unit->getProducer(), Unit->isOptimized(), Unit->getFlags(),
        Unit->getRuntimeVersion(), /*SplitDebugFilename=*/"",
        Unit->getEmissionKind(), /*EnumTypes=*/nullptr,
        /*RetainedTypes=*/nullptr, /*GlobalVariables=*/nullptr,
        /*ImportedEntities=*/nullptr, /*Macros=*/nullptr, /*DWOId=*/0,
        Unit->getSplitDebugInlining(), Unit->getDebugInfoForProfiling(),
        DICompileUnit::DebugNameTableKind::None, Unit->getRangesBaseAddress(),
        Unit->getSysRoot(), Unit->getSDK());
    S.OriginalUnits[Trimmed] = Unit;
  }
  SP->replaceUnit(Trimmed);
  Units.insert(Trimmed);
}

static void dropVariables(Instruction &I) {
  I.dropDbgRecords();
  I.setMetadata(LLVMContext::MD_DIAssignID, nullptr);
}

// Which instructions make up one statement: numbered when they are read, in the order of reading.
static void dropAtoms(Function &F) {
  for (Instruction &I : instructions(F))
    if (const DILocation *L = I.getDebugLoc())
      I.setDebugLoc(L->getWithoutAtom());
}

void Extractor::trimDebugInfo(Function &F) {
  DISubprogram *Own = F.getSubprogram();
  if (DebugLevel == AUTOJIT_DEBUG_NONE) {
    F.setSubprogram(nullptr);
    for (Instruction &I : instructions(F)) {
      dropVariables(I);
      I.setDebugLoc(DebugLoc());
    }
    return;
  }
  if (!Own)
    return;
  bool Lines = DebugLevel == AUTOJIT_DEBUG_LINES;
  auto Trim = [&](DISubprogram *SP) {
    useTrimmedUnit(SP);
    if (Lines)
      keepNamesOnly(*SP);
  };
  Trim(Own);
  if (isDetached(F))
    return;
  // What the front end inlined (Rust's MIR inliner does) has subprograms of its own.
  const DILocation *Last = nullptr;
  for (Instruction &I : instructions(F)) {
    if (Lines)
      dropVariables(I);
    for (const DILocation *L = I.getDebugLoc(); L && L != Last;
         L = L->getInlinedAt())
      if (DISubprogram *SP = L->getScope()->getSubprogram(); SP != Own)
        Trim(SP);
    Last = I.getDebugLoc();
  }
  if (IsForIdentity)
    dropAtoms(F);
}

void autojit::attachLines(Function &F) {
  if (!isDetached(F))
    return;
  for (Instruction &I : instructions(F))
    I.dropDbgRecords();
  cantFail(attachDebugInfo(F, /*WithVariables=*/false)); // Reads nothing.
}

void autojit::attachLines(Module &M) {
  for (Function &F : M)
    attachLines(F);
}

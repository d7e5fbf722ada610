//===- Data.cpp - Global variables in an object ---------------------------===//

#include "Data.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Operator.h"

using namespace llvm;
using namespace autojit::fast;

namespace {
/// A pointer or an integer that is known when the object is linked.
struct Address {
  const GlobalValue *Base = nullptr;
  int64_t Offset = 0;
};
} // namespace

static std::optional<Address> addressOf(const Constant *C, const DataLayout &DL) {
  Address Result;
  while (true) {
    if (isa<Function, GlobalVariable>(C)) {
      Result.Base = cast<GlobalValue>(C);
      if (Result.Base->isThreadLocal())
        return std::nullopt;
      return Result;
    }
    if (isa<ConstantPointerNull>(C))
      return Result;
    if (auto *Int = dyn_cast<ConstantInt>(C)) {
      Result.Offset += Int->getValue().getLoBits(64).getZExtValue();
      return Result;
    }
    auto *E = dyn_cast<ConstantExpr>(C);
    if (!E || !(E->getType()->isPointerTy() || E->getType()->isIntegerTy()) ||
        DL.getTypeSizeInBits(E->getType()) != 64)
      return std::nullopt;
    switch (E->getOpcode()) {
    case Instruction::GetElementPtr: {
      APInt Offset(64, 0);
      if (!cast<GEPOperator>(E)->accumulateConstantOffset(DL, Offset))
        return std::nullopt;
      Result.Offset += Offset.getSExtValue();
      break;
    }
    case Instruction::Add: {
      auto *Int = dyn_cast<ConstantInt>(E->getOperand(1));
      if (!Int)
        return std::nullopt;
      Result.Offset += Int->getSExtValue();
      break;
    }
    case Instruction::BitCast:
    case Instruction::IntToPtr:
    case Instruction::PtrToInt:
    case Instruction::PtrToAddr:
      if (DL.getTypeSizeInBits(E->getOperand(0)->getType()) != 64)
        return std::nullopt;
      break;
    default:
      return std::nullopt;
    }
    C = E->getOperand(0);
  }
}

// Elements of a vector are without gaps, also where those of an array have some.
static bool hasPlainElements(const FixedVectorType *Vector, const DataLayout &DL) {
  Type *Element = Vector->getElementType();
  return DL.getTypeSizeInBits(Element) == 8 * DL.getTypeAllocSize(Element);
}

static bool canWrite(const Constant &C, const DataLayout &DL) {
  if (isa<ConstantAggregateZero, UndefValue, ConstantPointerNull, ConstantDataSequential>(C))
    return true;
  if (isa<ConstantInt, ConstantFP>(C))
    return !C.getType()->isVectorTy() && !C.getType()->isPPC_FP128Ty();
  if (auto *Vector = dyn_cast<ConstantVector>(&C);
      Vector && !hasPlainElements(Vector->getType(), DL))
    return false;
  if (isa<ConstantAggregate>(C))
    return all_of(C.operands(),
                  [&](const Use &Element) { return canWrite(*cast<Constant>(Element), DL); });
  return addressOf(&C, DL).has_value();
}

bool autojit::fast::canWrite(const GlobalVariable &G) {
  if (G.isThreadLocal() || G.getAddressSpace() != 0)
    return false;
  if (G.isDeclarationForLinker())
    return true;
  return G.hasLocalLinkage() && !G.hasComdat() && !G.hasSection() && !G.hasImplicitSection() &&
         !G.hasPartition() && !G.isExternallyInitialized() && !G.getCodeModel() &&
         !G.hasSanitizerMetadata() && !G.hasMetadata(LLVMContext::MD_associated) &&
         !G.getName().starts_with("llvm.") && G.getValueType()->isSized() &&
         !G.getValueType()->isTargetExtTy() && ::canWrite(*G.getInitializer(), G.getDataLayout());
}

static uint8_t visibilityOf(const GlobalValue &G) {
  switch (G.getVisibility()) {
  case GlobalValue::DefaultVisibility:
    return ELF::STV_DEFAULT;
  case GlobalValue::HiddenVisibility:
    return ELF::STV_HIDDEN;
  case GlobalValue::ProtectedVisibility:
    return ELF::STV_PROTECTED;
  }
  llvm_unreachable("no other visibility");
}

SmallString<128> Globals::nameOf(const GlobalValue &G) {
  SmallString<128> Name;
  if (!G.hasPrivateLinkage())
    Names.getNameWithPrefix(Name, &G, /*CannotUsePrivateLabel=*/false);
  return Name;
}

void Globals::define(const FunctionCode &Code) {
  const Function &F = *Code.F;
  uint64_t Size = Code.End - Code.Begin;
  if (F.hasLocalLinkage())
    Symbols[&F] = Object.addLocal(nameOf(F), ELF::STT_FUNC, TextSection, Code.Begin, Size);
  else
    Symbols[&F] = Object.addGlobal(nameOf(F), F.isWeakForLinker() ? ELF::STB_WEAK : ELF::STB_GLOBAL,
                                   ELF::STT_FUNC, visibilityOf(F), TextSection, Code.Begin, Size);
}

SymbolId Globals::symbolFor(const GlobalValue &G) {
  auto It = Symbols.find(&G);
  if (It != Symbols.end())
    return It->second;
  auto *Variable = dyn_cast<GlobalVariable>(&G);
  SymbolId Id = Variable && Variable->hasLocalLinkage()
                    ? place(*Variable)
                    : Object.globalSymbol(nameOf(G), G.hasExternalWeakLinkage());
  Symbols[&G] = Id;
  return Id;
}

SymbolId Globals::place(const GlobalVariable &G) {
  const Constant *Initializer = G.getInitializer();
  SectionId Section = DataSection;
  if (G.isConstant())
    Section = Initializer->needsDynamicRelocation() ? RelRoSection : RodataSection;
  uint64_t Alignment = DL.getPreferredAlign(&G).value(),
           Size = DL.getTypeAllocSize(G.getValueType());
  Bytes &Content = Object.content(Section);
  Object.needAlignment(Section, Alignment);
  Content.alignTo(Alignment);
  uint32_t Offset = Content.size();
  // Even without content, it is at an address of its own.
  Content.resize(Offset + std::max<uint64_t>(Size, 1));
  Unwritten.push_back({Initializer, Section, Offset});
  return Object.addLocal(nameOf(G), ELF::STT_OBJECT, Section, Offset, Size);
}

uint32_t Globals::wordFor(const GlobalValue &G) {
  auto [It, IsNew] = Words.try_emplace(&G);
  if (IsNew) {
    Bytes &Data = Object.content(DataSection);
    Object.needAlignment(DataSection, 8);
    Data.alignTo(8);
    It->second = Data.size();
    Data.resize(Data.size() + 8);
    Object.relocate(DataSection, It->second, ELF::R_X86_64_64, symbolFor(G), 0);
  }
  return It->second;
}

void Globals::writeInitializers() {
  while (!Unwritten.empty()) {
    Placed Next = Unwritten.pop_back_val();
    write(*Next.Initializer, Next.Section, Next.Offset);
  }
}

// The bytes are there, and zero.
void Globals::write(const Constant &C, SectionId Section, uint32_t Offset) {
  if (isa<ConstantAggregateZero, UndefValue, ConstantPointerNull>(C))
    return;
  auto Put = [&](const void *Value, size_t Size) {
    memcpy(Object.content(Section).data() + Offset, Value, Size);
  };
  if (isa<ConstantInt, ConstantFP>(C)) {
    APInt Value = isa<ConstantInt>(C) ? cast<ConstantInt>(C).getValue()
                                      : cast<ConstantFP>(C).getValue().bitcastToAPInt();
    Put(Value.getRawData(), DL.getTypeStoreSize(C.getType()));
  } else if (auto *Elements = dyn_cast<ConstantDataSequential>(&C)) {
    StringRef Values = Elements->getRawDataValues();
    Put(Values.data(), Values.size());
  } else if (auto *Struct = dyn_cast<ConstantStruct>(&C)) {
    const StructLayout *Fields = DL.getStructLayout(Struct->getType());
    for (unsigned I = 0; I < Struct->getNumOperands(); ++I)
      write(*Struct->getOperand(I), Section, Offset + Fields->getElementOffset(I));
  } else if (isa<ConstantAggregate>(C)) {
    uint64_t Stride = DL.getTypeAllocSize(C.getOperand(0)->getType());
    for (unsigned I = 0; I < C.getNumOperands(); ++I)
      write(*cast<Constant>(C.getOperand(I)), Section, Offset + I * Stride);
  } else {
    Address A = *addressOf(&C, DL);
    if (A.Base)
      Object.relocate(Section, Offset, ELF::R_X86_64_64, symbolFor(*A.Base), A.Offset);
    else
      Put(&A.Offset, 8);
  }
}

//===- ImportTable.cpp - Addresses that the static linker fills in --------===//
//
// No entry costs a dynamic relocation of its own: what this object defines is reached directly,
// what is only called through the PLT, and everything else through the GOT slot that the linker
// shares between all users of the symbol (LLVM's "GOT equivalent" globals become GOTPCREL).
//
//===----------------------------------------------------------------------===//

#include "ImportTable.h"

#include "llvm/IR/Constants.h"
#include "llvm/IR/Module.h"

using namespace llvm;
using namespace autojit;

autojit_import_kind autojit::importKind(const GlobalValue &G,
                                        bool AddressUsed) {
  if (!G.isDeclaration() && !G.hasAvailableExternallyLinkage() &&
      (G.hasLocalLinkage() || (G.isDSOLocal() && !G.isInterposable())))
    return AUTOJIT_IMPORT_DIRECT;
  // A weak symbol that stays undefined has no distance from here; only its GOT slot can be null.
  if (!AddressUsed && isa<Function>(G) && !G.hasExternalWeakLinkage())
    return AUTOJIT_IMPORT_PLT;
  return AUTOJIT_IMPORT_GOT;
}

Constant *autojit::relativeTo(Constant *Target, Constant *Here) {
  Type *I64 = Type::getInt64Ty(Target->getContext());
  Constant *Distance =
      ConstantExpr::getSub(ConstantExpr::getPtrToInt(Target, I64),
                           ConstantExpr::getPtrToInt(Here, I64));
  return ConstantExpr::getTrunc(Distance, Type::getInt32Ty(Target->getContext()));
}

GlobalVariable *autojit::emitImportTable(Module &M, const Partition &P) {
  if (P.Imports.empty())
    return nullptr;
  LLVMContext &C = M.getContext();
  auto *Entry = Type::getInt32Ty(C);
  auto *Pointer = PointerType::getUnqual(C);
  auto *TableType = ArrayType::get(Entry, P.Imports.size());
  auto *Table = new GlobalVariable(M, TableType, /*isConstant=*/true,
                                   GlobalValue::PrivateLinkage, nullptr,
                                   "__autojit_imports");
  Table->setAlignment(Align(4));

  SmallVector<Constant *, 0> Entries;
  Entries.reserve(P.Imports.size());
  for (auto [G, AddressUsed] : P.Imports) {
    Constant *Target = G;
    switch (importKind(*G, AddressUsed)) {
    case AUTOJIT_IMPORT_DIRECT:
      break;
    case AUTOJIT_IMPORT_PLT:
      Target = DSOLocalEquivalent::get(G);
      break;
    case AUTOJIT_IMPORT_GOT: {
      auto *Slot = new GlobalVariable(M, Pointer, /*isConstant=*/true,
                                      GlobalValue::PrivateLinkage, G,
                                      "__autojit_got");
      Slot->setUnnamedAddr(GlobalValue::UnnamedAddr::Global);
      Target = Slot;
      break;
    }
    }
    Constant *Here = ConstantExpr::getInBoundsGetElementPtr(
        Type::getInt8Ty(C), Table,
        ConstantInt::get(Type::getInt64Ty(C), 4 * Entries.size()));
    Entries.push_back(relativeTo(Target, Here));
  }
  Table->setInitializer(ConstantArray::get(TableType, Entries));
  return Table;
}

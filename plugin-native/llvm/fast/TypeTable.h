//===- TypeTable.h - The types that a function's landing pads name --------===//
//
// Their numbers are what the personality routine hands to a landing pad as its selector, so both
// the code and the unwind table take them from here.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_LLVM_FAST_TYPETABLE_H
#define AUTOJIT_LLVM_FAST_TYPETABLE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/IR/GlobalValue.h"

#include <map>
#include <vector>

namespace autojit::fast {

/// The type infos and exception specifications of one function.
class TypeTable {
  llvm::SmallDenseMap<const llvm::GlobalValue *, unsigned, 4> Ids;
  llvm::SmallVector<const llvm::GlobalValue *, 2> Types; // the type with number N is at N - 1
  std::map<std::vector<unsigned>, int> FilterIds;
  llvm::SmallVector<unsigned, 0> Filters; // numbers of types, each filter's followed by 0

public:
  /// The number of a type, from 1 in order of first use. Null is the type of all exceptions.
  unsigned idFor(const llvm::GlobalValue *TypeInfo) {
    auto [It, IsNew] = Ids.try_emplace(TypeInfo, Types.size() + 1);
    if (IsNew)
      Types.push_back(TypeInfo);
    return It->second;
  }

  /// The number, below 0, of the filter that lets these types pass: -1 less where it begins in
  /// filters().
  int filterIdFor(llvm::ArrayRef<const llvm::GlobalValue *> TypeInfos) {
    std::vector<unsigned> Numbers;
    Numbers.reserve(TypeInfos.size());
    for (const llvm::GlobalValue *TypeInfo : TypeInfos)
      Numbers.push_back(idFor(TypeInfo));
    auto [It, IsNew] = FilterIds.try_emplace(std::move(Numbers), -1 - int(Filters.size()));
    if (IsNew) {
      llvm::append_range(Filters, It->first);
      Filters.push_back(0);
    }
    return It->second;
  }

  llvm::ArrayRef<const llvm::GlobalValue *> types() const { return Types; }
  llvm::ArrayRef<unsigned> filters() const { return Filters; }
};

} // namespace autojit::fast

#endif

//===- Bytes.h - What is written byte by byte -----------------------------===//
#ifndef AUTOJIT_BYTES_H
#define AUTOJIT_BYTES_H

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/MathExtras.h"

#include <cstring>

namespace autojit {

/// What grows byte by byte: tables, a section's content.
class Bytes : public llvm::SmallVector<char, 0> {
public:
  /// An integer of its type's size.
  template <typename T> void add(T Value) {
    static_assert(llvm::endianness::native == llvm::endianness::little, "x86-64 on x86-64");
    append(reinterpret_cast<const char *>(&Value), reinterpret_cast<const char *>(&Value + 1));
  }
  void byte(uint8_t Value) { push_back(char(Value)); }
  void uleb(uint64_t Value, unsigned PadTo = 0) {
    if (Value < 0x80 && PadTo <= 1)
      return byte(Value);
    uint8_t Encoded[16];
    append(Encoded, Encoded + llvm::encodeULEB128(Value, Encoded, PadTo));
  }
  void sleb(int64_t Value) {
    if (Value >= -0x40 && Value < 0x40)
      return byte(Value & 0x7f);
    uint8_t Encoded[16];
    append(Encoded, Encoded + llvm::encodeSLEB128(Value, Encoded));
  }
  /// With a zero at its end.
  void string(llvm::StringRef Text) {
    append(Text.begin(), Text.end());
    push_back(0);
  }
  void alignTo(uint64_t Alignment) { resize(llvm::alignTo(size(), Alignment)); }
  template <typename T> void put(size_t Offset, T Value) {
    memcpy(data() + Offset, &Value, sizeof Value);
  }
};

} // namespace autojit

#endif

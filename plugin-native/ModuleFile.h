//===- ModuleFile.h - Bitcode with an index in front ----------------------===//
//
// One file per translation unit, little endian, written here and parsed by
// RustJit.Core.ModuleFile. It starts with LLVM's bitcode wrapper header, so llvm-dis and the
// bitcode reader take it as it is.
//
//    0  u32 0x0B17C0DE   u32 0        wrapper magic and version
//    8  u32 payload offset            u32 payload size
//   16  u32 cpu type
//   20  char[4] "AJMF"
//   24  u8[16] hash                   XXH3-128 of bytes 40 to payload offset; the file's name
//   40  u8[16] payload hash           XXH3-128 of the payload
//   56  u32 format version (5)        u32 LLVM version, major << 16 | minor << 8 | patch
//   64  u8 speed level  u8 size level u8 PIC level  u8 flags (bit 0: has debug information)
//   68  u32 functions   u32 imports   u32 callees   u32 string bytes
//   84  u32 source name               offset of a NUL-terminated string
//   88  u32 triple                    likewise
//   92  u32 0
//   96  functions of 28 bytes: u32 name, name length, instructions, first callee, callee count,
//       u8 kind, u8 linkage, u16 flags (Partition.h), u32 0
//       imports of 12 bytes: u32 name, name length, kind (autojit_import_kind)
//       callees: u32 function ids
//       rarities: u8 for each callee (Rarity.h), padded with zeros to a multiple of 4
//       strings, padded with zeros to a multiple of 8
//   payload: the bitcode
//
// Version history: 1 - first; 2 - rarities; 3 - locations and variables of -O0 code are apart (DetachedDebugInfo.h);
// 4 - flags of functions; 5 - NeverRecursive, no flag for loops; 6 - lines and variables apart in all code.
//
//===----------------------------------------------------------------------===//
#ifndef AUTOJIT_MODULEFILE_H
#define AUTOJIT_MODULEFILE_H

#include "Partition.h"

#include "llvm/Passes/OptimizationLevel.h"

#include <array>

namespace autojit {

using ContentHash = std::array<uint8_t, 16>;

struct ModuleFile {
  ContentHash Hash;
  std::string Index; ///< everything before the payload
  llvm::SmallVector<char, 0> Payload;
};

/// Serialises M as it is now, bodies included.
ModuleFile writeModule(llvm::Module &M, const Partition &P,
                       llvm::OptimizationLevel Level);

/// The hash as 32 hexadecimal digits: the file's name without its extension.
std::string hexName(const ContentHash &Hash);

} // namespace autojit

#endif

//===- ModuleFile.cpp - Bitcode with an index in front --------------------===//

#include "ModuleFile.h"
#include "DebugInfo.h"
#include "ImportTable.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/BinaryFormat/MachO.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;
using namespace autojit;

static ContentHash hashOf(ArrayRef<uint8_t> Bytes) {
  XXH128_hash_t H = xxh3_128bits(Bytes);
  ContentHash Result;
  // The canonical representation of XXH3-128: high half first, big endian.
  support::endian::write64be(Result.data(), H.high64);
  support::endian::write64be(Result.data() + 8, H.low64);
  return Result;
}

namespace {

// ModuleFile.h has its history.
constexpr uint32_t FormatVersion = 6;

class IndexWriter {
  std::string Out;
  std::string Strings;

public:
  void u8(uint8_t V) { Out.push_back(static_cast<char>(V)); }
  void u16(uint16_t V) { put(V); }
  void u32(uint32_t V) { put(V); }
  void bytes(StringRef B) { Out.append(B.data(), B.size()); }

  template <typename T> void put(T V) {
    char Buffer[sizeof(T)];
    support::endian::write<T>(Buffer, V, endianness::little);
    Out.append(Buffer, sizeof(T));
  }

  uint32_t string(StringRef S) {
    uint32_t Offset = Strings.size();
    Strings.append(S.data(), S.size());
    return Offset;
  }

  void patch32(size_t At, uint32_t V) {
    support::endian::write32le(Out.data() + At, V);
  }

  size_t stringBytes() const { return Strings.size(); }

  std::string finish() {
    Out += Strings;
    Out.resize(alignTo(Out.size(), 8), '\0');
    return std::move(Out);
  }
};

} // namespace

static uint8_t linkageCode(const Function &F) {
  if (F.hasLocalLinkage())
    return 1;
  if (F.hasLinkOnceLinkage() || F.hasWeakLinkage())
    return 2;
  return 0;
}

ModuleFile autojit::writeModule(Module &M, const Partition &P,
                                OptimizationLevel Level) {
  ModuleFile File;
  {
    WithoutGlobalDebugInfo Without(M);
    raw_svector_ostream Stream(File.Payload);
    WriteBitcodeToFile(M, Stream);
  }
  ContentHash PayloadHash = hashOf(arrayRefFromStringRef(
      StringRef(File.Payload.data(), File.Payload.size())));

  uint32_t Callees = 0;
  for (const OutlinedFunction &Out : P.Functions)
    Callees += Out.Calls.size();

  IndexWriter W;
  W.u32(0x0B17C0DE);
  W.u32(0);
  W.u32(0); // payload offset, patched below
  W.u32(File.Payload.size());
  W.u32(MachO::CPU_TYPE_X86_64);
  W.bytes("AJMF");
  W.bytes(StringRef("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 16)); // hash, below
  W.bytes(toStringRef(ArrayRef<uint8_t>(PayloadHash)));
  W.u32(FormatVersion);
  W.u32(LLVM_VERSION_MAJOR << 16 | LLVM_VERSION_MINOR << 8 |
        LLVM_VERSION_PATCH);
  W.u8(Level.getSpeedupLevel());
  W.u8(Level.getSizeLevel());
  W.u8(M.getPICLevel());
  W.u8(M.debug_compile_units().empty() ? 0 : 1);
  W.u32(P.Functions.size());
  W.u32(P.Imports.size());
  W.u32(Callees);
  W.u32(0); // string bytes, patched below
  W.u32(W.string(M.getSourceFileName() + std::string(1, '\0')));
  W.u32(W.string(M.getTargetTriple().str() + std::string(1, '\0')));
  W.u32(0);

  uint32_t FirstCallee = 0;
  for (const OutlinedFunction &Out : P.Functions) {
    StringRef Name = Out.F->getName();
    W.u32(W.string(Name));
    W.u32(Name.size());
    W.u32(Out.Size);
    W.u32(FirstCallee);
    W.u32(Out.Calls.size());
    W.u8(static_cast<uint8_t>(Out.Kind));
    W.u8(linkageCode(*Out.F));
    W.u16(Out.Flags);
    W.u32(0);
    FirstCallee += Out.Calls.size();
  }
  for (auto [G, AddressUsed] : P.Imports) {
    StringRef Name = G->getName();
    W.u32(W.string(Name));
    W.u32(Name.size());
    W.u32(importKind(*G, AddressUsed));
  }
  for (const OutlinedFunction &Out : P.Functions)
    for (DirectCall Call : Out.Calls)
      W.u32(Call.Callee);
  for (const OutlinedFunction &Out : P.Functions)
    for (DirectCall Call : Out.Calls)
      W.u8(Call.Seldom);
  for (uint32_t I = Callees; I % 4 != 0; ++I)
    W.u8(0);

  W.patch32(80, W.stringBytes());
  File.Index = W.finish();
  support::endian::write32le(File.Index.data() + 8, File.Index.size());
  File.Hash = hashOf(
      arrayRefFromStringRef(StringRef(File.Index).drop_front(40)));
  std::copy(File.Hash.begin(), File.Hash.end(), File.Index.begin() + 24);
  return File;
}

std::string autojit::hexName(const ContentHash &Hash) {
  return toHex(ArrayRef<uint8_t>(Hash), /*LowerCase=*/true);
}

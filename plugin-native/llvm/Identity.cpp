//===- Identity.cpp - What makes two units the same -----------------------===//
//
// A unit is the same as another when its bitcode is. So nothing may be in there that changes with every
// edit of the source file, wherever the edit is.
//
//===----------------------------------------------------------------------===//

#include "Unit.h"

#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

void autojit_llvm_hash(const autojit_unit *unit, uint8_t hash[16]) {
  SmallVector<char, 0> Bitcode;
  // Without the symbol table for linkers, which costs more than the rest.
  BitcodeWriter Writer(Bitcode);
  Writer.writeModule(*unit->M);
  Writer.writeStrtab();
  XXH128_hash_t Hash = xxh3_128bits(
      ArrayRef(reinterpret_cast<const uint8_t *>(Bitcode.data()), Bitcode.size()));
  support::endian::write64be(hash, Hash.high64);
  support::endian::write64be(hash + 8, Hash.low64);
}

using Checksum = std::optional<DIFile::ChecksumInfo<MDString *>>;
#define DIFILE_GETIMPL                                                                             \
  "_ZN4llvm6DIFile7getImplERNS_11LLVMContextEPNS_8MDStringES4_"                                    \
  "St8optionalINS0_12ChecksumInfoIS4_EEES4_NS_8Metadata11StorageTypeEb"

DIFile *getFile(LLVMContext &Context, MDString *Name, MDString *Directory, Checksum Sum,
                MDString *Source, unsigned Storage,
                bool ShouldCreate) __asm__("__real_" DIFILE_GETIMPL);
DIFile *getFileWithoutChecksum(LLVMContext &Context, MDString *Name, MDString *Directory,
                               Checksum Sum, MDString *Source, unsigned Storage,
                               bool ShouldCreate) __asm__("__wrap_" DIFILE_GETIMPL);

// With DWARF 5 each source file has an MD5 sum, and any edit changes it.
DIFile *getFileWithoutChecksum(LLVMContext &Context, MDString *Name, MDString *Directory,
                               Checksum /*Sum*/, MDString *Source, unsigned Storage,
                               bool ShouldCreate) {
  return getFile(Context, Name, Directory, std::nullopt, Source, Storage, ShouldCreate);
}

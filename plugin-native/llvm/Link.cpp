//===- Link.cpp - lld in process ------------------------------------------===//
//
// lld makes files, and creating one costs more than linking a unit. FileOutputBuffer::create is
// wrapped (cmake/AutoJITPrivateLLVM.cmake), so that what it would write stays in memory.
//
//===----------------------------------------------------------------------===//

#include "Source.h"

#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/FileOutputBuffer.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

LLD_HAS_DRIVER(elf)

// Where the link that is running puts its output.
static SmallVector<char, 0> *CurrentOutput;

namespace {
class OutputInMemory final : public FileOutputBuffer {
  SmallVector<char, 0> Bytes;

public:
  OutputInMemory(StringRef Path, size_t Size) : FileOutputBuffer(Path) {
    Bytes.resize(Size); // Zeros are what lld expects of fresh file pages.
  }
  uint8_t *getBufferStart() const override {
    return reinterpret_cast<uint8_t *>(const_cast<char *>(Bytes.data()));
  }
  uint8_t *getBufferEnd() const override {
    return getBufferStart() + Bytes.size();
  }
  size_t getBufferSize() const override { return Bytes.size(); }
  Error commit() override {
    *CurrentOutput = std::move(Bytes);
    return Error::success();
  }
};
} // namespace

Expected<std::unique_ptr<FileOutputBuffer>>
createInMemory(StringRef Path, size_t Size, unsigned Flags) __asm__(
    "__wrap__ZN4llvm16FileOutputBuffer6createENS_9StringRefEmj");

Expected<std::unique_ptr<FileOutputBuffer>>
createInMemory(StringRef Path, size_t Size, unsigned /*Flags*/) {
  return std::make_unique<OutputInMemory>(Path, Size);
}

LLVMMemoryBufferRef autojit_llvm_link(const char *const *arguments,
                                      uint32_t count, char **error) {
  SmallVector<const char *, 24> Args{"ld.lld", "-o", "/image"};
  Args.append(arguments, arguments + count);
  std::string Text;
  raw_string_ostream Stream(Text);
  SmallVector<char, 0> Output;
  CurrentOutput = &Output;
  bool Ok = lld::elf::link(Args, Stream, Stream, /*exitEarly=*/false,
                           /*disableOutput=*/false);
  lld::CommonLinkerContext::destroy();
  if (!Ok) {
    *error = autojit::ownedText(Text);
    return nullptr;
  }
  return wrap(new SmallVectorMemoryBuffer(std::move(Output), "image",
                                          /*RequiresNullTerminator=*/false));
}

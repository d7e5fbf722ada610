//===- Link.cpp - lld in process ------------------------------------------===//
//
// lld reads and makes files, and creating one costs more than linking a unit. The two functions it
// does that with are wrapped (cmake/AutoJITPrivateLLVM.cmake): objects and output stay in memory.
//
//===----------------------------------------------------------------------===//

#include "Source.h"

#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/CBindingWrapping.h"
#include "llvm/Support/FileOutputBuffer.h"
#include "llvm/Support/SmallVectorMemoryBuffer.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

LLD_HAS_DRIVER(elf)

// The objects of the link that is running, and where it puts its output.
static ArrayRef<LLVMMemoryBufferRef> CurrentObjects;
static SmallVector<char, 0> *CurrentOutput;

static constexpr StringLiteral ObjectPrefix = "/unit/";

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

ErrorOr<std::unique_ptr<MemoryBuffer>>
readFile(const Twine &Path, bool IsText, bool RequiresNullTerminator,
         bool IsVolatile, std::optional<Align> Alignment) __asm__(
    "__real__ZN4llvm12MemoryBuffer7getFileERKNS_5TwineEbbbSt8optionalINS_"
    "5AlignEE");
ErrorOr<std::unique_ptr<MemoryBuffer>>
readObject(const Twine &Path, bool IsText, bool RequiresNullTerminator,
           bool IsVolatile, std::optional<Align> Alignment) __asm__(
    "__wrap__ZN4llvm12MemoryBuffer7getFileERKNS_5TwineEbbbSt8optionalINS_"
    "5AlignEE");

ErrorOr<std::unique_ptr<MemoryBuffer>>
readObject(const Twine &Path, bool IsText, bool RequiresNullTerminator,
           bool IsVolatile, std::optional<Align> Alignment) {
  SmallString<32> Text;
  StringRef Number = Path.toStringRef(Text);
  size_t Index;
  if (Number.consume_front(ObjectPrefix) && !Number.getAsInteger(10, Index) &&
      Index < CurrentObjects.size())
    return MemoryBuffer::getMemBuffer(
        unwrap(CurrentObjects[Index])->getMemBufferRef(),
        /*RequiresNullTerminator=*/false);
  return readFile(Path, IsText, RequiresNullTerminator, IsVolatile, Alignment);
}

// lld has its options parsed as LLVM's, too, and before each link sets thousands back that nobody has changed.
void keepOptions() __asm__("__wrap__ZN4llvm2cl25ResetAllOptionOccurrencesEv");
void keepOptions() {}

LLVMMemoryBufferRef autojit_llvm_link(const char *const *options,
                                      uint32_t option_count,
                                      const LLVMMemoryBufferRef *objects,
                                      uint32_t object_count, char **error) {
  SmallVector<const char *, 24> Args{"ld.lld", "-o", "/image"};
  Args.append(options, options + option_count);
  std::vector<std::string> Paths(object_count);
  for (uint32_t I = 0; I < object_count; ++I) {
    Paths[I] = (ObjectPrefix + Twine(I)).str();
    Args.push_back(Paths[I].c_str());
  }
  std::lock_guard<std::mutex> Guard(autojit::processState());
  CurrentObjects = ArrayRef(objects, object_count);
  std::string Text;
  raw_string_ostream Stream(Text);
  SmallVector<char, 0> Output;
  CurrentOutput = &Output;
  bool Ok = lld::elf::link(Args, Stream, Stream, /*exitEarly=*/false,
                           /*disableOutput=*/false);
  lld::CommonLinkerContext::destroy();
  CurrentObjects = {};
  CurrentOutput = nullptr;
  if (!Ok) {
    *error = autojit::ownedText(Text);
    return nullptr;
  }
  return wrap(new SmallVectorMemoryBuffer(std::move(Output), "image",
                                          /*RequiresNullTerminator=*/false));
}

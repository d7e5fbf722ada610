// plugin-native/AsmSymbols.cpp. Input: the text of module-level assembly.
#include "AsmSymbols.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  llvm::StringSet<> Words = autojit::wordsOfModuleAsm(Text);
  for (const auto &Word : Words)
    if (!Text.contains(Word.getKey()))
      abort();
  return 0;
}

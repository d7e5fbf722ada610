// plugin-native/AsmSymbols.cpp. Input: the text of an asm statement or of module-level assembly.
#include "AsmSymbols.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  llvm::StringRef Text(reinterpret_cast<const char *>(Data), Size);
  bool Names = autojit::mayNameSymbol(Text);
  llvm::StringSet<> Words = autojit::wordsOfModuleAsm(Text);
  // Letters are in words only: where there is no word there is nothing to name but what is quoted.
  if (Names && Words.empty() && !Text.contains('"'))
    abort();
  for (const auto &Word : Words)
    if (!Text.contains(Word.getKey()))
      abort();
  return 0;
}

//===- AsmSymbols.cpp - Which symbols an assembly text may name -----------===//

#include "AsmSymbols.h"

#include "llvm/ADT/StringExtras.h"

using namespace llvm;

static bool startsWord(char C) { return isAlpha(C) || C == '_' || C == '.'; }
static bool inWord(char C) {
  return isAlnum(C) || C == '_' || C == '.' || C == '$' || C == '@';
}

StringSet<> autojit::wordsOfModuleAsm(StringRef Text) {
  StringSet<> Words;
  for (size_t I = 0; I < Text.size();) {
    if (!startsWord(Text[I])) {
      ++I;
      continue;
    }
    size_t Start = I;
    while (I < Text.size() && inWord(Text[I]))
      ++I;
    // `foo@PLT` and `foo@@VERSION` name foo.
    Words.insert(Text.slice(Start, I).split('@').first);
  }
  return Words;
}

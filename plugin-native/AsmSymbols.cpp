//===- AsmSymbols.cpp - Which symbols an assembly text may name -----------===//

#include "AsmSymbols.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace llvm;

static bool startsWord(char C) { return isAlpha(C) || C == '_' || C == '.'; }
static bool inWord(char C) {
  return isAlnum(C) || C == '_' || C == '.' || C == '$' || C == '@';
}

// Words that may stand before a mnemonic without being an operand.
static bool isPrefix(StringRef Word) {
  return StringSwitch<bool>(Word.lower())
      .Cases({"lock", "rep", "repe", "repz", "repne", "repnz"}, true)
      .Cases({"data16", "notrack", "xacquire", "xrelease", "bnd"}, true)
      .Default(false);
}

bool autojit::mayNameSymbol(StringRef Text) {
  // Statement by statement: labels, prefixes and one mnemonic are free, any further word that is
  // neither a register (%eax) nor an operand ($0) nor a numeric label (1b) may be a symbol.
  bool ExpectMnemonic = true;
  for (size_t I = 0; I < Text.size();) {
    char C = Text[I];
    if (C == '\n' || C == ';') {
      ExpectMnemonic = true;
      ++I;
      continue;
    }
    if (C == '#' || (C == '/' && Text.substr(I).starts_with("//"))) {
      I = std::min(Text.find('\n', I), Text.size());
      continue;
    }
    if (C == '"')
      return true; // A quoted name or a string: directives only.
    if (C == '%') { // A register, possibly written %%eax, or %fs.
      for (++I; I < Text.size() && (isAlnum(Text[I]) || Text[I] == '%');)
        ++I;
      continue;
    }
    if (C == '$') {
      // $0, ${0:P}, ${:uid}, $$5 (an immediate), $( a | b $) (a dialect choice).
      ++I;
      if (I < Text.size() && Text[I] == '{') {
        I = std::min(Text.find('}', I), Text.size());
        continue;
      }
      while (I < Text.size() && Text[I] == '$')
        ++I;
      while (I < Text.size() && isDigit(Text[I]))
        ++I;
      continue;
    }
    if (isDigit(C)) { // A number, or a numeric label with its direction.
      while (I < Text.size() && isAlnum(Text[I]))
        ++I;
      if (I < Text.size() && Text[I] == ':')
        ++I; // `1:` is a label, the mnemonic is still to come.
      continue;
    }
    if (!startsWord(C)) {
      ++I;
      continue;
    }
    size_t Start = I;
    while (I < Text.size() && inWord(Text[I]))
      ++I;
    StringRef Word = Text.slice(Start, I);
    if (I < Text.size() && Text[I] == ':')
      return true; // Defines a label.
    if (!ExpectMnemonic)
      return true;
    if (!isPrefix(Word))
      ExpectMnemonic = false;
  }
  return false;
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

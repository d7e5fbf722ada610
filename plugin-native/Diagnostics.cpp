//===- Diagnostics.cpp - What the plugin says, and when -------------------===//

#include "Diagnostics.h"

#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

static void diagnose(Module &M, const Twine &Message,
                     DiagnosticSeverity Severity) {
  // DiagnosticInfoGeneric keeps a reference to its Twine: it must outlive the call.
  std::string Text = ("autojit-plugin: " + Message).str();
  Twine Kept(Text);
  M.getContext().diagnose(DiagnosticInfoGeneric(Kept, Severity));
}

void autojit::warn(Module &M, const Twine &Message) {
  diagnose(M, Message, DS_Warning);
}

void autojit::error(Module &M, const Twine &Message) {
  diagnose(M, Message, DS_Error);
}

void autojit::trace(const Twine &Message) {
  // One write per line: parallel compilers share the terminal.
  std::string Line = ("autojit-plugin: " + Message + "\n").str();
  errs() << Line;
}

//===- Link.cpp - lld in process ------------------------------------------===//

#include "Source.h"

#include "lld/Common/CommonLinkerContext.h"
#include "lld/Common/Driver.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

LLD_HAS_DRIVER(elf)

int autojit_llvm_link(const char *const *arguments, uint32_t count,
                      char **error) {
  SmallVector<const char *, 24> Args{"ld.lld"};
  Args.append(arguments, arguments + count);
  std::string Text;
  raw_string_ostream Stream(Text);
  bool Ok = lld::elf::link(Args, Stream, Stream, /*exitEarly=*/false,
                           /*disableOutput=*/false);
  lld::CommonLinkerContext::destroy();
  if (!Ok)
    *error = autojit::ownedText(Text);
  return Ok;
}

//===- Source.cpp - A lazily opened module --------------------------------===//

#include "Source.h"

#include "../DetachedDebugInfo.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/DiagnosticInfo.h"
#include "llvm/IR/DiagnosticPrinter.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/ErrorHandling.h"
#include "llvm/Support/MemoryBufferRef.h"
#include "llvm/Support/Parallel.h"
#include "llvm/Support/TargetSelect.h"

#include <cstdlib>
#include <cstring>
#include <unistd.h>

using namespace llvm;

char *autojit::ownedText(const Twine &Text) {
  return strdup(Text.str().c_str());
}

// runtime/private-libc
extern "C" size_t autojit_heap_in_use(void);
extern "C" void autojit_heap_waits(void);

void autojit_llvm_use_threads(void) { autojit_heap_waits(); }

size_t autojit_llvm_heap_in_use(void) { return autojit_heap_in_use(); }

void autojit_llvm_free(char *text) { free(text); }

// The C++ library would end the program with an exception that nobody knows of.
static void outOfMemory(void *, const char *, bool) {
  static const char Message[] = "[autojit] no memory is left for compiling; raise the limit (ulimit -v)\n";
  (void)!write(STDERR_FILENO, Message, sizeof Message - 1);
  abort();
}

// Before LLVM's own constructors, which allocate.
__attribute__((constructor(101))) static void handleOutOfMemory() {
  install_bad_alloc_error_handler(outOfMemory);
  install_out_of_memory_new_handler();
}

void autojit_llvm_initialize(void) {
  LLVMInitializeX86TargetInfo();
  LLVMInitializeX86Target();
  LLVMInitializeX86TargetMC();
  LLVMInitializeX86AsmPrinter();
  LLVMInitializeX86AsmParser();
  // lld asks for the index of the calling thread, which only threads of LLVM's own pool have,
  // unless one thread is all there is. Its --threads=1 sets this too late.
  parallel::strategy = hardware_concurrency(1);
}

std::mutex &autojit::processState() {
  static std::mutex State;
  return State;
}

// One variable is enough: all of a library's share one block.
static thread_local volatile char Touched;
void autojit_llvm_touch_thread(void) { Touched = 1; }

static StringRef nameAt(const autojit_names &Names, uint32_t I) {
  const char *Entry = Names.table + size_t(I) * Names.stride;
  return StringRef(Names.strings + support::endian::read32le(Entry),
                   support::endian::read32le(Entry + 4));
}

// Metadata is only read lazily by a reader that imports, and one that imports takes class types for
// declarations, unless this option is set: one for all sources.
void autojit::readFullTypes(bool Full) {
  auto &Options = cl::getRegisteredOptions();
  auto It = Options.find("import-full-type-definitions");
  if (It != Options.end())
    static_cast<cl::opt<bool> *>(It->second)->setValue(Full);
}

Error autojit::readBody(autojit_source &S, Function &F) {
  std::lock_guard<std::mutex> Guard(processState());
  readFullTypes(S.File.FullTypes);
  if (Error E = F.materialize())
    return E;
  return attachDebugInfo(F, /*WithVariables=*/S.File.FullTypes);
}

void autojit::moveBlocks(Function &From, Function &To) {
  for (auto [Was, Is] : zip_equal(From.args(), To.args()))
    Was.replaceAllUsesWith(&Is);
  To.splice(To.end(), &From);
}

void autojit::willBeReadAgain(Function &F) {
  F.clearMetadata();
  F.setIsMaterializable(true);
}

// For bitcode of older versions than there are modules of. For the others it looks at each function of a module.
void keepAttributes(Function &F) __asm__("__wrap__ZN4llvm25UpgradeFunctionAttributesERNS_8FunctionE");
void keepAttributes(Function &) {}

// Variables are the program's: they are where its object put them, whatever alignment would be of use. The source has them
// as definitions, so passes would take them for theirs.
bool keepAlignment(const GlobalObject *) __asm__("__wrap__ZNK4llvm12GlobalObject20canIncreaseAlignmentEv");
bool keepAlignment(const GlobalObject *) { return false; }

// Of a class with an identifier LLVM tells members apart by name and class alone. But when a body is read again, a class of
// its own that is part of a cycle loses its identifier before its members are looked up to be replaced by those that there
// are: they are not found, and freed while they are in the table. Without identifiers equal types are one as all other
// metadata is.
#define COMPOSITE_GETIMPL                                                                          \
  "_ZN4llvm15DICompositeType7getImplERNS_11LLVMContextEjPNS_8MDStringEPNS_8MetadataEjS6_S6_S6_jS6_" \
  "NS_6DINode7DIFlagsES6_jSt8optionalIjES6_S6_S4_S6_S6_S6_S6_S6_S6_S6_jS6_NS5_11StorageTypeEb"
using GetType = DICompositeType *(LLVMContext &, unsigned, MDString *, Metadata *, unsigned, Metadata *, Metadata *,
                                  Metadata *, uint32_t, Metadata *, DINode::DIFlags, Metadata *, unsigned,
                                  std::optional<uint32_t>, Metadata *, Metadata *, MDString *, Metadata *, Metadata *,
                                  Metadata *, Metadata *, Metadata *, Metadata *, Metadata *, uint32_t, Metadata *,
                                  unsigned, bool);
GetType getType __asm__("__real_" COMPOSITE_GETIMPL);
GetType getTypeWithoutIdentifier __asm__("__wrap_" COMPOSITE_GETIMPL);
DICompositeType *getTypeWithoutIdentifier(LLVMContext &Context, unsigned Tag, MDString *Name, Metadata *File,
                                          unsigned Line, Metadata *Scope, Metadata *BaseType, Metadata *Size,
                                          uint32_t Align, Metadata *Offset, DINode::DIFlags Flags, Metadata *Elements,
                                          unsigned RuntimeLang, std::optional<uint32_t> EnumKind,
                                          Metadata *VTableHolder, Metadata *TemplateParams, MDString * /*Identifier*/,
                                          Metadata *Discriminator, Metadata *DataLocation, Metadata *Associated,
                                          Metadata *Allocated, Metadata *Rank, Metadata *Annotations,
                                          Metadata *Specification, uint32_t NumExtraInhabitants, Metadata *BitStride,
                                          unsigned Storage, bool ShouldCreate) {
  return getType(Context, Tag, Name, File, Line, Scope, BaseType, Size, Align, Offset, Flags, Elements, RuntimeLang,
                 EnumKind, VTableHolder, TemplateParams, /*Identifier=*/nullptr, Discriminator, DataLocation,
                 Associated, Allocated, Rank, Annotations, Specification, NumExtraInhabitants, BitStride, Storage,
                 ShouldCreate);
}

Expected<std::unique_ptr<autojit_source>> autojit::openSource(const SourceFile &File) {
  std::lock_guard<std::mutex> Guard(processState());
  auto S = std::make_unique<autojit_source>();
  S->File = File;
  readFullTypes(File.FullTypes);
  // What the bitcode says in warnings was said when it was written.
  S->Context.setDiagnosticHandlerCallBack(
      [](const DiagnosticInfo *Info, void *Source) {
        std::string &Problem = static_cast<autojit_source *>(Source)->Problem;
        if (Info->getSeverity() != DS_Error || !Problem.empty())
          return;
        raw_string_ostream Stream(Problem);
        DiagnosticPrinterRawOStream Printer(Stream);
        Info->print(Printer);
      },
      S.get());
  // Passes ask for these kinds of metadata when they first run, and the list of kinds is part of every unit's
  // identity (Identity.cpp).
  for (const char *Kind : {"PGOFuncName", "heapallocsite"})
    S->Context.getMDKindID(Kind);
  Expected<std::unique_ptr<Module>> M = getLazyBitcodeModule(
      MemoryBufferRef(File.Bitcode, "module"), S->Context,
      /*ShouldLazyLoadMetadata=*/true, /*IsImporting=*/true);
  if (!M)
    return M.takeError();
  S->M = std::move(*M);
  S->Library.emplace(S->M->getTargetTriple());
  // Builds the index only; but without it there are no module flags.
  if (Error E = S->M->materializeMetadata())
    return E;

  S->Functions.reserve(File.Functions.count);
  for (uint32_t I = 0; I < File.Functions.count; ++I) {
    StringRef Name = nameAt(File.Functions, I);
    Function *F = S->M->getFunction(Name);
    if (!F || F->isDeclaration())
      return createStringError("the bitcode has no body for '" + Name + "'");
    S->Functions.push_back(F);
    S->FunctionIds[F] = I;
  }
  for (uint32_t I = 0; I < File.Imports.count; ++I) {
    StringRef Name = nameAt(File.Imports, I);
    GlobalValue *G = S->M->getNamedValue(Name);
    if (!G)
      return createStringError("the bitcode does not know '" + Name + "'");
    S->ImportIndices[G] = I;
  }
  return S;
}

autojit_source *autojit_llvm_open(const char *bitcode, size_t size, const autojit_names *functions,
                                  const autojit_names *imports, int full_types, char **error) {
  auto S = autojit::openSource({StringRef(bitcode, size), *functions, *imports, full_types != 0});
  if (S)
    return S->release();
  *error = autojit::ownedText(toString(S.takeError()));
  return nullptr;
}

void autojit_llvm_close(autojit_source *source) { delete source; }

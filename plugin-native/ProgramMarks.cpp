//===- ProgramMarks.cpp - What one object tells the others of a program ---===//

#include "ProgramMarks.h"
#include "OptimizationSensitivity.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/InstrTypes.h"
#include "llvm/IR/Intrinsics.h"
#include "llvm/IR/Module.h"
#include "llvm/Transforms/Utils/ModuleUtils.h"

using namespace llvm;
using namespace autojit;

static StringRef nameOf(ProgramMark Mark) {
  switch (Mark) {
  case ProgramMark::OwnLibrary:
    return "__autojit_own_library_functions";
  case ProgramMark::OwnAllocator:
    return "__autojit_own_allocator";
  case ProgramMark::WalksStack:
    return "__autojit_walks_stack";
  }
  llvm_unreachable("a mark without a name");
}

GlobalVariable *autojit::declareMark(Module &M, ProgramMark Mark) {
  StringRef Name = nameOf(Mark);
  if (GlobalVariable *Declared = M.getNamedGlobal(Name))
    return Declared;
  auto *Declared = new GlobalVariable(M, Type::getInt8Ty(M.getContext()), /*isConstant=*/true,
                                      GlobalValue::ExternalWeakLinkage, nullptr, Name);
  Declared->setVisibility(GlobalValue::HiddenVisibility);
  return Declared;
}

static void define(Module &M, ProgramMark Mark) {
  GlobalVariable *G = declareMark(M, Mark);
  G->setLinkage(GlobalValue::WeakAnyLinkage);
  G->setInitializer(ConstantInt::get(G->getValueType(), 1));
  appendToCompilerUsed(M, G);
}

static bool definesReplaceable(const KeptFunctions &Kept) {
  return any_of(Kept, [](const auto &Entry) {
    return Entry.second == KeepReason::LibraryFunction && isReplaceable(*Entry.first);
  });
}

// __builtin_return_address; __builtin_frame_address of a caller.
static bool looksAtCaller(const Function &F) {
  if (F.getIntrinsicID() == Intrinsic::returnaddress)
    return !F.use_empty();
  return F.getIntrinsicID() == Intrinsic::frameaddress && any_of(F.users(), [](const User *Call) {
           return !cast<ConstantInt>(cast<CallBase>(Call)->getArgOperand(0))->isZero();
         });
}

// backtrace, backtrace_full, _Unwind_Backtrace, unw_step; std::backtrace::Backtrace, boost::stacktrace, absl::GetStackTrace
// and the like. Not what Rust calls each thread's function through, so that backtraces end there, nor what googletest asks, which
// has no stack to show unless it is built with abseil. In C, whose names have no library in them, do_backtrace and build_backtrace
// are an interpreter's own, of its programs' stacks.
static bool isNameOfWalker(StringRef Name) {
  if (Name.starts_with("_Z") || Name.starts_with("_R"))
    return !Name.contains("short_backtrace") && !Name.contains("OsStackTrace") &&
           (Name.contains_insensitive("backtrace") || Name.contains_insensitive("stacktrace"));
  return Name.starts_with("backtrace") || Name == "_Unwind_Backtrace" || Name.ends_with("unw_backtrace") ||
         Name.ends_with("unw_step") || Name.ends_with("_x86_64_step");
}

static bool walksStack(const Module &M) {
  return any_of(M, [](const Function &F) {
    if (F.isIntrinsic())
      return looksAtCaller(F);
    return F.isDeclaration() && !F.use_empty() && isNameOfWalker(F.getName());
  });
}

static bool definesAllocator(const Module &M) {
  return any_of(M, [](const Function &F) {
    return !F.isDeclarationForLinker() && !F.hasLocalLinkage() && allocationOf(F.getName()) != Allocation::None;
  });
}

void autojit::defineMarks(Module &M, const KeptFunctions &Kept) {
  if (definesReplaceable(Kept))
    define(M, ProgramMark::OwnLibrary);
  if (definesAllocator(M))
    define(M, ProgramMark::OwnAllocator);
  if (walksStack(M))
    define(M, ProgramMark::WalksStack);
}

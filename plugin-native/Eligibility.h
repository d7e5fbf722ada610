//===- Eligibility.h - Which functions stay ahead-of-time, and why --------===//
#ifndef AUTOJIT_ELIGIBILITY_H
#define AUTOJIT_ELIGIBILITY_H

#include "Options.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/IR/Function.h"
#include "llvm/Passes/OptimizationLevel.h"

namespace autojit {

/// Why a function is kept. The names are part of the user interface (docs/diagnostics.md).
enum class KeepReason {
  None,
  User,             ///< AUTOJIT_KEEP or __attribute__((annotate("autojit_keep")))
  Naked,            ///< has no frame that a body elsewhere could share
  PrefixData,       ///< data before or at the entry is found through the function's address
  IFuncResolver,    ///< runs while the object is being relocated
  Preinit,          ///< runs before the runtime's own initialisation
  LibraryFunction,  ///< the runtime itself, or the C library below it, may call it
  InlinedCallee,    ///< is always inlined, into one that stays
  EarlyCallee,      ///< called by one that must not resolve anything
  BlockAddress,     ///< a label of it is stored in data that cannot move with it
  InlineAsm,        ///< contains inline assembly, which may be wrong or name symbols
  ModuleAsm,        ///< module-level assembly may name it
  Sanitizer,        ///< instrumented after this point of the pipeline
  Profile,          ///< counters are lowered after this point of the pipeline
  Instrumented,     ///< reports its own address to a hook
  CompilerHook,     ///< attributes that need support from its own object (split stacks, GC, ...)
  CallingConvention,///< entered by hardware, or by a protocol that the stub cannot pass through
  Section,          ///< the user placed its code in a section
  Accessor,         ///< computes the address of a thread-local variable for outlined bodies
  DontCall,         ///< contains a call that must be an error unless it is optimised away
  LoaderCall,       ///< calls what looks at where it is called from (dlopen, dlsym)
  LinkCheck,        ///< reaches a call that must not link unless it is optimised away
  StaticHelper,     ///< uses bfloat, whose helpers exist in static libraries only (before GCC 13)
};

llvm::StringRef name(KeepReason Reason);

/// True for functions of the C library that the runtime calls, beyond those that LLVM knows.
bool isCalledByRuntime(llvm::StringRef Name);

/// The functions with a body that stay, with their reasons. Everything else with a body may be
/// outlined, or is available_externally and of no use to the object.
using KeptFunctions = llvm::DenseMap<const llvm::Function *, KeepReason>;

KeptFunctions findKeptFunctions(llvm::Module &M, const Options &O,
                                llvm::OptimizationLevel Level);

/// A reason that concerns the whole module, as a sentence; empty when there is none.
llvm::StringRef reasonToSkipModule(const llvm::Module &M);

/// True for data that belongs to one function alone and holds labels of it: it moves with it.
bool isLabelTable(const llvm::GlobalVariable &G);

} // namespace autojit

#endif

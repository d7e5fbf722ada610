//===- AssemblyOutput.h - Import tables that any assembler can read -------===//
#ifndef AUTOJIT_ASSEMBLYOUTPUT_H
#define AUTOJIT_ASSEMBLYOUTPUT_H

namespace llvm {
class Module;
}

namespace autojit {

/// The GNU assembler cannot write a 32-bit distance to a PLT entry, which LLVM's own can: when the
/// output is text (-S, -fno-integrated-as), import tables refer to jumps instead.
void makeAssemblable(llvm::Module &M);

} // namespace autojit

#endif

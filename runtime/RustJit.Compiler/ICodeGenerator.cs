// The back end: a unit in, a relocatable object out.

using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>Makes machine code of a unit. One is enough for all modules.</summary>
/// <remarks>Units of one source are generated one after another; those of different sources at the same time.</remarks>
public unsafe interface ICodeGenerator
{
    /// <summary>Whether looking for an equal unit's object costs less than making it anew.</summary>
    /// <param name="speed">0 to 3.</param>
    bool IsWorthStoring(byte speed);

    /// <summary>Optimises a unit, and generates code for it.</summary>
    /// <param name="unit">An extracted unit. Its module is consumed, also on failure; its symbols stay.</param>
    /// <param name="speed">0 to 3.</param>
    /// <param name="size">0 to 2.</param>
    /// <returns>An ELF object for x86-64, which the caller disposes.</returns>
    /// <exception cref="CompilationException">There is no code for this; the message is half a sentence.</exception>
    LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed, byte size);
}

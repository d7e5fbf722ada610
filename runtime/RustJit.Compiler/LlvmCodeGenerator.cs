// The back end for all there is: LLVM's own pipelines.

using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>LLVM's pipeline of the level, then its X86 back end.</summary>
public sealed unsafe class LlvmCodeGenerator : ICodeGenerator
{
    /// <summary>The only one that is needed: it has no state.</summary>
    public static readonly LlvmCodeGenerator Instance = new();

    private LlvmCodeGenerator()
    {
    }

    /// <inheritdoc/>
    public bool IsWorthStoring(byte speed) => true;

    /// <inheritdoc/>
    public LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed, byte size)
    {
        AutoJitLlvm.Optimize(unit, speed, size);
        return GenerateOptimized(unit, speed);
    }

    /// <summary>The same for a unit that has been through <see cref="AutoJitLlvm.Optimize"/>.</summary>
    internal static LLVMOpaqueMemoryBuffer* GenerateOptimized(AutoJitUnit* unit, byte speed)
    {
        byte* error = null;
        LLVMOpaqueMemoryBuffer* code = AutoJitLlvm.Generate(unit, speed, &error);
        return code is not null ? code : throw new CompilationException(LlvmText.Take(error));
    }
}

internal static unsafe class LlvmText
{
    /// <summary>Copies and frees an error text.</summary>
    public static string Take(byte* error)
    {
        string text = Marshal.PtrToStringUTF8((nint)error) ?? "no reason given";
        AutoJitLlvm.Free(error);
        return text;
    }
}

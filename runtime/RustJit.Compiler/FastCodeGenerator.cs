// The back end for code that is not optimised: one pass over each function, and LLVM for what that pass does not know.

using System;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>
/// plugin-native/llvm/fast: a tenth of the time of LLVM's own. Optimised code, and debug information about variables, are
/// <see cref="LlvmCodeGenerator"/>'s.
/// </summary>
/// <param name="log">Told which functions were left to LLVM, and why; null for nobody.</param>
public sealed unsafe class FastCodeGenerator(Action<string>? log) : ICodeGenerator
{
    /// <inheritdoc/>
    /// <remarks>A unit's hash, at -O0 that of its bitcode, costs twice what its code does.</remarks>
    public bool IsWorthStoring(byte speed) => speed > 0;

    /// <inheritdoc/>
    public LLVMOpaqueMemoryBuffer* Generate(AutoJitUnit* unit, byte speed, byte size)
    {
        if (speed > 0)
        {
            return LlvmCodeGenerator.Instance.Generate(unit, speed, size);
        }

        AutoJitLlvm.Optimize(unit, speed, size);
        byte* left = null;
        LLVMOpaqueMemoryBuffer* fast = AutoJitLlvm.GenerateFast(unit, &left);
        if (left is null)
        {
            return fast;
        }

        string reasons = LlvmText.Take(left);
        log?.Invoke($"left to LLVM: {reasons}");
        try
        {
            LLVMOpaqueMemoryBuffer* rest = LlvmCodeGenerator.GenerateOptimized(unit, speed);
            return fast is null ? rest : Join(rest, fast);
        }
        finally
        {
            if (fast is not null)
            {
                AutoJitLlvm.DisposeBuffer(fast);
            }
        }
    }

    // One object of two, and the end of the first.
    private static LLVMOpaqueMemoryBuffer* Join(LLVMOpaqueMemoryBuffer* first, LLVMOpaqueMemoryBuffer* second)
    {
        LLVMOpaqueMemoryBuffer** objects = stackalloc LLVMOpaqueMemoryBuffer*[2] { first, second };
        byte* error = null;
        LLVMOpaqueMemoryBuffer* joined;
        fixed (byte* option = "-r\0"u8)
        {
            byte* options = option;
            joined = AutoJitLlvm.Link(&options, 1, objects, 2, &error);
        }

        AutoJitLlvm.DisposeBuffer(first);
        return joined is not null ? joined : throw new CompilationException(LlvmText.Take(error));
    }
}

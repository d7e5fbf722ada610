// Optimisation: the pipelines of opt, by name.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The levels of the standard pipelines.</summary>
public enum OptimizationLevel
{
    /// <summary>Only what correctness asks for, such as <c>alwaysinline</c>.</summary>
    O0,

    /// <summary>Fast to compile.</summary>
    O1,

    /// <summary>The usual choice.</summary>
    O2,

    /// <summary>More inlining and vectorisation.</summary>
    O3,

    /// <summary>As O2, but smaller.</summary>
    Os,

    /// <summary>As small as possible.</summary>
    Oz,
}

public sealed unsafe partial class LlvmModule
{
    /// <summary>Runs the standard pipeline of <paramref name="level"/>.</summary>
    /// <param name="level">The level.</param>
    /// <param name="target">Tells the passes about the processor: without it nothing is vectorised for it.</param>
    /// <exception cref="LlvmException">A pass failed.</exception>
    public void Optimize(OptimizationLevel level, TargetMachine? target = null) => RunPasses($"default<{level}>", target);

    /// <summary>Runs passes, written as for <c>opt -passes=</c>.</summary>
    /// <param name="pipeline">For instance <c>default&lt;O2&gt;</c> or <c>function(instcombine,simplifycfg)</c>.</param>
    /// <param name="target">Tells the passes about the processor.</param>
    /// <param name="verifyEach">Checks the module after each pass.</param>
    /// <exception cref="LlvmException">The pipeline is not valid, or a pass failed.</exception>
    /// <remarks>Source: LLVMRunPasses in llvm-c/Transforms/PassBuilder.h.</remarks>
    public void RunPasses(string pipeline, TargetMachine? target = null, bool verifyEach = false) =>
        RunPasses(Native, pipeline, target, verifyEach);

    /// <summary>
    /// Makes everything local to the module but the given symbols, so that optimisation may change or drop it.
    /// </summary>
    /// <param name="keep">The symbols that stay visible.</param>
    /// <exception cref="KeyNotFoundException">One of them is not defined here; nothing was changed.</exception>
    public void Internalize(params IReadOnlyCollection<string> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        foreach (string name in keep)
        {
            LlvmGlobal? global = FindFunction(name)?.Global ?? FindVariable(name);
            if (global is not { IsDeclaration: false })
            {
                throw new KeyNotFoundException($"module '{Name}' does not define '{name}', so it cannot stay visible");
            }

            if (name.Any(c => c is ',' or ';' or '<' or '>' or '(' or ')'))
            {
                throw new ArgumentException($"'{name}' cannot be written in a pass pipeline", nameof(keep));
            }
        }

        RunPasses(keep.Count == 0 ? "internalize" : $"internalize<{string.Join(';', keep.Select(n => "preserve-gv=" + n))}>");
    }

    internal static void RunPasses(LLVMOpaqueModule* module, string pipeline, TargetMachine? target, bool verifyEach)
    {
        using CString text = new(pipeline, stackalloc byte[CString.StackSize]);
        LLVMOpaquePassBuilderOptions* options = LLVM.CreatePassBuilderOptions();
        LLVM.PassBuilderOptionsSetVerifyEach(options, verifyEach ? 1 : 0);
        LLVMOpaqueError* error = LLVM.RunPasses(module, text.Pointer, target is null ? null : target.Native, options);
        LLVM.DisposePassBuilderOptions(options);
        LlvmException.ThrowIfFailed(error);
    }
}

// Functions that went through the code generator together: an object, and what its symbols mean.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>Owns native memory: what is not disposed lives as long as the process.</summary>
/// <remarks>Used by one thread at a time.</remarks>
public sealed unsafe class CompiledUnit : IDisposable
{
    private AutoJitUnit* _unit;
    private LLVMOpaqueMemoryBuffer* _object;

    /// <summary>Takes both over. The object's placeholders get the module's numbers.</summary>
    internal CompiledUnit(AutoJitUnit* unit, LLVMOpaqueMemoryBuffer* code, UnitPlan plan)
    {
        _unit = unit;
        _object = code;
        FunctionCount = plan.Functions.Count + plan.Private.Count;
        List<(string Name, AutoJitSymbolKind Kind, uint Index)> symbols = SymbolsOf(unit);
        Symbols = ObjectPlaceholders.Number(AutoJitLlvm.BufferContent(code), symbols);
        List<uint> functions = [];
        foreach ((_, AutoJitSymbolKind kind, uint index) in Symbols)
        {
            if (kind == AutoJitSymbolKind.Defined)
            {
                functions.Add(index);
            }
        }

        Functions = functions;
    }

    /// <summary>The relocatable object; borrowed, valid until the unit is disposed.</summary>
    public ReadOnlySpan<byte> Object => AutoJitLlvm.BufferContent(_object);

    /// <summary>
    /// The functions that are there and that others may call; the first is the one that was asked for. An optimiser may have
    /// found nobody who needs others of the plan.
    /// </summary>
    public IReadOnlyList<uint> Functions { get; }

    /// <summary>How many functions went in, with those that only the unit itself calls.</summary>
    public int FunctionCount { get; }

    /// <summary>The code of an equal unit was found; none was generated.</summary>
    public bool WasFound { get; init; }

    /// <summary>Its functions count how often they run: there may be better ones.</summary>
    public bool Counts { get; init; }

    /// <summary>It is what goes on in a loop of its one function, which is still somewhere else for those who call it.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>The object as LLVM knows it.</summary>
    internal LLVMOpaqueMemoryBuffer* Buffer => _object;

    /// <summary>Every symbol of the object that is not its own business.</summary>
    public IReadOnlyList<(string Name, AutoJitSymbolKind Kind, uint Index)> Symbols { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_unit is not null)
        {
            AutoJitLlvm.DisposeUnit(_unit);
            AutoJitLlvm.DisposeBuffer(_object);
            _unit = null;
            _object = null;
        }
    }

    private static List<(string Name, AutoJitSymbolKind Kind, uint Index)> SymbolsOf(AutoJitUnit* unit)
    {
        uint count;
        AutoJitSymbol* symbols = AutoJitLlvm.Symbols(unit, &count);
        List<(string, AutoJitSymbolKind, uint)> list = new((int)count);
        for (uint i = 0; i < count; i++)
        {
            list.Add((Marshal.PtrToStringUTF8((nint)symbols[i].Name)!, symbols[i].Kind, symbols[i].Index));
        }

        return list;
    }
}

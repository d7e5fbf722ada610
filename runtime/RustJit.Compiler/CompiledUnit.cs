// Functions that went through the code generator together: an object, and what its symbols mean.

using System;
using System.Buffers;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RustJit.Cache;
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
    internal CompiledUnit(AutoJitUnit* unit, LLVMOpaqueMemoryBuffer* code, ModuleFile module)
        : this(code, ObjectPlaceholders.Number(AutoJitLlvm.BufferContent(code), SymbolsOf(unit, module))) => _unit = unit;

    /// <summary>A unit that was kept in the cache.</summary>
    public CompiledUnit(KeptUnit unit)
        : this(AutoJitLlvm.CreateBuffer(unit.Object.Span), unit.Symbols)
    {
        WasFound = true;
        Counts = unit.Counts;
        FunctionCount = Functions.Count;
    }

    private CompiledUnit(LLVMOpaqueMemoryBuffer* code, IReadOnlyList<UnitSymbol> symbols)
    {
        _object = code;
        Symbols = symbols;
        List<uint> functions = [];
        foreach (UnitSymbol symbol in symbols)
        {
            if (symbol.Kind == UnitSymbolKind.Defined)
            {
                functions.Add(symbol.Index);
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
    public int FunctionCount { get; init; }

    /// <summary>The code of an equal unit was found; none was generated.</summary>
    public bool WasFound { get; init; }

    /// <summary>Its functions count how often they run: there may be better ones.</summary>
    public bool Counts { get; init; }

    /// <summary>It is what goes on in a loop of its one function, which is still somewhere else for those who call it.</summary>
    public bool IsContinuation { get; init; }

    /// <summary>The object as LLVM knows it.</summary>
    internal LLVMOpaqueMemoryBuffer* Buffer => _object;

    /// <summary>Every symbol of the object that is not its own business.</summary>
    public IReadOnlyList<UnitSymbol> Symbols { get; }

    /// <summary>It, to be kept in the cache. Valid until it is disposed.</summary>
    public KeptUnit Keep(ContentHash module) => new(module, Counts, Symbols, new NativeMemory(Object).Memory);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_unit is not null)
        {
            AutoJitLlvm.DisposeUnit(_unit);
            _unit = null;
        }

        if (_object is not null)
        {
            AutoJitLlvm.DisposeBuffer(_object);
            _object = null;
        }
    }

    // Memory of LLVM's, which stays where it is.
    private sealed class NativeMemory(ReadOnlySpan<byte> bytes) : MemoryManager<byte>
    {
        private readonly byte* _start = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        private readonly int _length = bytes.Length;

        public override Span<byte> GetSpan() => new(_start, _length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
        }
    }

    private static List<UnitSymbol> SymbolsOf(AutoJitUnit* unit, ModuleFile module)
    {
        uint count;
        AutoJitSymbol* symbols = AutoJitLlvm.Symbols(unit, &count);
        List<UnitSymbol> list = new((int)count);
        for (uint i = 0; i < count; i++)
        {
            (string name, uint index) = (Marshal.PtrToStringUTF8((nint)symbols[i].Name)!, symbols[i].Index);
            list.Add(symbols[i].Kind switch
            {
                AutoJitSymbolKind.Defined => new UnitSymbol(name, UnitSymbolKind.Defined, index),
                AutoJitSymbolKind.Callee => new UnitSymbol(name, UnitSymbolKind.Callee, index),
                _ => new UnitSymbol(name, AccessLoss.IsCausedBy(module, index) ? UnitSymbolKind.AccessLoss : UnitSymbolKind.Import, index, module.Import(index)),
            });
        }

        return list;
    }
}

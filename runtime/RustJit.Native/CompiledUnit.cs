// Functions that went through the code generator together: an object, and what its symbols mean.

using System.Collections.Generic;
using RustJit.Interop;

namespace RustJit.Native;

/// <summary>Owns native memory that lives as long as the process: at exit it is packed with others.</summary>
internal sealed unsafe class CompiledUnit(AutoJitUnit* unit, LLVMOpaqueMemoryBuffer* code, List<uint> functions, int process)
{
    /// <summary>The relocatable object.</summary>
    public LLVMOpaqueMemoryBuffer* Object => code;

    /// <summary>Its bytes.</summary>
    public int Size => AutoJitLlvm.BufferContent(code).Length;

    /// <summary>The functions; the first is the one that was called.</summary>
    public List<uint> Functions => functions;

    /// <summary>The process that compiled it: a forked child leaves its parent's units to the parent.</summary>
    public int Process => process;

    /// <summary>Every symbol of the object that is not its own business.</summary>
    public IEnumerable<(string Name, AutoJitSymbolKind Kind, uint Index)> Symbols()
    {
        List<(string, AutoJitSymbolKind, uint)> list = [];
        uint count;
        AutoJitSymbol* symbols = AutoJitLlvm.Symbols(unit, &count);
        for (uint i = 0; i < count; i++)
        {
            list.Add((NativeText.Read(symbols[i].Name)!, symbols[i].Kind, symbols[i].Index));
        }

        return list;
    }
}

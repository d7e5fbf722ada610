// What a JITDylib knows about a symbol, and the native form of lists of them.

using System;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The properties of a symbol. Source: LLVMJITSymbolGenericFlags in llvm-c/Orc.h.</summary>
[Flags]
public enum JitSymbolFlags : byte
{
    /// <summary>A strong, hidden datum.</summary>
    None = 0,

    /// <summary>Visible to other JITDylibs.</summary>
    Exported = (byte)LLVMJITSymbolGenericFlags.LLVMJITSymbolGenericFlagsExported,

    /// <summary>Gives way to another definition.</summary>
    Weak = (byte)LLVMJITSymbolGenericFlags.LLVMJITSymbolGenericFlagsWeak,

    /// <summary>A function.</summary>
    Callable = (byte)LLVMJITSymbolGenericFlags.LLVMJITSymbolGenericFlagsCallable,
}

/// <summary>A symbol with an address in this process.</summary>
/// <param name="Name">The name, as an object file spells it.</param>
/// <param name="Address">Its address.</param>
/// <param name="Flags">Its properties.</param>
public readonly record struct HostSymbol(string Name, nuint Address, JitSymbolFlags Flags = JitSymbolFlags.Exported | JitSymbolFlags.Callable);

/// <summary>A symbol that will be defined when it is needed.</summary>
/// <param name="Name">The name, as an object file spells it.</param>
/// <param name="Flags">Its properties.</param>
public readonly record struct PromisedSymbol(string Name, JitSymbolFlags Flags = JitSymbolFlags.Exported | JitSymbolFlags.Callable);

/// <summary>Builds the arrays of the C interface. Names are interned once for each entry; LLVM takes those references over.</summary>
internal static unsafe class NativeSymbols
{
    public static LLVMOrcOpaqueSymbolStringPoolEntry* Intern(LLVMOrcOpaqueExecutionSession* session, string name)
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return LLVM.OrcExecutionSessionIntern(session, text.Pointer);
    }

    public static string Name(LLVMOrcOpaqueSymbolStringPoolEntry* entry) => NativeText.Read(LLVM.OrcSymbolStringPoolEntryStr(entry));

    public static LLVMJITSymbolFlags Flags(JitSymbolFlags flags) => new() { GenericFlags = (byte)flags };

    public static LLVMOrcCSymbolMapPair[] Map(LLVMOrcOpaqueExecutionSession* session, ReadOnlySpan<HostSymbol> symbols)
    {
        var pairs = new LLVMOrcCSymbolMapPair[symbols.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            pairs[i].Name = Intern(session, symbols[i].Name);
            pairs[i].Sym = new LLVMJITEvaluatedSymbol { Address = symbols[i].Address, Flags = Flags(symbols[i].Flags) };
        }

        return pairs;
    }

    public static LLVMOrcCSymbolFlagsMapPair[] Promises(LLVMOrcOpaqueExecutionSession* session, ReadOnlySpan<PromisedSymbol> symbols)
    {
        var pairs = new LLVMOrcCSymbolFlagsMapPair[symbols.Length];
        for (int i = 0; i < symbols.Length; i++)
        {
            pairs[i] = new() { Name = Intern(session, symbols[i].Name), Flags = Flags(symbols[i].Flags) };
        }

        return pairs;
    }
}

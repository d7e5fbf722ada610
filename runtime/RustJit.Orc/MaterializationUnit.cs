// A promise of symbols that is kept when one of them is first needed: the extension point of ORC.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>
/// Defines symbols on demand. Derive from it, list the symbols, and produce them in <see cref="Materialize"/>.
/// Source: LLVMOrcCreateCustomMaterializationUnit in llvm-c/Orc.h.
/// </summary>
public abstract unsafe class MaterializationUnit : IDisposable
{
    private readonly PromisedSymbol[] _symbols;

    /// <summary>Creates a unit.</summary>
    /// <param name="name">What logs call it.</param>
    /// <param name="symbols">What it promises to define.</param>
    protected MaterializationUnit(string name, params IEnumerable<PromisedSymbol> symbols)
    {
        Name = name;
        _symbols = [.. symbols];
    }

    /// <summary>What logs call it.</summary>
    public string Name { get; }

    /// <summary>What it promises to define.</summary>
    public IReadOnlyList<PromisedSymbol> Symbols => _symbols;

    /// <summary>
    /// Defines all symbols of <paramref name="responsibility"/>, on the thread that needs them. If it throws, or returns
    /// without having called one of the responsibility's methods, whoever waits for the symbols gets an error.
    /// </summary>
    public abstract void Materialize(MaterializationResponsibility responsibility);

    /// <summary>Called for a weak symbol that another definition replaced: it must not be defined by this unit any more.</summary>
    public virtual void Discard(string symbol)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the unit holds. Called once it was materialised, or is no longer needed.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }

    internal LLVMOrcOpaqueMaterializationUnit* ToNative(LLJit session)
    {
        LLVMOrcCSymbolFlagsMapPair[] promises = NativeSymbols.Promises(session.Session, _symbols);
        nint owner = GCHandle.ToIntPtr(GCHandle.Alloc(new Owner(this, session)));
        using CString name = new(Name, stackalloc byte[CString.StackSize]);
        fixed (LLVMOrcCSymbolFlagsMapPair* p = promises)
        {
            return LLVM.OrcCreateCustomMaterializationUnit(name.Pointer, (void*)owner, p, (nuint)promises.Length, null, &OnMaterialize, &OnDiscard, &OnDestroy);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMaterialize(void* context, LLVMOrcOpaqueMaterializationResponsibility* native)
    {
        Owner owner = Release(context);
        var responsibility = new MaterializationResponsibility(owner.Session, native);
        try
        {
            owner.Unit.Materialize(responsibility);
            responsibility.FailUnlessDone($"'{owner.Unit.Name}' did not define its symbols");
        }
        catch (Exception e)
        {
            // Whoever looks these symbols up would wait forever if the exception ended here.
            responsibility.FailUnlessDone(e.Message);
        }
        finally
        {
            owner.Unit.Dispose();
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDiscard(void* context, LLVMOrcOpaqueJITDylib* dylib, LLVMOrcOpaqueSymbolStringPoolEntry* symbol)
    {
        var owner = (Owner)GCHandle.FromIntPtr((nint)context).Target!;
        try
        {
            owner.Unit.Discard(NativeSymbols.Name(symbol));
        }
        catch (Exception e)
        {
            owner.Session.Errors.Add(e.Message);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDestroy(void* context)
    {
        Owner owner = Release(context);
        try
        {
            owner.Unit.Dispose();
        }
        catch (Exception e)
        {
            owner.Session.Errors.Add(e.Message);
        }
    }

    private static Owner Release(void* context)
    {
        GCHandle handle = GCHandle.FromIntPtr((nint)context);
        var owner = (Owner)handle.Target!;
        handle.Free();
        return owner;
    }

    private sealed record Owner(MaterializationUnit Unit, LLJit Session);
}

/// <summary>
/// The duty to define symbols that somebody waits for. Exactly one of <see cref="Emit"/>, <see cref="Resolve"/> and
/// <see cref="Fail"/> ends it. Source: LLVMOrcMaterializationResponsibilityRef in llvm-c/Orc.h.
/// </summary>
public sealed unsafe class MaterializationResponsibility
{
    private readonly LLJit _session;
    private LLVMOrcOpaqueMaterializationResponsibility* _native;

    internal MaterializationResponsibility(LLJit session, LLVMOrcOpaqueMaterializationResponsibility* native)
    {
        _session = session;
        _native = native;
    }

    /// <summary>The JITDylib the symbols belong to.</summary>
    public JitDylib Dylib => new(_session, LLVM.OrcMaterializationResponsibilityGetTargetDylib(Native));

    /// <summary>The symbols somebody waits for now, a part of those that are to be defined.</summary>
    public IReadOnlyList<string> RequestedSymbols
    {
        get
        {
            nuint count;
            LLVMOrcOpaqueSymbolStringPoolEntry** entries = LLVM.OrcMaterializationResponsibilityGetRequestedSymbols(Native, &count);
            var names = new string[count];
            for (int i = 0; i < names.Length; i++)
            {
                names[i] = NativeSymbols.Name(entries[i]);
            }

            LLVM.OrcDisposeSymbols(entries);
            return names;
        }
    }

    private LLVMOrcOpaqueMaterializationResponsibility* Native =>
        _native is not null ? _native : throw new InvalidOperationException("this responsibility has ended");

    /// <summary>Links an ELF object that defines the symbols. Consumes the buffer. A failure is reported to who waits.</summary>
    public void Emit(MemoryBuffer buffer)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        LLVMOrcOpaqueMaterializationResponsibility* native = Native;
        LLVMOrcOpaqueObjectLayer* layer = LLVM.OrcLLJITGetObjLinkingLayer(_session.Native);
        LLVMOpaqueMemoryBuffer* content = (LLVMOpaqueMemoryBuffer*)buffer.Detach();
        _native = null;
        LLVM.OrcObjectLayerEmit(layer, native, content);
    }

    /// <summary>Defines the symbols by addresses.</summary>
    /// <exception cref="LlvmException">The set of symbols is not the promised one, or ORC refuses.</exception>
    public void Resolve(params ReadOnlySpan<HostSymbol> symbols)
    {
        LLVMOrcOpaqueMaterializationResponsibility* native = Native;
        CheckComplete(symbols);
        LLVMOrcCSymbolMapPair[] pairs = NativeSymbols.Map(_session.Session, symbols);
        fixed (LLVMOrcCSymbolMapPair* p = pairs)
        {
            LlvmException.ThrowIfFailed(LLVM.OrcMaterializationResponsibilityNotifyResolved(native, p, (nuint)pairs.Length));
        }

        LlvmException.ThrowIfFailed(LLVM.OrcMaterializationResponsibilityNotifyEmitted(native, null, 0));
        _native = null;
        LLVM.OrcDisposeMaterializationResponsibility(native);
    }

    /// <summary>Gives up; lookups of the symbols fail and mention <paramref name="reason"/>.</summary>
    public void Fail(string reason)
    {
        LLVMOrcOpaqueMaterializationResponsibility* native = Native;
        _native = null;
        _session.Errors.Add(reason);
        LLVM.OrcMaterializationResponsibilityFailMaterialization(native);
        LLVM.OrcDisposeMaterializationResponsibility(native);
    }

    internal void FailUnlessDone(string reason)
    {
        if (_native is not null)
        {
            Fail(reason);
        }
    }

    private void CheckComplete(ReadOnlySpan<HostSymbol> symbols)
    {
        nuint count;
        LLVMOrcCSymbolFlagsMapPair* pairs = LLVM.OrcMaterializationResponsibilityGetSymbols(Native, &count);
        var promised = new HashSet<string>();
        for (nuint i = 0; i < count; i++)
        {
            promised.Add(NativeSymbols.Name(pairs[i].Name));
        }

        LLVM.OrcDisposeCSymbolFlagsMap(pairs);
        var given = new HashSet<string>();
        foreach (HostSymbol symbol in symbols)
        {
            given.Add(symbol.Name);
        }

        if (!promised.SetEquals(given))
        {
            // ORC only asserts this, and a release build of it would corrupt its tables.
            throw new LlvmException($"promised symbols: {string.Join(", ", promised.Order())}; defined: {string.Join(", ", given.Order())}");
        }
    }
}

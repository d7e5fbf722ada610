// One namespace of a session: what is defined in it, and where else it looks.

using System;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>A JITDylib, borrowed from its session: valid until the session is disposed of. Source: LLVMOrcJITDylibRef in llvm-c/Orc.h.</summary>
/// <remarks>Every member may be called from any thread, and throws <see cref="ObjectDisposedException"/> once the session is gone.</remarks>
public readonly unsafe partial struct JitDylib : IEquatable<JitDylib>
{
    private readonly LLVMOrcOpaqueJITDylib* _dylib;

    internal JitDylib(LLJit session, LLVMOrcOpaqueJITDylib* dylib)
    {
        Session = session;
        _dylib = dylib;
    }

    /// <summary>The session it belongs to.</summary>
    public LLJit Session { get; }

    internal LLVMOrcOpaqueJITDylib* Native
    {
        get
        {
            ObjectDisposedException.ThrowIf(Session is null || Session.IsClosed, typeof(LLJit));
            return _dylib;
        }
    }

    /// <summary>Same JITDylib.</summary>
    public static bool operator ==(JitDylib left, JitDylib right) => left.Equals(right);

    /// <summary>Not the same JITDylib.</summary>
    public static bool operator !=(JitDylib left, JitDylib right) => !left.Equals(right);

    /// <summary>Adds a module, compiled when one of its symbols is first needed. Consumes the module, also on failure.</summary>
    /// <param name="module">The module. Its context must not be used while the session may be compiling it.</param>
    /// <param name="options">Optimisation and caching; null for neither.</param>
    /// <exception cref="LlvmException">A symbol is defined already, or the module is for another target.</exception>
    public void AddModule(LlvmModule module, ModuleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        Define(ModuleUnit.Create(Session, module, options ?? ModuleOptions.Default));
    }

    /// <summary>
    /// As <see cref="AddModule(LlvmModule, ModuleOptions?)"/>, but compiled at once, and <paramref name="tracker"/> can
    /// remove it again.
    /// </summary>
    public void AddModule(LlvmModule module, ModuleOptions? options, ResourceTracker tracker)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(tracker);
        CheckTracker(tracker);
        using LlvmModule owned = module.Take();
        ModuleCompiler.CheckTarget(Session, owned);
        AddObject(ModuleCompiler.Compile(Session, owned, options ?? ModuleOptions.Default), tracker);
    }

    /// <summary>Adds an ELF object, linked when one of its symbols is first needed. Consumes the buffer, also on failure.</summary>
    /// <exception cref="LlvmException">It is not an object for this target, or a symbol is defined already.</exception>
    public void AddObject(MemoryBuffer buffer, ResourceTracker? tracker = null)
    {
        ArgumentNullException.ThrowIfNull(buffer);
        CheckTracker(tracker);
        LLVMOrcOpaqueLLJIT* jit = Session.Native;
        LLVMOrcOpaqueJITDylib* dylib = Native;
        LLVMOpaqueMemoryBuffer* native = (LLVMOpaqueMemoryBuffer*)buffer.Detach();
        LlvmException.ThrowIfFailed(tracker is null
            ? LLVM.OrcLLJITAddObjectFile(jit, dylib, native)
            : LLVM.OrcLLJITAddObjectFileWithRT(jit, tracker.Native, native));
    }

    /// <summary>
    /// Adds what <paramref name="unit"/> promises; it is asked to produce it when it is first needed. Consumes the unit:
    /// it is disposed of when it is no longer needed, also when this fails.
    /// </summary>
    /// <exception cref="LlvmException">A symbol is defined already.</exception>
    public void Define(MaterializationUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        LLVMOrcOpaqueMaterializationUnit* native;
        try
        {
            native = unit.ToNative(Session);
        }
        catch
        {
            unit.Dispose();
            throw;
        }

        Define(native);
    }

    /// <summary>Defines a symbol by its address, for instance that of an <c>[UnmanagedCallersOnly]</c> method.</summary>
    /// <exception cref="LlvmException">The symbol is defined already.</exception>
    public void Define(string name, nuint address) => Define([new HostSymbol(name, address)]);

    /// <summary>Defines symbols by their addresses.</summary>
    /// <exception cref="LlvmException">A symbol is defined already; none was defined.</exception>
    public void Define(params ReadOnlySpan<HostSymbol> symbols)
    {
        LLVMOrcCSymbolMapPair[] pairs = NativeSymbols.Map(Session.Session, symbols);
        LLVMOrcOpaqueMaterializationUnit* unit;
        fixed (LLVMOrcCSymbolMapPair* p = pairs)
        {
            unit = LLVM.OrcAbsoluteSymbols(p, (nuint)pairs.Length);
        }

        Define(unit);
    }

    /// <summary>Defines a symbol by a delegate, which the session keeps alive.</summary>
    /// <typeparam name="TDelegate">A delegate type, not generic, with blittable parameters and result. JITed code must match it.</typeparam>
    /// <exception cref="LlvmException">The symbol is defined already.</exception>
    public void DefineFunction<TDelegate>(string name, TDelegate function)
        where TDelegate : Delegate
    {
        ArgumentNullException.ThrowIfNull(function);
        Session.KeepAlive(function);
        Define(name, (nuint)Marshal.GetFunctionPointerForDelegate(function));
    }

    /// <summary>Creates a tracker, with which a part of this JITDylib can be removed.</summary>
    public ResourceTracker CreateTracker() => new(this, LLVM.OrcJITDylibCreateResourceTracker(Native));

    /// <summary>Removes everything that was defined, and frees its code.</summary>
    /// <exception cref="LlvmException">ORC failed to free something.</exception>
    public void Clear() => LlvmException.ThrowIfFailed(LLVM.OrcJITDylibClear(Native));

    /// <inheritdoc/>
    public bool Equals(JitDylib other) => _dylib == other._dylib;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JitDylib other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => ((nint)_dylib).GetHashCode();

    internal void Define(LLVMOrcOpaqueMaterializationUnit* unit)
    {
        LLVMOpaqueError* error = LLVM.OrcJITDylibDefine(Native, unit);
        if (error is not null)
        {
            // The one adder of the C interface that gives its argument back when it fails.
            LLVM.OrcDisposeMaterializationUnit(unit);
            LlvmException.ThrowIfFailed(error);
        }
    }

    private void CheckTracker(ResourceTracker? tracker)
    {
        if (tracker is not null && tracker.Dylib != this)
        {
            throw new ArgumentException("the tracker belongs to another JITDylib", nameof(tracker));
        }
    }
}

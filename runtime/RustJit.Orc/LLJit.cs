// A JIT session: ORC's LLJIT, its JITDylibs, and the lookup of symbols, which is what makes it compile.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>How a session is made.</summary>
public sealed record LLJitOptions
{
    /// <summary>What code is generated for; null for this machine.</summary>
    public TargetOptions? Target { get; init; }

    /// <summary>Tells gdb and lldb about every object. Costs 3 µs an object when no debugger is there.</summary>
    public bool DebugSupport { get; init; }

    /// <summary>
    /// The address of a function that JITed code jumps to when a lazily compiled function cannot be compiled. The default
    /// ends the process; what ORC reported has been printed, unless <see cref="LLJit.ErrorReported"/> has a handler.
    /// </summary>
    public nuint LazyFailureHandler { get; init; }
}

/// <summary>A JIT: modules and objects go in, addresses come out. Source: llvm-c/LLJIT.h.</summary>
/// <remarks>
/// Every member may be called from any thread. Compilation is done by the thread that looks a symbol up (or first calls
/// a lazy function), one module at a time; threads that need the same symbol wait. Disposing of the session frees all
/// code and all that was added: no thread may be in JITed code then. Symbol names are taken as ELF spells them.
/// </remarks>
public sealed unsafe partial class LLJit : LlvmHandle
{
    private readonly SessionErrors _errors = new();
    private readonly List<GCHandle> _pinned = [];
    private readonly List<Delegate> _hostFunctions = [];
    private readonly nuint _lazyFailureHandler;
    private TargetMachine? _target;
    private LLVMOrcOpaqueLazyCallThroughManager* _callThrough;
    private LLVMOrcOpaqueIndirectStubsManager* _stubs;

    /// <summary>Creates a session.</summary>
    /// <exception cref="LlvmException">ORC has no JIT for the target.</exception>
    /// <exception cref="LlvmLibraryException">The private LLVM cannot be loaded.</exception>
    public LLJit(LLJitOptions? options = null)
    {
        options ??= new LLJitOptions();
        _lazyFailureHandler = options.LazyFailureHandler;
        Adopt((nint)CreateNative(options.Target));
        _target = new TargetMachine(options.Target);
        SessionErrors.Attach(Session, Pin(_errors));
        if (options.DebugSupport)
        {
            EnableDebugSupport();
        }
    }

    /// <summary>
    /// Raised for each error that ORC reports outside of a call, on the thread that ran into it. <see cref="LlvmException"/>s
    /// of lookups contain the same texts. Must not throw.
    /// </summary>
    public event Action<string>? ErrorReported
    {
        add => _errors.Reported += value;
        remove => _errors.Reported -= value;
    }

    /// <summary>The JITDylib that sees the symbols of the process, and that <see cref="Lookup(string)"/> searches.</summary>
    public JitDylib MainDylib => new(this, LLVM.OrcLLJITGetMainJITDylib(Native));

    /// <summary>The JITDylib that reflects the symbols of the process; the main one is linked to it.</summary>
    public JitDylib ProcessDylib => FindDylib("<Process Symbols>") ?? throw new LlvmException("this session does not see the process");

    /// <summary>The triple of the code that is generated.</summary>
    public string TargetTriple => NativeText.Read(LLVM.OrcLLJITGetTripleString(Native));

    /// <summary>The data layout modules must have, or leave empty.</summary>
    public string DataLayout => NativeText.Read(LLVM.OrcLLJITGetDataLayoutStr(Native));

    internal LLVMOrcOpaqueLLJIT* Native => (LLVMOrcOpaqueLLJIT*)Pointer;

    internal LLVMOrcOpaqueExecutionSession* Session => LLVM.OrcLLJITGetExecutionSession(Native);

    internal SessionErrors Errors => _errors;

    /// <summary>Held while the session's code generator works. ORC is never waited for under it.</summary>
    internal Lock CompileLock { get; } = new();

    /// <summary>The code generator; use it under <see cref="CompileLock"/>.</summary>
    internal TargetMachine Target => _target ?? throw new ObjectDisposedException(nameof(LLJit));

    /// <summary>Tells gdb and lldb about objects from now on. Call it before adding what is to be debugged.</summary>
    public void EnableDebugSupport() => LlvmException.ThrowIfFailed(LLVM.OrcLLJITEnableDebugSupport(Native));

    /// <summary>
    /// Creates a JITDylib without LLJIT's own definitions (<c>atexit</c>, <c>__dso_handle</c> and what runs initialisers): for
    /// objects whose every symbol, these included, is somebody else's business.
    /// </summary>
    /// <param name="name">A name no other JITDylib of the session has.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public JitDylib CreateBareDylib(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (FindDylib(name) is not null)
        {
            throw new ArgumentException($"the session has a JITDylib '{name}' already", nameof(name));
        }

        using CString text = new(name, stackalloc byte[CString.StackSize]);
        return new JitDylib(this, LLVM.OrcExecutionSessionCreateBareJITDylib(Session, text.Pointer));
    }

    /// <summary>Creates a JITDylib that sees its own symbols and, in this order, those of <paramref name="linked"/>.</summary>
    /// <param name="name">A name no other JITDylib of the session has.</param>
    /// <param name="linked">Where missing symbols are looked for. Must not lead back to the new JITDylib.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    /// <exception cref="LlvmException">ORC refuses.</exception>
    public JitDylib CreateDylib(string name, params ReadOnlySpan<JitDylib> linked)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (FindDylib(name) is not null)
        {
            throw new ArgumentException($"the session has a JITDylib '{name}' already", nameof(name));
        }

        using CString text = new(name, stackalloc byte[CString.StackSize]);
        LLVMOrcOpaqueJITDylib* dylib;
        LlvmException.ThrowIfFailed(LLVM.OrcExecutionSessionCreateJITDylib(Session, &dylib, text.Pointer));
        JitDylib created = new(this, dylib);
        foreach (JitDylib other in linked)
        {
            created.AddGenerator(new LinkedDylib(other).Resolve);
        }

        return created;
    }

    /// <summary>The JITDylib of this name, or null.</summary>
    public JitDylib? FindDylib(string name)
    {
        using CString text = new(name, stackalloc byte[CString.StackSize]);
        LLVMOrcOpaqueJITDylib* dylib = LLVM.OrcExecutionSessionGetJITDylibByName(Session, text.Pointer);
        return dylib is null ? null : new JitDylib(this, dylib);
    }

    /// <summary>
    /// The address of a symbol of the main JITDylib or, as code in there sees it, of the process; compiled and linked
    /// with all it needs.
    /// </summary>
    /// <exception cref="LlvmException">There is no such symbol, or something it needs is missing; the message names it.</exception>
    public nuint Lookup(string name)
    {
        JitDylib main = MainDylib;
        return main.TryLookup(name, out nuint address) || ProcessDylib.TryLookup(name, out address) ? address : main.Lookup(name);
    }

    /// <summary>Frees the handle when the session ends, not before.</summary>
    internal nint Pin(object target)
    {
        GCHandle handle = GCHandle.Alloc(target);
        lock (_pinned)
        {
            _pinned.Add(handle);
        }

        return GCHandle.ToIntPtr(handle);
    }

    /// <summary>Keeps a delegate alive as long as JITed code may call it.</summary>
    internal void KeepAlive(Delegate function)
    {
        lock (_hostFunctions)
        {
            _hostFunctions.Add(function);
        }
    }

    /// <summary>What makes functions lazy; created on first use.</summary>
    internal void GetLazySupport(out LLVMOrcOpaqueLazyCallThroughManager* callThrough, out LLVMOrcOpaqueIndirectStubsManager* stubs)
    {
        lock (_pinned)
        {
            if (_callThrough is null)
            {
                delegate* unmanaged[Cdecl]<void> fail = &FailLazyCall;
                nuint handler = _lazyFailureHandler != 0 ? _lazyFailureHandler : (nuint)fail;
                sbyte* triple = LLVM.OrcLLJITGetTripleString(Native);
                LLVMOrcOpaqueLazyCallThroughManager* manager;
                LlvmException.ThrowIfFailed(LLVM.OrcCreateLocalLazyCallThroughManager(triple, Session, handler, &manager));
                _callThrough = manager;
                _stubs = LLVM.OrcCreateLocalIndirectStubsManager(triple);
            }

            callThrough = _callThrough;
            stubs = _stubs;
        }
    }

    private protected override void Free(nint pointer)
    {
        if (_callThrough is not null)
        {
            // Before the session: its table of pending calls holds names that live in the session's pool.
            LLVM.OrcDisposeIndirectStubsManager(_stubs);
            LLVM.OrcDisposeLazyCallThroughManager(_callThrough);
        }

        LLVMOpaqueError* error = LLVM.OrcDisposeLLJIT((LLVMOrcOpaqueLLJIT*)pointer);
        if (error is not null)
        {
            // Nobody to tell: the session is gone either way.
            LLVM.ConsumeError(error);
        }

        foreach (GCHandle handle in _pinned)
        {
            handle.Free();
        }

        _pinned.Clear();
        Interlocked.Exchange(ref _target, null)?.Dispose();
    }

    private static LLVMOrcOpaqueLLJIT* CreateNative(TargetOptions? options)
    {
        // Each call below takes over what it is given, also when it fails.
        using TargetMachine template = new(options);
        LLVMOrcOpaqueJITTargetMachineBuilder* target =
            LLVM.OrcJITTargetMachineBuilderCreateFromTargetMachine((LLVMOpaqueTargetMachine*)template.Detach());
        LLVMOrcOpaqueLLJITBuilder* builder = LLVM.OrcCreateLLJITBuilder();
        LLVM.OrcLLJITBuilderSetJITTargetMachineBuilder(builder, target);
        LLVMOrcOpaqueLLJIT* jit;
        LlvmException.ThrowIfFailed(LLVM.OrcCreateLLJIT(&jit, builder));
        return jit;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void FailLazyCall() =>
        Environment.FailFast("a function that is compiled on its first call could not be compiled");

    /// <summary>Finds symbols in another JITDylib.</summary>
    private sealed class LinkedDylib(JitDylib dylib)
    {
        public nuint Resolve(JitDylib requester, string name) => dylib.TryLookup(name, out nuint address) ? address : 0;
    }
}

// Modules in a session: optimised and compiled when one of their symbols is first needed.

using System;
using System.Collections.Generic;

namespace RustJit.Orc;

/// <summary>What happens to a module between being added and being linked.</summary>
public sealed record ModuleOptions
{
    internal static ModuleOptions Default { get; } = new();

    /// <summary>Passes to run first, as for <c>opt -passes=</c>, for instance <c>default&lt;O2&gt;</c>; null for none.</summary>
    public string? Passes { get; init; }

    /// <summary>Where the compiled object is kept, and looked for instead of compiling; null for nowhere.</summary>
    public IObjectCache? Cache { get; init; }

    /// <summary>Sees, and may replace, each object before it is linked; a replaced buffer is its to dispose of.</summary>
    public Func<MemoryBuffer, MemoryBuffer>? ObjectTransform { get; init; }
}

/// <summary>Compiles modules with a session's code generator.</summary>
/// <remarks>
/// ORC's own compile layer, as the C interface sets it up, shares one code generator between all threads without a
/// lock. Hence this one.
/// </remarks>
internal static class ModuleCompiler
{
    /// <summary>Completes the target of a module that leaves it open.</summary>
    /// <exception cref="LlvmException">The module is for another target.</exception>
    public static void CheckTarget(LLJit session, LlvmModule module)
    {
        string layout = module.DataLayout;
        if (layout.Length == 0)
        {
            module.DataLayout = session.DataLayout;
        }
        else if (layout != session.DataLayout)
        {
            throw new LlvmException($"module '{module.Name}' has the data layout '{layout}', and this session's is '{session.DataLayout}'");
        }

        if (module.TargetTriple.Length == 0)
        {
            module.TargetTriple = session.TargetTriple;
        }
    }

    public static MemoryBuffer Compile(LLJit session, LlvmModule module, ModuleOptions options)
    {
        MemoryBuffer compiled;
        lock (session.CompileLock)
        {
            string? key = options.Cache is null ? null : ObjectKey.Create(module, session.Target, options.Passes);
            MemoryBuffer? cached = key is null ? null : options.Cache!.TryGet(key);
            if (cached is null)
            {
                if (options.Passes is not null)
                {
                    KeepPromised(module);
                    module.RunPasses(options.Passes, session.Target);
                }

                AvoidGotCalls(module);
                compiled = session.Target.EmitObject(module);
                if (key is not null)
                {
                    options.Cache!.Store(key, compiled.AsSpan());
                }
            }
            else
            {
                compiled = cached;
            }
        }

        return options.ObjectTransform is null ? compiled : options.ObjectTransform(compiled);
    }

    /// <summary>
    /// JITLink of LLVM 22 relaxes `call *f@GOTPCREL(%rip)` to a direct call and fills in an absolute address when f lies
    /// below 4 GB, as in a program that is not position-independent (LLVM issue 190968). rustc and -fno-plt ask for such
    /// calls with an attribute; without it they go through a stub.
    /// </summary>
    private static void AvoidGotCalls(LlvmModule module)
    {
        foreach (LlvmFunction function in module.Functions)
        {
            function.RemoveAttribute("nonlazybind");
        }
    }

    /// <summary>
    /// The session was told that the module defines these, and others may have left their copies to it. Optimisation
    /// would drop the ones this module does not use itself.
    /// </summary>
    private static void KeepPromised(LlvmModule module)
    {
        foreach (LlvmGlobal candidate in module.Globals)
        {
            LlvmGlobal global = candidate;
            global.Linkage = global.Linkage switch
            {
                _ when global.IsDeclaration => global.Linkage,
                LlvmLinkage.LinkOnceOdr => LlvmLinkage.WeakOdr,
                LlvmLinkage.LinkOnceAny => LlvmLinkage.WeakAny,
                LlvmLinkage other => other,
            };
        }
    }
}

/// <summary>A module that waits to be compiled.</summary>
internal sealed class ModuleUnit : MaterializationUnit
{
    private readonly LLJit _session;
    private readonly LlvmModule _module;
    private readonly ModuleOptions _options;

    private ModuleUnit(LLJit session, LlvmModule owned, ModuleOptions options)
        : base(owned.Name, ExportedSymbols(owned))
    {
        _session = session;
        _module = owned;
        _options = options;
    }

    /// <summary>Takes the module over, also on failure.</summary>
    public static ModuleUnit Create(LLJit session, LlvmModule module, ModuleOptions options)
    {
        LlvmModule owned = module.Take();
        try
        {
            ModuleCompiler.CheckTarget(session, owned);
            return new ModuleUnit(session, owned, options);
        }
        catch
        {
            owned.Dispose();
            throw;
        }
    }

    public override void Materialize(MaterializationResponsibility responsibility) =>
        responsibility.Emit(ModuleCompiler.Compile(_session, _module, _options));

    public override void Discard(string symbol)
    {
        // A module of the same context may be compiling.
        lock (_session.CompileLock)
        {
            Demote(symbol);
        }
    }

    protected override void Dispose(bool disposing)
    {
        lock (_session.CompileLock)
        {
            _module.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Demote(string symbol)
    {
        foreach (LlvmGlobal candidate in _module.Globals)
        {
            if (SymbolName(candidate) == symbol)
            {
                // The body may still be inlined, but is no longer the definition.
                LlvmGlobal global = candidate;
                global.LeaveComdat();
                global.Linkage = LlvmLinkage.AvailableExternally;
                return;
            }
        }
    }

    private static List<PromisedSymbol> ExportedSymbols(LlvmModule module)
    {
        var symbols = new List<PromisedSymbol>();
        foreach (LlvmGlobal global in module.Globals)
        {
            if (FlagsOf(global) is { } flags && !global.Name.StartsWith("llvm.", StringComparison.Ordinal))
            {
                symbols.Add(new PromisedSymbol(SymbolName(global), flags));
            }
        }

        return symbols;
    }

    /// <summary>Null for what is no symbol of the object.</summary>
    private static JitSymbolFlags? FlagsOf(LlvmGlobal global)
    {
        LlvmLinkage linkage = global.Linkage;
        if (global.IsDeclaration || global.IsLocal || linkage is LlvmLinkage.AvailableExternally or LlvmLinkage.Appending)
        {
            return null;
        }

        bool weak = linkage is LlvmLinkage.LinkOnceAny or LlvmLinkage.LinkOnceOdr or LlvmLinkage.WeakAny or LlvmLinkage.WeakOdr or LlvmLinkage.Common;
        bool hidden = global.IsHidden;
        return (weak ? JitSymbolFlags.Weak : 0) | (hidden ? 0 : JitSymbolFlags.Exported) | (global.IsFunction ? JitSymbolFlags.Callable : 0);
    }

    /// <summary>A leading \1 in IR means: take the rest as it is. ELF adds nothing to other names.</summary>
    private static string SymbolName(LlvmGlobal global) => global.Name.TrimStart('\u0001');
}

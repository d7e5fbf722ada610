// AUTOJIT_LINKER=jitlink: units are linked into memory by ORC's JITLink.
//
// Nothing is written, no file is needed, and gdb and lldb are told through the JIT interface. In-process
// symbolisers do not see such code, which is why images are the default.

using System;
using System.Collections.Generic;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Interop;
using RustJit.Orc;

namespace RustJit.Native;

internal static unsafe class OrcLinker
{
    private static readonly Dictionary<ModuleInstance, Target> s_targets = [];
    private static LLJit? s_session;

    /// <summary>Links a unit and publishes the addresses of its functions.</summary>
    public static void Link(ModuleInstance module, CompiledUnit unit)
    {
        if (!s_targets.TryGetValue(module, out Target? target))
        {
            LlvmLibrary.Load(Host.LlvmPath);
            s_session ??= new LLJit(new LLJitOptions { DebugSupport = true });
            target = new Target(module, s_session.CreateBareDylib($"{module.Hash}#{s_targets.Count}"));
            s_targets.Add(module, target);
        }

        double start = Log.Now;
        List<(uint Function, string Name)> defined = [];
        foreach (UnitSymbol symbol in unit.Symbols)
        {
            if (symbol.Kind == UnitSymbolKind.Defined)
            {
                defined.Add((symbol.Index, symbol.Name));
            }
            else
            {
                target.Meaning[symbol.Name] = symbol;
            }
        }

        target.Dylib.AddObject(MemoryBuffer.Copy(unit.Object, $"{module.Hash}.{unit.Functions[0]}"));
        foreach ((uint function, string name) in defined)
        {
            if (target.Dylib.TryLookup(name, out nuint address))
            {
                module.Publish(function, (nint)address);
            }
        }

        if (Log.Enabled)
        {
            Log.Write($"linked {defined.Count} functions in memory {Log.Since(start)}");
        }
    }

    // One module in one program or library is one JITDylib.
    private sealed class Target
    {
        private readonly ModuleInstance _module;

        public Target(ModuleInstance module, JitDylib dylib)
        {
            _module = module;
            Dylib = dylib;
            dylib.AddGenerator(Resolve);
        }

        public JitDylib Dylib { get; }

        public Dictionary<string, UnitSymbol> Meaning { get; } = [];

        private nuint Resolve(JitDylib dylib, string name)
        {
            if (!Meaning.TryGetValue(name, out UnitSymbol symbol))
            {
                return (nuint)LibraryFunctions.TryFind(name, _module.Owner);
            }

            return (nuint)(symbol.Kind switch
            {
                UnitSymbolKind.Import => _module.Import(symbol.Index, symbol.ImportKind),
                UnitSymbolKind.AccessLoss => _module.BeforeAccessLoss(symbol.Index),
                _ => _module.Callee(symbol.Index),
            });
        }
    }
}

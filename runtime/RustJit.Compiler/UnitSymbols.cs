// What the symbols of a module's units mean to whoever links them.

using System.Collections.Generic;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>The symbols of all units of one module that are linked.</summary>
internal sealed class UnitSymbols
{
    /// <summary>Reads the units' lists.</summary>
    /// <param name="module">The module with its units.</param>
    /// <param name="suffix">What follows each name in the objects that are linked.</param>
    public UnitSymbols(LinkedModule module, string suffix)
    {
        (Module, Suffix) = (module, suffix);
        bool areCalled = true;
        foreach (CompiledUnit unit in module.Units)
        {
            areCalled &= !unit.IsContinuation;
            foreach ((string name, AutoJitSymbolKind kind, uint index) in unit.Symbols)
            {
                if (kind == AutoJitSymbolKind.Defined)
                {
                    HasTwoBodies |= !Bodies.TryAdd(index, (name + suffix, unit.Counts));
                }
                else
                {
                    Meaning[name] = (kind, index);
                }
            }
        }

        foreach ((string name, (AutoJitSymbolKind kind, uint index)) in Meaning)
        {
            if (areCalled && kind == AutoJitSymbolKind.Callee && Bodies.TryGetValue(index, out (string Name, bool Counts) body))
            {
                Direct.Add(name, body.Name);
            }
        }
    }

    /// <summary>The module.</summary>
    public LinkedModule Module { get; }

    /// <summary>What follows each name.</summary>
    public string Suffix { get; }

    /// <summary>Functions that are defined, by their id, with their names in what is linked.</summary>
    public Dictionary<uint, (string Name, bool Counts)> Bodies { get; } = [];

    /// <summary>What is mentioned.</summary>
    public Dictionary<string, (AutoJitSymbolKind Kind, uint Index)> Meaning { get; } = [];

    /// <summary>Calls from unit to unit, which become direct ones when both are here: what names the callee, and its body.</summary>
    public Dictionary<string, string> Direct { get; } = [];

    /// <summary>Whether a function is defined twice.</summary>
    public bool HasTwoBodies { get; }
}

// What the symbols of a module's units mean to whoever links them.

using System.Collections.Generic;
using RustJit.Cache;

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
            foreach (UnitSymbol symbol in unit.Symbols)
            {
                if (symbol.Kind == UnitSymbolKind.Defined)
                {
                    HasTwoBodies |= !Bodies.TryAdd(symbol.Index, (symbol.Name + suffix, unit.Counts));
                }
                else
                {
                    Meaning[symbol.Name] = symbol;
                }
            }
        }

        foreach ((string name, UnitSymbol symbol) in Meaning)
        {
            if (areCalled && symbol.Kind == UnitSymbolKind.Callee && Bodies.TryGetValue(symbol.Index, out (string Name, bool Counts) body))
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
    public Dictionary<string, UnitSymbol> Meaning { get; } = [];

    /// <summary>Calls from unit to unit, which become direct ones when both are here: what names the callee, and its body.</summary>
    public Dictionary<string, string> Direct { get; } = [];

    /// <summary>Whether a function is defined twice.</summary>
    public bool HasTwoBodies { get; }
}

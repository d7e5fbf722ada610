// Puts the numbers of a module into an object that was made without knowing them.

using System;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
using RustJit.Cache;

namespace RustJit.Compiler;

/// <summary>The names "__aj.i" and "__aj.f" with eight hexadecimal digits; see plugin-native/llvm/autojit_llvm.h.</summary>
internal static class ObjectPlaceholders
{
    private const int Digits = 8;

    private static ReadOnlySpan<byte> Prefix => "__aj."u8;

    /// <summary>Whether a symbol's name is a placeholder.</summary>
    public static bool Is(ReadOnlySpan<byte> name) => name.Length >= Prefix.Length + 1 + Digits && name.StartsWith(Prefix);

    /// <summary>Replaces each placeholder's digits by its symbol's own index.</summary>
    /// <param name="elf">A relocatable object; changed in place.</param>
    /// <param name="symbols">The names that the object may have, before, and what they stand for.</param>
    /// <returns>Those that it has, with the names afterwards.</returns>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static List<UnitSymbol> Number(Span<byte> elf, List<UnitSymbol> symbols)
    {
        Dictionary<string, int> positions = new(symbols.Count);
        for (int i = 0; i < symbols.Count; i++)
        {
            positions[symbols[i].Name] = i;
        }

        string?[] found = new string?[symbols.Count];
        ObjectSymbols table = ObjectSymbols.Find(elf);
        Span<byte> names = elf[table.Names];
        for (int at = table.FirstGlobal; at < table.End; at += ObjectSymbols.SymbolSize)
        {
            Span<byte> name = ObjectSymbols.NameAt(names, ObjectSymbols.NameOffset(elf, at));
            if (positions.TryGetValue(Encoding.UTF8.GetString(name), out int position))
            {
                found[position] = Numbered(name, symbols[position].Index);
            }
            else if (Is(name))
            {
                throw new ArgumentException("the object names what its unit does not know", nameof(elf));
            }
        }

        List<UnitSymbol> result = new(symbols.Count);
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is { } name)
            {
                result.Add(symbols[i] with { Name = name });
            }
        }

        return result;
    }

    private static string Numbered(Span<byte> name, uint index)
    {
        if (Is(name))
        {
            Utf8Formatter.TryFormat(index, name.Slice(Prefix.Length + 1, Digits), out _, new('x', Digits));
        }

        return Encoding.UTF8.GetString(name);
    }
}

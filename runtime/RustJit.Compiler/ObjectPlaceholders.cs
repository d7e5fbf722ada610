// Puts the numbers of a module into an object that was made without knowing them.

using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Globalization;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>The names "__aj.i" and "__aj.f" with eight hexadecimal digits; see plugin-native/llvm/autojit_llvm.h.</summary>
internal static class ObjectPlaceholders
{
    private const int Digits = 8;
    private const uint SectionSymbols = 2;

    private static ReadOnlySpan<byte> Prefix => "__aj."u8;

    /// <summary>Whether a symbol's name is a placeholder.</summary>
    public static bool Is(ReadOnlySpan<byte> name) => name.Length >= Prefix.Length + 1 + Digits && name.StartsWith(Prefix);

    /// <summary>Replaces each placeholder's digits by its symbol's own index.</summary>
    /// <param name="elf">A relocatable object; changed in place.</param>
    /// <param name="symbols">The names in the object, before, and what they stand for.</param>
    /// <returns>The same with the names afterwards.</returns>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static List<(string Name, AutoJitSymbolKind Kind, uint Index)> Number(
        Span<byte> elf, List<(string Name, AutoJitSymbolKind Kind, uint Index)> symbols)
    {
        Dictionary<uint, uint> indices = [];
        List<(string, AutoJitSymbolKind, uint)> numbered = new(symbols.Count);
        foreach ((string name, AutoJitSymbolKind kind, uint index) in symbols)
        {
            if (!name.StartsWith("__aj.", StringComparison.Ordinal))
            {
                numbered.Add((name, kind, index));
                continue;
            }

            int digits = Prefix.Length + 1;
            indices.Add(uint.Parse(name.AsSpan(digits, Digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture), index);
            numbered.Add(($"{name[..digits]}{index:x8}{name[(digits + Digits)..]}", kind, index));
        }

        if (indices.Count > 0)
        {
            Rewrite(elf, indices);
        }

        return numbered;
    }

    private static void Rewrite(Span<byte> elf, Dictionary<uint, uint> indices)
    {
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[40..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf[60..]);
        // With 65,280 sections and more the number is elsewhere (-ffunction-sections of a huge unit).
        count = count != 0 ? count : (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(sections + 32)..]);
        for (int i = 0; i < count; i++)
        {
            Span<byte> section = elf.Slice(sections + 64 * i, 64);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) != SectionSymbols)
            {
                continue;
            }

            Span<byte> table = Content(elf, section);
            Span<byte> strings = Content(elf, elf.Slice(sections + 64 * BinaryPrimitives.ReadInt32LittleEndian(section[40..]), 64));
            for (int at = 0; at + 24 <= table.Length; at += 24)
            {
                Span<byte> name = strings[BinaryPrimitives.ReadInt32LittleEndian(table[at..])..];
                if (!Is(name))
                {
                    continue;
                }

                Span<byte> digits = name.Slice(Prefix.Length + 1, Digits);
                if (!Utf8Parser.TryParse(digits, out uint number, out _, 'x') || !indices.TryGetValue(number, out uint index) ||
                    !Utf8Formatter.TryFormat(index, digits, out _, new('x', Digits)))
                {
                    throw new ArgumentException("the object names what its unit does not know", nameof(elf));
                }
            }
        }
    }

    private static Span<byte> Content(Span<byte> elf, ReadOnlySpan<byte> section) => elf.Slice(
        (int)BinaryPrimitives.ReadUInt64LittleEndian(section[24..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));
}

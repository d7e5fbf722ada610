// Puts the numbers of a module into an object that was made without knowing them.

using System;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Collections.Generic;
using System.Text;
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
    /// <param name="symbols">The names that the object may have, before, and what they stand for.</param>
    /// <returns>Those that it has, with the names afterwards.</returns>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static List<(string Name, AutoJitSymbolKind Kind, uint Index)> Number(
        Span<byte> elf, List<(string Name, AutoJitSymbolKind Kind, uint Index)> symbols)
    {
        Dictionary<string, int> positions = new(symbols.Count);
        for (int i = 0; i < symbols.Count; i++)
        {
            positions[symbols[i].Name] = i;
        }

        string?[] found = new string?[symbols.Count];
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
            int firstGlobal = BinaryPrimitives.ReadInt32LittleEndian(section[44..]);
            for (int at = 24 * firstGlobal; at + 24 <= table.Length; at += 24)
            {
                Span<byte> name = strings[BinaryPrimitives.ReadInt32LittleEndian(table[at..])..];
                name = name[..name.IndexOf((byte)0)];
                if (positions.TryGetValue(Encoding.UTF8.GetString(name), out int position))
                {
                    found[position] = Numbered(name, symbols[position].Index);
                }
                else if (Is(name))
                {
                    throw new ArgumentException("the object names what its unit does not know", nameof(elf));
                }
            }
        }

        List<(string, AutoJitSymbolKind, uint)> result = new(symbols.Count);
        for (int i = 0; i < found.Length; i++)
        {
            if (found[i] is { } name)
            {
                result.Add((name, symbols[i].Kind, symbols[i].Index));
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

    private static Span<byte> Content(Span<byte> elf, ReadOnlySpan<byte> section) => elf.Slice(
        (int)BinaryPrimitives.ReadUInt64LittleEndian(section[24..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));
}

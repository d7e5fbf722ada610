// As much of a relocatable ELF object as names in it need: a header, a symbol table, its strings.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RustJit.Compiler.Tests;

internal static class TestObject
{
    private const int HeaderSize = 64, SectionSize = 64, SymbolSize = 24;

    /// <summary>An object with symbols of these names.</summary>
    public static byte[] Build(params string[] names) => Build(countIsElsewhere: false, names);

    /// <summary>The same; the number of sections may be where it is when there are too many for the header.</summary>
    public static byte[] Build(bool countIsElsewhere, params string[] names)
    {
        byte[] strings = [0, .. names.SelectMany(n => Encoding.UTF8.GetBytes(n + "\0"))];
        int symbols = HeaderSize, text = symbols + SymbolSize * names.Length, sections = (text + strings.Length + 7) & ~7;
        byte[] elf = new byte[sections + 3 * SectionSize];
        BinaryPrimitives.WriteInt64LittleEndian(elf.AsSpan(40), sections);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(60), (ushort)(countIsElsewhere ? 0 : 3));
        int at = 1;
        for (int i = 0; i < names.Length; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(elf.AsSpan(symbols + SymbolSize * i), at);
            at += Encoding.UTF8.GetByteCount(names[i]) + 1;
        }

        strings.CopyTo(elf, text);
        WriteSection(elf.AsSpan(sections), 0, 0, countIsElsewhere ? 3 : 0, 0);
        WriteSection(elf.AsSpan(sections + SectionSize), 2, symbols, SymbolSize * names.Length, link: 2);
        WriteSection(elf.AsSpan(sections + 2 * SectionSize), 3, text, strings.Length, 0);
        return elf;
    }

    /// <summary>The names of the symbols in an object that <see cref="Build(string[])"/> made.</summary>
    public static List<string> Names(byte[] elf)
    {
        int sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(40));
        int text = (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(sections + 2 * SectionSize + 24));
        List<string> names = [];
        for (int symbol = HeaderSize; symbol < text; symbol += SymbolSize)
        {
            ReadOnlySpan<byte> rest = elf.AsSpan(text + BinaryPrimitives.ReadInt32LittleEndian(elf.AsSpan(symbol)));
            names.Add(Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]));
        }

        return names;
    }

    private static void WriteSection(Span<byte> section, int type, long offset, long size, int link)
    {
        BinaryPrimitives.WriteInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteInt64LittleEndian(section[24..], offset);
        BinaryPrimitives.WriteInt64LittleEndian(section[32..], size);
        BinaryPrimitives.WriteInt32LittleEndian(section[40..], link);
    }
}

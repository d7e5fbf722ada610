// Renames the symbols of an object, for linking it with those of other modules.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace RustJit.Compiler;

internal static class ObjectNames
{
    private const uint SectionSymbols = 2;
    private const int SymbolSection = 3;
    private const int SymbolFile = 4;

    // The linker's own, wherever it is mentioned.
    private static ReadOnlySpan<byte> OffsetTable => "_GLOBAL_OFFSET_TABLE_"u8;

    /// <summary>A copy of a relocatable object in which symbols have other names.</summary>
    /// <param name="elf">The object.</param>
    /// <param name="rename">Gives the new name.</param>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static byte[] Rename(ReadOnlySpan<byte> elf, Func<string, string> rename)
    {
        int sections = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[40..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(elf[60..]);
        // With 65,280 sections and more the number is elsewhere (-ffunction-sections of a huge unit).
        count = count != 0 ? count : (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(sections + 32)..]);
        int table = sections;
        while (count > 0 && BinaryPrimitives.ReadUInt32LittleEndian(elf[(table + 4)..]) != SectionSymbols)
        {
            table += 64;
            count--;
        }

        if (count == 0)
        {
            throw new ArgumentException("the object has no symbols", nameof(elf));
        }

        int names = sections + 64 * BinaryPrimitives.ReadInt32LittleEndian(elf[(table + 40)..]);
        (int symbolsAt, int symbolsSize) = Place(elf, table);
        (int namesAt, int namesSize) = Place(elf, names);
        ReadOnlySpan<byte> oldNames = elf.Slice(namesAt, namesSize);
        // The old ones stay: sections may have theirs among them.
        List<byte> newNames = [.. oldNames];
        Dictionary<uint, uint> renamed = [];
        byte[] copy = elf.ToArray();
        for (int at = symbolsAt; at + 24 <= symbolsAt + symbolsSize; at += 24)
        {
            uint offset = BinaryPrimitives.ReadUInt32LittleEndian(elf[at..]);
            if (offset == 0 || (elf[at + 4] & 15) is SymbolSection or SymbolFile)
            {
                continue;
            }

            if (!renamed.TryGetValue(offset, out uint now))
            {
                ReadOnlySpan<byte> name = NameAt(oldNames, offset);
                now = name.SequenceEqual(OffsetTable) ? offset : (uint)newNames.Count;
                renamed.Add(offset, now);
                if (now != offset)
                {
                    newNames.AddRange(Encoding.UTF8.GetBytes(rename(Encoding.UTF8.GetString(name))));
                    newNames.Add(0);
                }
            }

            BinaryPrimitives.WriteUInt32LittleEndian(copy.AsSpan(at), now);
        }

        BinaryPrimitives.WriteUInt64LittleEndian(copy.AsSpan(names + 24), (ulong)elf.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(copy.AsSpan(names + 32), (ulong)newNames.Count);
        return [.. copy, .. newNames];
    }

    private static ReadOnlySpan<byte> NameAt(ReadOnlySpan<byte> names, uint offset)
    {
        ReadOnlySpan<byte> name = names[(int)offset..];
        return name[..name.IndexOf((byte)0)];
    }

    private static (int Offset, int Size) Place(ReadOnlySpan<byte> elf, int section) => (
        (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(section + 24)..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(section + 32)..]));
}

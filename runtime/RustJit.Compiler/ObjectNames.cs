// Renames the symbols of an object, for linking it with those of other modules.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace RustJit.Compiler;

internal static class ObjectNames
{
    private const int SymbolSection = 3;
    private const int SymbolFile = 4;

    // The linker's own, wherever it is mentioned.
    private static ReadOnlySpan<byte> OffsetTable => "_GLOBAL_OFFSET_TABLE_"u8;

    /// <summary>A copy of a relocatable object in which symbols have other names.</summary>
    /// <param name="elf">The object.</param>
    /// <param name="suffix">What is added to each name</param>
    /// <param name="bodies">but those of these placeholders, which are replaced.</param>
    /// <exception cref="ArgumentException">This is no object of ours (also other exceptions for offsets outside of it).</exception>
    public static byte[] Rename(ReadOnlySpan<byte> elf, string suffix, IReadOnlyDictionary<string, string> bodies)
    {
        byte[] added = Encoding.UTF8.GetBytes(suffix);
        ObjectSymbols table = ObjectSymbols.Find(elf);
        byte[] copy = elf.ToArray();
        Span<byte> oldNames = copy.AsSpan(table.Names);
        // The old ones stay: sections may have theirs among them.
        List<byte> newNames = [.. oldNames];
        Dictionary<int, int> renamed = [];
        for (int at = table.At; at < table.End; at += ObjectSymbols.SymbolSize)
        {
            int offset = ObjectSymbols.NameOffset(elf, at);
            if (offset == 0 || (elf[at + 4] & 15) is SymbolSection or SymbolFile)
            {
                continue;
            }

            if (!renamed.TryGetValue(offset, out int now))
            {
                ReadOnlySpan<byte> name = ObjectSymbols.NameAt(oldNames, offset);
                now = name.SequenceEqual(OffsetTable) ? offset : newNames.Count;
                renamed.Add(offset, now);
                if (now != offset)
                {
                    if (ObjectPlaceholders.Is(name) && bodies.TryGetValue(Encoding.UTF8.GetString(name), out string? body))
                    {
                        newNames.AddRange(Encoding.UTF8.GetBytes(body));
                    }
                    else
                    {
                        newNames.AddRange(name);
                        newNames.AddRange(added);
                    }

                    newNames.Add(0);
                }
            }

            BinaryPrimitives.WriteInt32LittleEndian(copy.AsSpan(at), now);
        }

        BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(table.NamesHeader + ObjectSymbols.HeaderOffset), copy.Length);
        BinaryPrimitives.WriteInt64LittleEndian(copy.AsSpan(table.NamesHeader + ObjectSymbols.HeaderSize), newNames.Count);
        return [.. copy, .. newNames];
    }
}

// The loadable segments of a 64-bit ELF file: which bytes are where in memory, and what may be done with them.
// Source: the ELF specification, "Program Header". Nothing in the file is trusted.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;

namespace RustJit.Cache;

/// <summary>One PT_LOAD segment. Its bytes in the file are inside the file.</summary>
/// <param name="Flags">PF_X 1, PF_W 2, PF_R 4.</param>
/// <param name="Offset">Where its bytes start in the file.</param>
/// <param name="Address">Where they are in memory, relative to the load bias.</param>
/// <param name="FileSize">How many bytes come from the file.</param>
/// <param name="MemorySize">How many bytes it has in memory; the rest is zero.</param>
internal readonly record struct ElfSegment(uint Flags, ulong Offset, ulong Address, ulong FileSize, ulong MemorySize)
{
    public const uint Executable = 1;
    public const uint Writable = 2;

    private const int HeaderSize = 64;
    private const int EntrySize = 56;
    private const uint Load = 1;

    /// <summary>Whether <paramref name="size"/> bytes at <paramref name="address"/> are in its memory.</summary>
    public bool Contains(ulong address, ulong size) =>
        address >= Address && address - Address <= MemorySize && MemorySize - (address - Address) >= size;

    /// <summary>Whether a file begins as a 64-bit little-endian ELF file does.</summary>
    public static bool IsElf(ReadOnlySpan<byte> file) => file.Length >= HeaderSize && file.StartsWith("\u007fELF\u0002\u0001"u8);

    /// <summary>Lists the segments of a file.</summary>
    /// <returns>Null when it is not an ELF file, or the table or a segment leads outside.</returns>
    public static List<ElfSegment>? Read(ReadOnlySpan<byte> file)
    {
        if (!IsElf(file))
        {
            return null;
        }

        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(file[32..]), length = (ulong)file.Length;
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file[56..]);
        if (count != 0 && (table > length || (length - table) / EntrySize < (ulong)count ||
            BinaryPrimitives.ReadUInt16LittleEndian(file[54..]) != EntrySize))
        {
            return null;
        }

        List<ElfSegment> segments = [];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> entry = file.Slice((int)table + i * EntrySize, EntrySize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(entry) != Load)
            {
                continue;
            }

            ElfSegment segment = new(
                BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[8..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[16..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[32..]),
                BinaryPrimitives.ReadUInt64LittleEndian(entry[40..]));
            if (segment.Offset > length || segment.FileSize > length - segment.Offset || segment.FileSize > segment.MemorySize ||
                segment.MemorySize > ulong.MaxValue - segment.Address)
            {
                return null;
            }

            segments.Add(segment);
        }

        return segments;
    }
}

// As much of an ELF library as an image needs to be accepted: a header, program headers, and bytes.

using System;
using System.Buffers.Binary;

namespace RustJit.Cache.Tests;

/// <summary>A loadable segment. Flags: executable 1, writable 2, readable 4.</summary>
internal readonly record struct TestSegment(uint Flags, ulong Address, ulong Size, ulong Offset = 0, ulong FileSize = 0);

internal static class TestElf
{
    public static byte[] Build(int size, params TestSegment[] segments)
    {
        const int HeaderSize = 64, EntrySize = 56;
        byte[] elf = new byte[size];
        new Random(1).NextBytes(elf);
        Array.Clear(elf, 0, HeaderSize + segments.Length * EntrySize);
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(elf);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(16), 3); // ET_DYN
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(18), 62); // EM_X86_64
        BinaryPrimitives.WriteUInt64LittleEndian(elf.AsSpan(32), HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(54), EntrySize);
        BinaryPrimitives.WriteUInt16LittleEndian(elf.AsSpan(56), (ushort)segments.Length);
        for (int i = 0; i < segments.Length; i++)
        {
            Span<byte> entry = elf.AsSpan(HeaderSize + i * EntrySize, EntrySize);
            BinaryPrimitives.WriteUInt32LittleEndian(entry, 1); // PT_LOAD
            BinaryPrimitives.WriteUInt32LittleEndian(entry[4..], segments[i].Flags);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[8..], segments[i].Offset);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[16..], segments[i].Address);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[32..], segments[i].FileSize);
            BinaryPrimitives.WriteUInt64LittleEndian(entry[40..], segments[i].Size);
        }

        return elf;
    }
}

// The end of images and objects alike: what the file was made from, and whether it is whole. Little endian.
//
//     footer of 56 bytes
//       0  u8[16] hash of what it was made from (big endian), u8[16] hash of the ELF file and the rest
//      32  u64 bytes of the ELF file (of an image: with padding), u32 bytes of the rest, u32 format version, char[8] magic
//
// What is between the rest and the footer has a hash of its own: KeptUnits.cs.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>What is wrong with a file. <see cref="ImageError"/> and <see cref="ObjectError"/> begin with the same values.</summary>
internal enum FooterError
{
    None = (int)ImageError.None,
    Truncated = (int)ImageError.Truncated,
    OtherMagic = (int)ImageError.NotAnImage,
    UnsupportedVersion = (int)ImageError.UnsupportedVersion,
    Damaged = (int)ImageError.Damaged,
}

internal static class CodeFooter
{
    public const int Size = 56;

    /// <summary>Checks a whole file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="magic">Eight bytes.</param>
    /// <param name="version">The one version that is known.</param>
    /// <param name="smallestRest">Fewer bytes after the ELF file are none of this kind.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <param name="elfSize">Where the rest begins, on success.</param>
    /// <param name="restEnd">Where it ends.</param>
    public static FooterError Check(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> magic, uint version, uint smallestRest, IContentHasher hasher, out int elfSize, out int restEnd)
    {
        (elfSize, restEnd) = (0, 0);
        if (file.Length < Size)
        {
            return FooterError.Truncated;
        }

        int end = file.Length - Size;
        ReadOnlySpan<byte> footer = file[end..];
        if (!footer[48..].SequenceEqual(magic))
        {
            return FooterError.OtherMagic;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(footer[44..]) != version)
        {
            return FooterError.UnsupportedVersion;
        }

        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(footer[32..]);
        uint rest = BinaryPrimitives.ReadUInt32LittleEndian(footer[40..]);
        if (size > (ulong)end || size + rest > (ulong)end || rest < smallestRest)
        {
            return FooterError.Truncated;
        }

        if (hasher.Hash(file[..(int)(size + rest)]) != ContentHash.Read(footer[16..]))
        {
            return FooterError.Damaged;
        }

        (elfSize, restEnd) = ((int)size, (int)(size + rest));
        return FooterError.None;
    }

    /// <summary>The hash of what a checked file was made from.</summary>
    public static ContentHash Source(ReadOnlySpan<byte> file) => ContentHash.Read(file[^Size..]);

    /// <summary>The first bytes of the hash of the ELF file and the rest.</summary>
    public static uint Fingerprint(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt32LittleEndian(file[^(Size - 16)..]);

    /// <summary>Puts together a whole file, of an ELF file and what follows it on multiples of 8.</summary>
    public static byte[] Append(
        ReadOnlySpan<byte> elf,
        ReadOnlySpan<byte> rest,
        IReadOnlyList<KeptUnit> units,
        ContentHash source,
        ReadOnlySpan<byte> magic,
        uint version,
        IContentHasher hasher)
    {
        int start = AlignUp(elf.Length), end = start + rest.Length, unitSize = KeptUnits.SizeOf(units);
        byte[] file = new byte[(unitSize == 0 ? end : AlignUp(end) + unitSize) + Size];
        elf.CopyTo(file);
        rest.CopyTo(file.AsSpan(start));
        KeptUnits.Write(units, file.AsSpan(file.Length - Size - unitSize, unitSize), hasher);
        Write(file, source, start, end, magic, version, hasher);
        return file;
    }

    /// <summary>What there is between the rest and the footer of a checked file.</summary>
    public static ReadOnlyMemory<byte> Units(ReadOnlyMemory<byte> file, int restEnd) =>
        AlignUp(restEnd) < file.Length - Size ? file[AlignUp(restEnd)..^Size] : default;

    /// <summary>Writes the footer into the last bytes of a file that is complete but for it.</summary>
    public static void Write(
        Span<byte> file, ContentHash source, int elfSize, int restEnd, ReadOnlySpan<byte> magic, uint version, IContentHasher hasher)
    {
        Span<byte> footer = file[^Size..];
        source.Write(footer);
        hasher.Hash(file[..restEnd]).Write(footer[16..]);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[32..], (ulong)elfSize);
        BinaryPrimitives.WriteInt32LittleEndian(footer[40..], restEnd - elfSize);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[44..], version);
        magic.CopyTo(footer[48..]);
    }

    /// <summary>Where what comes next begins.</summary>
    public static int AlignUp(int offset) => (offset + 7) & ~7;
}

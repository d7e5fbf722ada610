// The end of images and objects alike: what the file was made from, and whether it is whole. Little endian.
//
//     footer of 56 bytes
//       0  u8[16] hash of what it was made from (big endian), u8[16] hash of everything before the footer
//      32  u64 bytes of the ELF file (of an image: with padding), u32 bytes of the rest, u32 format version, char[8] magic

using System;
using System.Buffers.Binary;
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
    /// <param name="elfSize">Where the rest begins, on success; it ends where the footer begins.</param>
    public static FooterError Check(
        ReadOnlySpan<byte> file, ReadOnlySpan<byte> magic, uint version, uint smallestRest, IContentHasher hasher, out int elfSize)
    {
        elfSize = 0;
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
        if (size > (ulong)end || size + rest != (ulong)end || rest < smallestRest)
        {
            return FooterError.Truncated;
        }

        if (hasher.Hash(file[..end]) != ContentHash.Read(footer[16..]))
        {
            return FooterError.Damaged;
        }

        elfSize = (int)size;
        return FooterError.None;
    }

    /// <summary>The hash of what a checked file was made from.</summary>
    public static ContentHash Source(ReadOnlySpan<byte> file) => ContentHash.Read(file[^Size..]);

    /// <summary>The first bytes of the hash of everything before the footer.</summary>
    public static uint Fingerprint(ReadOnlySpan<byte> file) => BinaryPrimitives.ReadUInt32LittleEndian(file[^(Size - 16)..]);

    /// <summary>Puts together a whole file, of an ELF file and what follows it on a multiple of 8.</summary>
    public static byte[] Append(
        ReadOnlySpan<byte> elf, ReadOnlySpan<byte> rest, ContentHash source, ReadOnlySpan<byte> magic, uint version, IContentHasher hasher)
    {
        int start = (elf.Length + 7) & ~7;
        byte[] file = new byte[start + rest.Length + Size];
        elf.CopyTo(file);
        rest.CopyTo(file.AsSpan(start));
        Write(file, source, start, magic, version, hasher);
        return file;
    }

    /// <summary>Writes the footer into the last bytes of a file that is complete but for it.</summary>
    public static void Write(
        Span<byte> file, ContentHash source, int elfSize, ReadOnlySpan<byte> magic, uint version, IContentHasher hasher)
    {
        int end = file.Length - Size;
        Span<byte> footer = file[end..];
        source.Write(footer);
        hasher.Hash(file[..end]).Write(footer[16..]);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[32..], (ulong)elfSize);
        BinaryPrimitives.WriteInt32LittleEndian(footer[40..], end - elfSize);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[44..], version);
        magic.CopyTo(footer[48..]);
    }
}

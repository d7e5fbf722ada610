// The object format: a relocatable ELF object followed by what it was made from.
//
// An object is found by its content: the hash of the unit that was compiled. It belongs to no module; its
// placeholders are numbered by first use (plugin-native/llvm/autojit_llvm.h). Little endian:
//
//     ELF relocatable object
//     key
//     footer of 56 bytes
//       0  u8[16] hash of the unit, u8[16] hash of everything before the footer
//      32  u64 size of the ELF object, u32 key length, u32 format version, char[8] "AJOBJCT\0"
//
// Version history: 1 - first.

using System;
using System.Buffers.Binary;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>Why a stored object is not used. It is only a cache: all of these mean that code is generated again.</summary>
public enum ObjectError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is shorter than its footer says.</summary>
    Truncated,

    /// <summary>It has no footer of ours.</summary>
    NotAnObject,

    /// <summary>Another version wrote it.</summary>
    UnsupportedVersion,

    /// <summary>Its content does not match its hash.</summary>
    Damaged,

    /// <summary>It was made from another unit.</summary>
    Foreign,

    /// <summary>It was made with other options, or by another version of LLVM.</summary>
    WrongKey,
}

/// <summary>Reads and writes stored objects.</summary>
public static class ObjectFile
{
    /// <summary>The format this code reads and writes.</summary>
    public const uint FormatVersion = 1;

    internal const int FooterSize = 56;

    /// <summary>The name of the file: HASH-KEY.o.</summary>
    /// <param name="unit">The hash of the unit.</param>
    /// <param name="keyName">The first half of the hash of the key, in hexadecimal digits.</param>
    public static string Name(ContentHash unit, string keyName) => $"{unit}-{keyName}.o";

    /// <summary>Checks a stored object.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="unit">The unit it must have been made from; null for any.</param>
    /// <param name="key">The key it must have been made with; empty for any.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <param name="elf">The object within the file, on success.</param>
    public static ObjectError TryParse(
        ReadOnlySpan<byte> bytes, ContentHash? unit, ReadOnlySpan<byte> key, IContentHasher hasher, out ReadOnlySpan<byte> elf)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        elf = default;
        if (bytes.Length < FooterSize)
        {
            return ObjectError.Truncated;
        }

        int end = bytes.Length - FooterSize;
        ReadOnlySpan<byte> footer = bytes[end..];
        if (!footer[48..].SequenceEqual("AJOBJCT\0"u8))
        {
            return ObjectError.NotAnObject;
        }

        if (BinaryPrimitives.ReadUInt32LittleEndian(footer[44..]) != FormatVersion)
        {
            return ObjectError.UnsupportedVersion;
        }

        ulong size = BinaryPrimitives.ReadUInt64LittleEndian(footer[32..]);
        uint keyLength = BinaryPrimitives.ReadUInt32LittleEndian(footer[40..]);
        if (size > (ulong)end || size + keyLength != (ulong)end)
        {
            return ObjectError.Truncated;
        }

        if (hasher.Hash(bytes[..end]) != ContentHash.Read(footer[16..]))
        {
            return ObjectError.Damaged;
        }

        if (unit is { } expected && ContentHash.Read(footer) != expected)
        {
            return ObjectError.Foreign;
        }

        if (!key.IsEmpty && !bytes[(int)size..end].SequenceEqual(key))
        {
            return ObjectError.WrongKey;
        }

        elf = bytes[..(int)size];
        return ObjectError.None;
    }

    /// <summary>Appends key and footer to an object.</summary>
    /// <param name="elf">What the back end made, its placeholders untouched.</param>
    /// <param name="unit">The hash of the unit.</param>
    /// <param name="key">The key it was made with.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <returns>The whole file.</returns>
    public static byte[] Build(ReadOnlySpan<byte> elf, ContentHash unit, ReadOnlySpan<byte> key, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        int end = elf.Length + key.Length;
        byte[] file = new byte[end + FooterSize];
        elf.CopyTo(file);
        key.CopyTo(file.AsSpan(elf.Length));
        Span<byte> footer = file.AsSpan(end);
        unit.Write(footer);
        hasher.Hash(file.AsSpan(0, end)).Write(footer[16..]);
        BinaryPrimitives.WriteUInt64LittleEndian(footer[32..], (ulong)elf.Length);
        BinaryPrimitives.WriteInt32LittleEndian(footer[40..], key.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(footer[44..], FormatVersion);
        "AJOBJCT\0"u8.CopyTo(footer[48..]);
        return file;
    }
}

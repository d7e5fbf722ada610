// The object format: a relocatable ELF object followed by what it was made from.
//
// An object is found by its content: the hash of the unit that was compiled. It belongs to no module; its
// placeholders are numbered by first use (plugin-native/llvm/autojit_llvm.h). Little endian:
//
//     ELF relocatable object
//     key
//     footer: CodeFooter.cs, made from a unit, magic "AJOBJCT\0"
//
// Version history: 1 - first.

using System;
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

    private static ReadOnlySpan<byte> Magic => "AJOBJCT\0"u8;

    /// <summary>The name of the file: UNIT-KEY.o.</summary>
    /// <param name="unit">The hash of the unit.</param>
    /// <param name="key">The key it was made with.</param>
    /// <param name="hasher">Computes the hash.</param>
    public static string Name(ContentHash unit, ReadOnlySpan<byte> key, IContentHasher hasher) => $"{unit}-{ImageName.Key(key, hasher)}.o";

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
        FooterError problem = CodeFooter.Check(bytes, Magic, FormatVersion, smallestRest: 0, hasher, out int size, out int end);
        if (problem != FooterError.None)
        {
            return (ObjectError)problem;
        }

        if (end != bytes.Length - CodeFooter.Size)
        {
            return ObjectError.Truncated;
        }

        if (unit is { } expected && CodeFooter.Source(bytes) != expected)
        {
            return ObjectError.Foreign;
        }

        if (!key.IsEmpty && !bytes[size..^CodeFooter.Size].SequenceEqual(key))
        {
            return ObjectError.WrongKey;
        }

        elf = bytes[..size];
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
        byte[] file = new byte[elf.Length + key.Length + CodeFooter.Size];
        elf.CopyTo(file);
        key.CopyTo(file.AsSpan(elf.Length));
        CodeFooter.Write(file, unit, elf.Length, elf.Length + key.Length, Magic, FormatVersion, hasher);
        return file;
    }
}

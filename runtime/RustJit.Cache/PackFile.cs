// A pack: linked code of several modules, in one library. What an image says of one module it says of each of them.
//
//     ELF shared library
//     metadata, aligned to 8
//       0  u32 modules, u32 key length
//       8  modules of 24 bytes: u8[16] hash, u32 offset and u32 bytes of its metadata
//          key
//          metadata of each module as in an image (ImageFile.cs), on multiples of 8, with an empty key
//     units: KeptUnits.cs, or nothing
//     footer: CodeFooter.cs, made from the module whose directory it is in, magic "AJPACK\0\0"
//
// Little endian, offsets from the start of the metadata. Version history: 1 - first; 2 - units.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>The metadata of a pack, checked.</summary>
public sealed class PackFile
{
    /// <summary>The format this code reads and writes.</summary>
    public const uint FormatVersion = 2;

    private const int HeaderSize = 8;
    private const int EntrySize = 24;

    private PackFile(ContentHash home, ReadOnlyMemory<byte> key, List<ImageFile> modules, ReadOnlyMemory<byte> units) =>
        (Home, Key, Modules, Units) = (home, key, modules, units);

    private static ReadOnlySpan<byte> Magic => "AJPACK\0\0"u8;

    /// <summary>The module in whose directory it is.</summary>
    public ContentHash Home { get; }

    /// <summary>Everything else that it depends on, as the runtime wrote it down.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>What there is of each module. Their keys are empty.</summary>
    public IReadOnlyList<ImageFile> Modules { get; }

    /// <summary>See <see cref="ImageFile.Units"/>.</summary>
    public ReadOnlyMemory<byte> Units { get; }

    /// <summary>Checks a pack as a whole.</summary>
    /// <param name="bytes">The whole file. They must stay unchanged as long as the result is used.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <param name="pack">The pack on success.</param>
    public static ImageError TryParse(ReadOnlyMemory<byte> bytes, IContentHasher hasher, out PackFile? pack)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        pack = null;
        ReadOnlySpan<byte> b = bytes.Span;
        FooterError problem = CodeFooter.Check(b, Magic, FormatVersion, HeaderSize, hasher, out int start, out int end);
        if (problem != FooterError.None)
        {
            return (ImageError)problem;
        }

        ReadOnlyMemory<byte> metadata = bytes[start..end];
        ReadOnlySpan<byte> m = metadata.Span;
        ulong count = BinaryPrimitives.ReadUInt32LittleEndian(m), keyLength = BinaryPrimitives.ReadUInt32LittleEndian(m[4..]);
        ulong keyOffset = HeaderSize + count * EntrySize;
        if (keyOffset + keyLength > (ulong)m.Length || ElfSegment.Read(b[..start]) is not { } segments)
        {
            return ImageError.Damaged;
        }

        List<ImageFile> modules = new((int)count);
        for (int at = HeaderSize; at < (int)keyOffset; at += EntrySize)
        {
            ulong offset = BinaryPrimitives.ReadUInt32LittleEndian(m[(at + 16)..]), size = BinaryPrimitives.ReadUInt32LittleEndian(m[(at + 20)..]);
            if (offset + size > (ulong)m.Length ||
                ImageFile.Read(ContentHash.Read(m[at..]), metadata.Slice((int)offset, (int)size), segments) is not { } module)
            {
                return ImageError.Damaged;
            }

            modules.Add(module);
        }

        pack = new PackFile(CodeFooter.Source(b), metadata.Slice((int)keyOffset, (int)keyLength), modules, CodeFooter.Units(bytes, end));
        return ImageError.None;
    }

    /// <summary>Appends metadata and footer to a linked library.</summary>
    /// <param name="elf">The library, with its rewritten relocations.</param>
    /// <param name="home">The module in whose directory it will be.</param>
    /// <param name="key">The key it was made with.</param>
    /// <param name="modules">What there is of each module.</param>
    /// <param name="units">What it was linked from, to be kept; or nothing.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <returns>The whole file.</returns>
    public static byte[] Build(
        ReadOnlySpan<byte> elf,
        ContentHash home,
        ReadOnlySpan<byte> key,
        IReadOnlyList<PackedModule> modules,
        IReadOnlyList<KeptUnit> units,
        IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(hasher);
        List<byte[]> parts = new(modules.Count);
        int size = HeaderSize + modules.Count * EntrySize + key.Length;
        foreach (PackedModule module in modules)
        {
            byte[] part = ImageFile.Metadata([], module.Functions, module.Bindings, module.LibraryNames);
            parts.Add(part);
            size = CodeFooter.AlignUp(size) + part.Length;
        }

        byte[] metadata = new byte[size];
        BinaryPrimitives.WriteInt32LittleEndian(metadata, modules.Count);
        BinaryPrimitives.WriteInt32LittleEndian(metadata.AsSpan(4), key.Length);
        int end = HeaderSize + modules.Count * EntrySize;
        key.CopyTo(metadata.AsSpan(end));
        end += key.Length;
        for (int i = 0; i < parts.Count; i++)
        {
            end = CodeFooter.AlignUp(end);
            Span<byte> entry = metadata.AsSpan(HeaderSize + i * EntrySize, EntrySize);
            modules[i].Module.Write(entry);
            BinaryPrimitives.WriteInt32LittleEndian(entry[16..], end);
            BinaryPrimitives.WriteInt32LittleEndian(entry[20..], parts[i].Length);
            parts[i].CopyTo(metadata, end);
            end += parts[i].Length;
        }

        return CodeFooter.Append(elf, metadata, units, home, Magic, FormatVersion, hasher);
    }
}

/// <summary>What a pack says of a module; see <see cref="ImageFile.Build"/>.</summary>
/// <param name="Module">Its identity.</param>
/// <param name="Functions">What is defined; sorted when it is written.</param>
/// <param name="Bindings">What has to be bound.</param>
/// <param name="LibraryNames">Names of library functions.</param>
public sealed record PackedModule(
    ContentHash Module, List<ImageFunction> Functions, List<ImageBinding> Bindings, List<string> LibraryNames);

// The image format: an ELF shared library followed by what is needed to bind it.
//
// An image is position independent. Its imports are not resolved by the dynamic loader: their relocations
// have been rewritten to R_X86_64_NONE and are listed here, because what they mean only the object's import
// table knows. Little endian, offsets from the start of the metadata:
//
//     ELF shared library
//     metadata, aligned to 8
//       0  u32 functions, u32 bindings, u32 key length, u32 name bytes
//      16  functions of 16 bytes, sorted by id: u32 id, u32 address of what it counts in or 0, u64 address
//          bindings of 24 bytes: u64 address, i64 addend, u32 index, u8 kind, u8 import kind, u16 0
//          key, then names (NUL-terminated; a Library binding's index is an offset into them)
//     units: KeptUnits.cs, or nothing
//     footer: CodeFooter.cs, made from a module, magic "AJIMAGE\0"
//
// Addresses are relative to the load bias. Version history: 1 - first; 2 - bindings of kind 3, AccessLoss;
// 3 - units.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>What the value of a binding is.</summary>
public enum BindingKind : byte
{
    /// <summary>An entry of the object's import table.</summary>
    Import = 0,

    /// <summary>A function of the same module that another image or unit holds.</summary>
    Callee = 1,

    /// <summary>A function of the C library or the compiler's helpers that code generation introduced.</summary>
    Library = 2,

    /// <summary>
    /// An entry of the object's import table, only for calling. After a call files may be out of reach: whoever binds it has
    /// opened before what may be needed later (<see cref="Core.AccessLoss"/>).
    /// </summary>
    AccessLoss = 3,
}

/// <summary>A word of the image that is written after loading, as it is in the file.</summary>
/// <param name="Address">Of the word, relative to the load bias.</param>
/// <param name="Addend">Added to the value.</param>
/// <param name="Index">Import index, function id, or offset of the name.</param>
/// <param name="Kind">What the value is.</param>
/// <param name="ImportKind">How the import's entry is read.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ImageBinding(ulong Address, long Addend, uint Index, BindingKind Kind, ImportKind ImportKind);

/// <summary>A function that an image defines, as it is in the file.</summary>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct ImageFunction
{
    /// <summary>Bytes at <see cref="Heat"/>.</summary>
    public const uint HeatSize = 32;

    /// <summary>Sets all.</summary>
    public ImageFunction(uint id, ulong address, uint heat = 0) => (Id, Address, Heat) = (id, address, heat);

    /// <summary>Its id in the module.</summary>
    public uint Id { get; }

    /// <summary>
    /// Of a body of the first tier, where it counts (struct autojit_heat of runtime/abi/autojit_abi.h), relative to the load bias: there
    /// may be a better body. Of others 0.
    /// </summary>
    public uint Heat { get; }

    /// <summary>Relative to the load bias.</summary>
    public ulong Address { get; }

    /// <summary>Whether there may be a better body.</summary>
    public bool Counts => Heat != 0;
}

/// <summary>Why an image is not used. An image is only a cache: all of these mean that code is compiled again.</summary>
public enum ImageError
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is shorter than its footer says.</summary>
    Truncated,

    /// <summary>It has no footer of ours.</summary>
    NotAnImage,

    /// <summary>Another version wrote it.</summary>
    UnsupportedVersion,

    /// <summary>Its content does not match its hash.</summary>
    Damaged,

    /// <summary>It was made from another module.</summary>
    Foreign,

    /// <summary>It was made with other options, or by another version of LLVM.</summary>
    WrongKey,

    /// <summary>The dynamic loader refused it.</summary>
    NotLoadable,
}

/// <summary>The metadata of an image, checked.</summary>
public sealed class ImageFile
{
    /// <summary>The format this code reads and writes.</summary>
    public const uint FormatVersion = 3;

    private const int HeaderSize = 16;
    private const int FunctionSize = 16;
    private const int BindingSize = 24;

    private readonly ReadOnlyMemory<byte> _metadata;
    private readonly int _bindings;
    private readonly int _bindingCount;
    private readonly int _names;

    private ImageFile(ContentHash module, ReadOnlyMemory<byte> metadata, int functions, int bindings, int key, int names)
    {
        Module = module;
        _metadata = metadata;
        _bindings = HeaderSize + functions * FunctionSize;
        _bindingCount = bindings;
        Key = metadata[key..names];
        _names = names;
    }

    private static ReadOnlySpan<byte> Magic => "AJIMAGE\0"u8;

    /// <summary>The module it was made from.</summary>
    public ContentHash Module { get; }

    /// <summary>Everything else that it depends on, as the runtime wrote it down.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>Checks an image as a whole.</summary>
    /// <param name="bytes">The whole file. They must stay unchanged as long as the result is used.</param>
    /// <param name="module">The module it must have been made from.</param>
    /// <param name="key">The key it must have been made with.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <param name="image">The image on success.</param>
    public static ImageError TryParse(
        ReadOnlyMemory<byte> bytes, ContentHash module, ReadOnlySpan<byte> key, IContentHasher hasher, out ImageFile? image)
    {
        ImageError error = TryParse(bytes, hasher, out image);
        if (error == ImageError.None && image!.Module != module)
        {
            error = ImageError.Foreign;
        }
        else if (error == ImageError.None && !image!.Key.Span.SequenceEqual(key))
        {
            error = ImageError.WrongKey;
        }

        image = error == ImageError.None ? image : null;
        return error;
    }

    /// <summary>Checks an image of any module and key, to look at it and not to load it.</summary>
    /// <param name="bytes">The whole file. They must stay unchanged as long as the result is used.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <param name="image">The image on success.</param>
    public static ImageError TryParse(ReadOnlyMemory<byte> bytes, IContentHasher hasher, out ImageFile? image)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        image = null;
        ReadOnlySpan<byte> b = bytes.Span;
        FooterError problem = CodeFooter.Check(b, Magic, FormatVersion, HeaderSize, hasher, out int offset, out int end);
        if (problem != FooterError.None)
        {
            return (ImageError)problem;
        }

        image = ElfSegment.Read(b[..offset]) is { } segments
            ? Read(CodeFooter.Source(b), bytes[offset..end], segments)
            : null;
        if (image is null)
        {
            return ImageError.Damaged;
        }

        image.Units = CodeFooter.Units(bytes, end);
        return ImageError.None;
    }

    /// <summary>Checks metadata of a module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="metadata">Whose hash has been checked.</param>
    /// <param name="segments">Of the library.</param>
    /// <returns>Null when they are none.</returns>
    internal static ImageFile? Read(ContentHash module, ReadOnlyMemory<byte> metadata, List<ElfSegment> segments)
    {
        ReadOnlySpan<byte> m = metadata.Span;
        if (m.Length < HeaderSize)
        {
            return null;
        }

        ulong functions = U32(m, 0), bindings = U32(m, 4), keyLength = U32(m, 8), nameBytes = U32(m, 12);
        ulong keyOffset = HeaderSize + functions * FunctionSize + bindings * BindingSize;
        if (keyOffset + keyLength + nameBytes != (ulong)m.Length)
        {
            return null;
        }

        ImageFile file = new(module, metadata, (int)functions, (int)bindings, (int)keyOffset, (int)(keyOffset + keyLength));
        return file.IsSound(segments) ? file : null;
    }

    /// <summary>What it was linked from, for <see cref="KeptUnits.TryParse"/>, unchecked; empty when nothing was kept.</summary>
    public ReadOnlyMemory<byte> Units { get; private set; }

    /// <summary>The same, without the rest of the file: that need not be kept for it.</summary>
    public ImageFile Alone() => new(Module, _metadata.ToArray(), Functions.Length, _bindingCount, _names - Key.Length, _names);

    /// <summary>Its functions, sorted by id.</summary>
    public ReadOnlySpan<ImageFunction> Functions =>
        MemoryMarshal.Cast<byte, ImageFunction>(_metadata.Span[HeaderSize.._bindings]);

    /// <summary>Its bindings.</summary>
    public ReadOnlySpan<ImageBinding> Bindings =>
        MemoryMarshal.Cast<byte, ImageBinding>(_metadata.Span.Slice(_bindings, _bindingCount * BindingSize));

    /// <summary>The name that a <see cref="BindingKind.Library"/> binding stands for.</summary>
    public string LibraryName(ImageBinding binding)
    {
        ReadOnlySpan<byte> rest = _metadata.Span[(_names + (int)binding.Index)..];
        return Encoding.UTF8.GetString(rest[..rest.IndexOf((byte)0)]);
    }

    /// <summary>Appends metadata and footer to a linked library.</summary>
    /// <param name="elf">The library, with its rewritten relocations.</param>
    /// <param name="module">The module it was made from.</param>
    /// <param name="key">The key it was made with.</param>
    /// <param name="functions">What it defines; sorted here.</param>
    /// <param name="bindings">What has to be bound. For a Library binding, Index is a position in <paramref name="libraryNames"/>.</param>
    /// <param name="libraryNames">Names of library functions.</param>
    /// <param name="units">What it was linked from, to be kept; or nothing.</param>
    /// <param name="hasher">Computes the hash.</param>
    /// <returns>The whole file.</returns>
    public static byte[] Build(
        ReadOnlySpan<byte> elf,
        ContentHash module,
        ReadOnlySpan<byte> key,
        List<ImageFunction> functions,
        List<ImageBinding> bindings,
        IReadOnlyList<string> libraryNames,
        IReadOnlyList<KeptUnit> units,
        IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        byte[] metadata = Metadata(key, functions, bindings, libraryNames);
        return CodeFooter.Append(elf, metadata, units, module, Magic, FormatVersion, hasher);
    }

    /// <summary>Writes what <see cref="Read"/> reads.</summary>
    internal static byte[] Metadata(
        ReadOnlySpan<byte> key, List<ImageFunction> functions, List<ImageBinding> bindings, IReadOnlyList<string> libraryNames)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(bindings);
        ArgumentNullException.ThrowIfNull(libraryNames);
        List<byte> names = [];
        uint[] nameOffsets = new uint[libraryNames.Count];
        for (int i = 0; i < nameOffsets.Length; i++)
        {
            nameOffsets[i] = (uint)names.Count;
            names.AddRange(Encoding.UTF8.GetBytes(libraryNames[i]));
            names.Add(0);
        }

        functions.Sort((x, y) => x.Id.CompareTo(y.Id));
        byte[] metadata = new byte[HeaderSize + functions.Count * FunctionSize + bindings.Count * BindingSize + key.Length + names.Count];
        Span<byte> m = metadata;
        BinaryPrimitives.WriteInt32LittleEndian(m, functions.Count);
        BinaryPrimitives.WriteInt32LittleEndian(m[4..], bindings.Count);
        BinaryPrimitives.WriteInt32LittleEndian(m[8..], key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(m[12..], names.Count);
        CollectionsMarshal.AsSpan(functions).CopyTo(MemoryMarshal.Cast<byte, ImageFunction>(m[HeaderSize..]));
        Span<ImageBinding> writtenBindings = MemoryMarshal.Cast<byte, ImageBinding>(m[(HeaderSize + functions.Count * FunctionSize)..])[..bindings.Count];
        for (int i = 0; i < bindings.Count; i++)
        {
            writtenBindings[i] = bindings[i].Kind == BindingKind.Library ? bindings[i] with { Index = nameOffsets[bindings[i].Index] } : bindings[i];
        }

        m = m[(HeaderSize + functions.Count * FunctionSize + bindings.Count * BindingSize)..];
        key.CopyTo(m);
        names.CopyTo(m[key.Length..]);
        return metadata;
    }

    private static uint U32(ReadOnlySpan<byte> b, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(b[offset..]);

    // Addresses are written to and jumped to: they must lie in the library's memory, whoever made the file.
    private bool IsSound(List<ElfSegment> segments)
    {
        ReadOnlySpan<ElfSegment> memory = CollectionsMarshal.AsSpan(segments);
        foreach (ref readonly ImageFunction function in Functions)
        {
            if (!Contains(memory, ElfSegment.Executable, function.Address, 1) ||
                (function.Counts && (function.Heat % 8 != 0 || !Contains(memory, ElfSegment.Writable, function.Heat, ImageFunction.HeatSize))))
            {
                return false;
            }
        }

        ReadOnlySpan<byte> names = _metadata.Span[_names..];
        foreach (ref readonly ImageBinding binding in Bindings)
        {
            if (binding.Address % 8 != 0 || binding.Kind > BindingKind.AccessLoss || binding.ImportKind > ImportKind.Plt ||
                !Contains(memory, ElfSegment.Writable, binding.Address, sizeof(ulong)))
            {
                return false;
            }

            if (binding.Kind == BindingKind.Library && (binding.Index >= (uint)names.Length || !names[(int)binding.Index..].Contains((byte)0)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Contains(ReadOnlySpan<ElfSegment> segments, uint flag, ulong address, ulong size)
    {
        foreach (ref readonly ElfSegment segment in segments)
        {
            if ((segment.Flags & flag) != 0 && segment.Contains(address, size))
            {
                return true;
            }
        }

        return false;
    }
}

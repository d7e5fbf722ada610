// One file of the cache, as its name and its directory entry describe it. docs/cache-format.md has the grammar.

using System;
using System.Globalization;

namespace RustJit.Cache;

/// <summary>What a file in the cache is.</summary>
public enum CacheEntryKind
{
    /// <summary>modules/HASH.bc: bitcode that programs need.</summary>
    Module,

    /// <summary>objects/HH/UNIT-KEY.o: code that can be made again.</summary>
    Object,

    /// <summary>images/HASH/KEY-FUNCTION-FINGERPRINT.so, or a pack, KEY-PROGRAM-FINGERPRINT.pack: code that can be made again.</summary>
    Image,

    /// <summary>images/HASH/KEY-PROGRAM-HASH.in: a reference to another module's directory, where packs have functions of this one.</summary>
    Reference,

    /// <summary>.tmp-*: a file that is being written, or what a killed process left.</summary>
    Temporary,

    /// <summary>Anything else. Nothing of ours, and never touched.</summary>
    Foreign,
}

/// <summary>One file of the cache.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Path">Where it is.</param>
/// <param name="Module">The hash in its name, or in its directory's; empty for objects, temporary and foreign files.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Created">When it was published: entries never change.</param>
/// <param name="LastUsed">When it was last read, as far as the file system records that.</param>
public sealed record CacheEntry(
    CacheEntryKind Kind, string Path, string Module, long Size, DateTimeOffset Created, DateTimeOffset LastUsed)
{
    /// <summary>How the names of temporary files begin.</summary>
    public const string TemporaryPrefix = ".tmp-";

    /// <summary>The name without directory and extension: how the tool calls an entry.</summary>
    public string Id => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>Whether <paramref name="text"/> is a module hash: 32 lower-case hexadecimal digits.</summary>
    public static bool IsModuleHash(ReadOnlySpan<char> text) => text.Length == 32 && IsLowerHex(text);

    /// <summary>Whether <paramref name="name"/> is HASH.bc.</summary>
    public static bool IsModuleName(ReadOnlySpan<char> name) =>
        name.EndsWith(".bc", StringComparison.Ordinal) && IsModuleHash(name[..^3]);

    /// <summary>Whether it is code that can be made again.</summary>
    public bool IsCode => Kind is CacheEntryKind.Object or CacheEntryKind.Image or CacheEntryKind.Reference;

    /// <summary>Whether it is an image of several modules.</summary>
    public bool IsPack => Kind == CacheEntryKind.Image && IsPackName(System.IO.Path.GetFileName(Path));

    /// <summary>Whether <paramref name="name"/> is that of a directory below objects/: two digits.</summary>
    public static bool IsObjectDirectory(ReadOnlySpan<char> name) => name.Length == 2 && IsLowerHex(name);

    /// <summary>Whether <paramref name="name"/> is UNIT-KEY.o: 32 and 16 hexadecimal digits.</summary>
    public static bool IsObjectName(ReadOnlySpan<char> name) =>
        name.Length == 51 && name[32] == '-' && name.EndsWith(".o", StringComparison.Ordinal) && IsLowerHex(name[..32]) && IsLowerHex(name[33..49]);

    /// <summary>
    /// Whether <paramref name="name"/> is KEY-FUNCTION.so or KEY-FUNCTION-FINGERPRINT.so: 16 hexadecimal digits and decimal
    /// numbers.
    /// </summary>
    public static bool IsImageName(ReadOnlySpan<char> name)
    {
        if (name.Length <= 20 || name[16] != '-' || !name.EndsWith(".so", StringComparison.Ordinal) || !IsLowerHex(name[..16]))
        {
            return false;
        }

        ReadOnlySpan<char> numbers = name[17..^3];
        int dash = numbers.IndexOf('-');
        return IsNumber(dash < 0 ? numbers : numbers[..dash]) && (dash < 0 || IsNumber(numbers[(dash + 1)..]));
    }

    /// <summary>Whether <paramref name="name"/> is KEY-PROGRAM-FINGERPRINT.pack: twice 16 hexadecimal digits, and a decimal number.</summary>
    public static bool IsPackName(ReadOnlySpan<char> name) =>
        name.Length > 39 && name.EndsWith(".pack", StringComparison.Ordinal) && HasKeyAndProgram(name) && IsNumber(name[34..^5]);

    /// <summary>Whether <paramref name="name"/> is KEY-PROGRAM-HASH.in: twice 16, and 32 hexadecimal digits.</summary>
    public static bool IsReferenceName(ReadOnlySpan<char> name) =>
        name.Length == 69 && name.EndsWith(".in", StringComparison.Ordinal) && HasKeyAndProgram(name) && IsModuleHash(name[34..66]);

    /// <summary>What a file below images/HASH is by its name; <see cref="CacheEntryKind.Foreign"/> when it is none of ours.</summary>
    public static CacheEntryKind KindOfCode(ReadOnlySpan<char> name) =>
        IsImageName(name) || IsPackName(name) ? CacheEntryKind.Image
        : IsReferenceName(name) ? CacheEntryKind.Reference
        : CacheEntryKind.Foreign;

    private static bool HasKeyAndProgram(ReadOnlySpan<char> name) =>
        name[16] == '-' && name[33] == '-' && IsLowerHex(name[..16]) && IsLowerHex(name[17..33]);

    private static bool IsNumber(ReadOnlySpan<char> text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static bool IsLowerHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdef");
}

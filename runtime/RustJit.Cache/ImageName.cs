// The names of images and packs in a module's directory; docs/cache-format.md has the grammar.

using System;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>Makes names of images and packs.</summary>
public static class ImageName
{
    /// <summary>How the names of images with this key begin.</summary>
    public static string Key(ReadOnlySpan<byte> key, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        return hasher.Hash(key).High.ToString("x16");
    }

    /// <summary>
    /// The name of an image. Others have other names: the loader takes a file of the same name for one that it has loaded,
    /// and between reading an image and loading it another process may have put one there.
    /// </summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="leader">The first function of its first unit.</param>
    /// <param name="image">The whole file.</param>
    public static string Of(string key, uint leader, ReadOnlySpan<byte> image) => $"{key}-{leader}-{CodeFooter.Fingerprint(image)}.so";

    /// <summary>What tells a program's packs from others'.</summary>
    /// <param name="path">Of its file.</param>
    /// <param name="hasher">Computes the hash.</param>
    public static string Program(ReadOnlySpan<byte> path, IContentHasher hasher) => Key(path, hasher);

    /// <summary>How the names of a program's packs begin, and those of references to them.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="program">See <see cref="Program"/>.</param>
    public static string StartOf(string key, string program) => $"{key}-{program}-";

    /// <summary>The program in such a beginning.</summary>
    public static ReadOnlySpan<char> ProgramIn(string start) => start.AsSpan(17, 16);

    /// <summary>The name of a pack. As with images, others have other names.</summary>
    /// <param name="start">See <see cref="StartOf"/>.</param>
    /// <param name="pack">The whole file.</param>
    public static string OfPack(string start, ReadOnlySpan<byte> pack) => $"{start}{CodeFooter.Fingerprint(pack)}.pack";

    /// <summary>The name of a reference: packs of the program in another module's directory have functions of this one.</summary>
    public static string OfReference(string start, ContentHash home) => $"{start}{home}.in";

    /// <summary>How the names of the packs begin that a reference leads to, and where they are; null when a name is none.</summary>
    public static (string Start, ContentHash Home)? Referenced(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return CacheEntry.IsReferenceName(name) ? (name[..34], ContentHash.Read(Convert.FromHexString(name.AsSpan(34, 32)))) : null;
    }

    /// <summary>How the name of a pack begins, with key and program; null when a name is none.</summary>
    public static string? StartOfPack(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return CacheEntry.IsPackName(name) ? name[..34] : null;
    }
}

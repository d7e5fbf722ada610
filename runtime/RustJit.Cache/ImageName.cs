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

    /// <summary>The name of a pack, likewise.</summary>
    public static string OfPack(string key, ReadOnlySpan<byte> pack) => $"{key}-{CodeFooter.Fingerprint(pack)}.pack";

    /// <summary>The name of a reference: packs with functions of the module are in another one's directory.</summary>
    public static string OfReference(string key, ContentHash home) => $"{key}-{home}.in";

    /// <summary>Where a reference leads to; null when a name is none.</summary>
    public static ContentHash? Referenced(ReadOnlySpan<char> name) =>
        CacheEntry.IsReferenceName(name) ? ContentHash.Read(Convert.FromHexString(name[17..^3])) : null;
}

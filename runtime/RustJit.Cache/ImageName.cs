// The names of images in a module's directory; docs/cache-format.md has the grammar.

using System;
using System.Collections.Generic;

namespace RustJit.Cache;

/// <summary>Makes names of images.</summary>
public static class ImageName
{
    /// <summary>How the names of images with this key begin.</summary>
    public static string Key(ReadOnlySpan<byte> key, Core.IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(hasher);
        return hasher.Hash(key).High.ToString("x16");
    }

    /// <summary>The name of one unit's image.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="leader">The first function of the unit.</param>
    public static string OfUnit(string key, uint leader) => $"{key}-{leader}.so";

    /// <summary>The name of an image of several units. Those of other functions have other names.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="functions">The functions of all units in their order.</param>
    /// <param name="hasher">Computes the fingerprint.</param>
    public static string OfPack(string key, IReadOnlyList<uint> functions, Core.IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(hasher);
        List<byte> ids = [];
        foreach (uint id in functions)
        {
            ids.AddRange(BitConverter.GetBytes(id));
        }

        return $"{key}-{functions[0]}-{(uint)hasher.Hash(ids.ToArray()).Low}.so";
    }
}

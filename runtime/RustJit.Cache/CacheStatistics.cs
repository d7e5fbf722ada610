// How much there is in a cache.

using System;
using System.Collections.Generic;

namespace RustJit.Cache;

/// <summary>The size and age of one kind of entries.</summary>
/// <param name="Files">How many there are.</param>
/// <param name="Bytes">The sum of their sizes.</param>
/// <param name="Oldest">When the oldest was published; null when there is none.</param>
/// <param name="Newest">When the newest was published; null when there is none.</param>
public sealed record StoreStatistics(int Files, long Bytes, DateTimeOffset? Oldest, DateTimeOffset? Newest)
{
    /// <summary>Counts <paramref name="entries"/>.</summary>
    public static StoreStatistics Of(IEnumerable<CacheEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        StoreStatistics sum = new(0, 0, null, null);
        foreach (CacheEntry entry in entries)
        {
            sum = new StoreStatistics(
                sum.Files + 1,
                sum.Bytes + entry.Size,
                entry.Created < sum.Oldest || sum.Oldest is null ? entry.Created : sum.Oldest,
                entry.Created > sum.Newest || sum.Newest is null ? entry.Created : sum.Newest);
        }

        return sum;
    }
}

/// <summary>The figures of a cache.</summary>
/// <param name="Modules">Bitcode.</param>
/// <param name="Objects">Code before linking.</param>
/// <param name="Images">Linked code.</param>
/// <param name="Temporaries">Files that are being written, or that killed processes left.</param>
/// <param name="Foreign">Files that are not the cache's.</param>
public sealed record CacheStatistics(
    StoreStatistics Modules, StoreStatistics Objects, StoreStatistics Images, StoreStatistics Temporaries, StoreStatistics Foreign)
{
    /// <summary>Counts what is in a cache.</summary>
    public static CacheStatistics Of(CacheContents contents)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return new CacheStatistics(
            StoreStatistics.Of(contents.Of(CacheEntryKind.Module)),
            StoreStatistics.Of(contents.Of(CacheEntryKind.Object)),
            StoreStatistics.Of(contents.Of(CacheEntryKind.Image)),
            StoreStatistics.Of(contents.Of(CacheEntryKind.Temporary)),
            StoreStatistics.Of(contents.Of(CacheEntryKind.Foreign)));
    }
}

// What the daemon does with caches, in their counters; and their limit, which its clients leave to it. What is asked for,
// and whether it was there, its clients count.

using System;
using System.Threading;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>Safe for any thread. The cache's root must be private to this user.</summary>
internal static class CacheUsage
{
    // How many files are written between two looks at the whole cache.
    private const int Often = 64;

    private static int s_written;

    /// <summary>An object or image was written.</summary>
    public static void Written(CacheDirectory cache, long bytes)
    {
        CacheSweep.Add(cache, bytes);
        Append(cache, new CacheCounts { [CacheCounter.Written] = 1, [CacheCounter.WrittenBytes] = bytes });
        if (Interlocked.Increment(ref s_written) % Often == 0)
        {
            KeepWithinLimit(cache);
        }
    }

    /// <summary>An object was not used.</summary>
    public static void Rejected(CacheDirectory cache, ObjectError error) =>
        Append(cache, new CacheCounts { [CacheCounts.Rejected(error)] = 1 });

    private static void KeepWithinLimit(CacheDirectory cache)
    {
        long limit = CacheSettings.Read(cache, RuntimeSettings.Read(Environment.GetEnvironmentVariable).CacheLimit).Limit;
        if (CacheSweep.Enforce(cache, limit, Now) is { Files: > 0 } removed)
        {
            Append(cache, new CacheCounts { [CacheCounter.Evicted] = removed.Files, [CacheCounter.EvictedBytes] = removed.Bytes });
            if (Log.Enabled)
            {
                Log.Write($"removed {removed.Files} files of code, {removed.Bytes} bytes: '{cache.Root}' may have {limit}");
            }
        }
    }

    private static long Now => DateTimeOffset.UtcNow.ToUnixTimeSeconds();

    private static void Append(CacheDirectory cache, CacheCounts counts) => CounterStore.Append(cache, counts, Now);
}

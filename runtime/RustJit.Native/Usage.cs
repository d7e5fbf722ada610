// What this process did with the cache, counted in memory and written down when it exits.

using System;
using RustJit.Cache;

namespace RustJit.Native;

internal static class Usage
{
    private static CacheCounts s_counts = new();
    private static int s_process;

    /// <summary>An image of the cache was loaded.</summary>
    public static void Found(Image image)
    {
        OfProcess()[CacheCounter.Hits]++;
        MappedFile.RecordUse(image.Path, image.LastUse);
    }

    /// <summary>An object of the cache was used.</summary>
    public static void Found(string path, long lastUse)
    {
        OfProcess()[CacheCounter.ObjectsFound]++;
        MappedFile.RecordUse(path, lastUse);
    }

    /// <summary>There was no image: a unit was made into one.</summary>
    public static void Missed(int functions)
    {
        CacheCounts counts = OfProcess();
        counts[CacheCounter.Misses]++;
        counts[CacheCounter.Functions] += functions;
    }

    /// <summary>An image or object was written into the cache.</summary>
    public static void Written(int bytes)
    {
        CacheCounts counts = OfProcess();
        counts[CacheCounter.Written]++;
        counts[CacheCounter.WrittenBytes] += bytes;
    }

    /// <summary>An image was not used.</summary>
    public static void Rejected(ImageError error) => OfProcess()[CacheCounts.Rejected(error)]++;

    /// <summary>An object was not used.</summary>
    public static void Rejected(ObjectError error) => OfProcess()[CacheCounts.Rejected(error)]++;

    /// <summary>Adds this process to the counters, and keeps the cache within its limit when this process has added to it.</summary>
    public static void Finish()
    {
        CacheCounts counts = s_counts;
        if (s_process != NativeMethods.GetPid() || Host.Cache is null || !CacheTrust.IsPrivate(Host.Cache.Root))
        {
            return;
        }

        long now = NativeMethods.Time(0);
        if (counts[CacheCounter.WrittenBytes] != 0)
        {
            long limit = CacheSettings.Read(Host.Cache, Host.Settings.CacheLimit).Limit;
            if (CacheSweep.Account(Host.Cache, counts[CacheCounter.WrittenBytes], limit, now) is { Files: > 0 } removed)
            {
                counts[CacheCounter.Evicted] = removed.Files;
                counts[CacheCounter.EvictedBytes] = removed.Bytes;
                if (Log.Enabled)
                {
                    Log.Write($"removed {removed.Files} files of code, {removed.Bytes} bytes: the cache may have {limit}");
                }
            }
        }

        counts[CacheCounter.Runs] = 1;
        CounterStore.Append(Host.Cache, counts, now);
    }

    // A child of fork starts with nothing: what its parent did is the parent's to tell.
    private static CacheCounts OfProcess()
    {
        int process = NativeMethods.GetPid();
        if (process != s_process)
        {
            s_process = process;
            s_counts = new CacheCounts();
        }

        return s_counts;
    }
}

// counters/: what processes did, appended by each as one line. docs/cache-format.md has the layout.
//
// Nobody waits for anybody: a process appends to the file of the hour, and the first one of an hour sums up files that
// nobody appends to any more. Whoever is killed in between leaves files that are read as if nothing had happened.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace RustJit.Cache;

/// <summary>The counters of a cache. Nothing here throws: what cannot be written is not counted.</summary>
public static class CounterStore
{
    /// <summary><see cref="CacheCleaner.TemporaryLifetime"/>.</summary>
    internal const long TemporarySeconds = 3600;

    private const string TotalPrefix = "total-";
    private const int LargestFile = 64 << 20;

    /// <summary>Adds what one process did.</summary>
    /// <param name="cache">A cache whose root is private to this user.</param>
    /// <param name="counts">What it did.</param>
    /// <param name="now">The current time, in seconds since 1970.</param>
    public static void Append(CacheDirectory cache, CacheCounts counts, long now)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(counts);
        string path = $"{cache.Counters}/{now / 3600}";
        byte[] line = counts.ToLine();
        if (SharedFiles.Append(path, line, create: false) == SharedFiles.NoSuchFile && Prepare(cache) &&
            SharedFiles.Append(path, line, create: true) == 0)
        {
            Fold(cache, now);
        }
    }

    /// <summary>The sums of everything since the last <see cref="Clear"/>.</summary>
    public static CacheCounts Read(CacheDirectory cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        for (int attempt = 0; ; attempt++)
        {
            // A file that vanishes has been summed up in another: look again.
            if (TrySum(cache, Sources(Names(cache)), out CacheCounts counts) || attempt == 9)
            {
                return counts;
            }
        }
    }

    /// <summary>Makes all counters zero.</summary>
    public static void Clear(CacheDirectory cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        foreach (string name in Names(cache))
        {
            SharedFiles.Remove($"{cache.Counters}/{name}");
        }
    }

    /// <summary>Makes counters/ when it is missing.</summary>
    /// <returns>Whether it may be used.</returns>
    internal static bool Prepare(CacheDirectory cache) => DirectoryCheck.Inspect(cache.Counters) switch
    {
        DirectoryProblem.None => true,
        DirectoryProblem.Missing => SharedFiles.MakeDirectory(cache.Counters) &&
            DirectoryCheck.Inspect(cache.Counters) == DirectoryProblem.None,
        _ => false,
    };

    // Sums up the files of past hours. Safe to be killed at any point: what a total covers is ignored once it is there.
    private static void Fold(CacheDirectory cache, long now)
    {
        int only = SharedFiles.TryLock(cache.Counters);
        if (only < 0)
        {
            return;
        }

        // Appending takes microseconds: nobody is at the file of the hour before last any more.
        List<string> past = Sources(Names(cache)).FindAll(name => HourOf(name) < now / 3600 - 1);
        if (past.Exists(name => !IsTotal(name)) && TrySum(cache, past, out CacheCounts sum))
        {
            SharedFiles.Publish(cache.Counters, $"{TotalPrefix}{Newest(past, _ => true)}", sum.ToLine());
        }

        List<string> names = Names(cache), sources = Sources(names);
        foreach (string name in names)
        {
            if (!sources.Contains(name))
            {
                SharedFiles.Remove($"{cache.Counters}/{name}");
            }
        }

        foreach (string name in SharedFiles.List(cache.Counters))
        {
            string path = $"{cache.Counters}/{name}";
            if (name.StartsWith(CacheEntry.TemporaryPrefix, StringComparison.Ordinal) &&
                RawFileStatus.Read(path, out RawFileStatus status) == 0 && now - status.Modified > TemporarySeconds)
            {
                SharedFiles.Remove(path);
            }
        }

        SharedFiles.Unlock(only);
    }

    // The newest total, and the hours that it does not cover.
    private static List<string> Sources(List<string> names)
    {
        long covered = Newest(names, IsTotal);
        return names.FindAll(name => IsTotal(name) ? HourOf(name) == covered : HourOf(name) > covered);
    }

    private static long Newest(List<string> names, Predicate<string> isWanted)
    {
        long newest = -1;
        foreach (string name in names)
        {
            newest = isWanted(name) ? long.Max(newest, HourOf(name)) : newest;
        }

        return newest;
    }

    private static List<string> Names(CacheDirectory cache)
    {
        List<string> names = [];
        if (DirectoryCheck.Inspect(cache.Counters) == DirectoryProblem.None)
        {
            foreach (string name in SharedFiles.List(cache.Counters))
            {
                if (HourOf(name) >= 0)
                {
                    names.Add(name);
                }
            }
        }

        return names;
    }

    private static bool IsTotal(string name) => name.StartsWith(TotalPrefix, StringComparison.Ordinal);

    // Negative when it is no file of ours.
    private static long HourOf(string name) =>
        uint.TryParse(IsTotal(name) ? name.AsSpan(TotalPrefix.Length) : name, NumberStyles.None, CultureInfo.InvariantCulture, out uint hour) ? hour : -1;

    private static bool TrySum(CacheDirectory cache, List<string> names, out CacheCounts sum)
    {
        sum = new CacheCounts();
        bool all = true;
        foreach (string name in names)
        {
            byte[]? lines = SharedFiles.Read($"{cache.Counters}/{name}", LargestFile);
            sum.AddLines(lines);
            all &= lines is not null;
        }

        return all;
    }
}

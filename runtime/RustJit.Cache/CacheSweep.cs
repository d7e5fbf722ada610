// Keeps objects and images within the limit, least recently used first.
//
// counters/size says about how much there is: what the last sweep found, and a line from whoever published since.
// Only when that is more than the limit somebody looks at the files. Use is recorded to the hour, so files are chosen
// by the hour: two passes over the directories and no list of them, for a large cache has more files than a guest in
// another program should keep in memory.

using System;
using System.Collections.Generic;

namespace RustJit.Cache;

/// <summary>What a sweep did.</summary>
/// <param name="Files">How many objects and images were removed.</param>
/// <param name="Bytes">The sum of their sizes.</param>
public readonly record struct SweepResult(int Files, long Bytes);

/// <summary>
/// The automatic limit on the size of the pure cache. Modules are never removed by it. Nothing here throws: what cannot be
/// removed stays.
/// </summary>
public static class CacheSweep
{
    private const string SizeName = "size";
    private const int LargestSizeFile = 64 << 10; // Then it is time to count again.
    private const int Hours = 24 * 366;

    /// <summary>Takes account of files that were published. Four system calls.</summary>
    /// <param name="cache">A cache whose root is private to this user.</param>
    /// <param name="published">Bytes in them.</param>
    public static void Add(CacheDirectory cache, long published)
    {
        ArgumentNullException.ThrowIfNull(cache);
        SharedFiles.Append($"{cache.Counters}/{SizeName}", new CacheCounts { [CacheCounter.WrittenBytes] = published }.ToLine(), create: false);
    }

    /// <summary>Makes room when there seems to be too much.</summary>
    /// <param name="cache">A cache whose root is private to this user.</param>
    /// <param name="limit">How many bytes may stay; 0 for any amount.</param>
    /// <param name="now">The current time, in seconds since 1970.</param>
    /// <returns>What was removed; null when nobody needed to look, or another process is looking.</returns>
    public static SweepResult? Enforce(CacheDirectory cache, long limit, long now)
    {
        ArgumentNullException.ThrowIfNull(cache);
        return limit == 0 || Estimate($"{cache.Counters}/{SizeName}") <= limit ? null : Run(cache, limit, now);
    }

    /// <summary>Looks at all objects and images, and removes the least recently used ones when there are more bytes than allowed.</summary>
    /// <param name="cache">A cache whose root is private to this user.</param>
    /// <param name="limit">How many bytes may stay; 0 for any amount.</param>
    /// <param name="now">The current time, in seconds since 1970.</param>
    /// <returns>What was removed; null when another process is doing this.</returns>
    public static SweepResult? Run(CacheDirectory cache, long limit, long now)
    {
        ArgumentNullException.ThrowIfNull(cache);
        int only = CounterStore.Prepare(cache) ? SharedFiles.TryLock(cache.Counters) : -1;
        if (only < 0)
        {
            return null;
        }

        long[] bytes = new long[Hours];
        long total = 0;
        foreach (Candidate file in Code(cache, now))
        {
            bytes[file.Age] += file.Size;
            total += file.Size;
        }

        // With some room, so that not each program that follows has to do this again.
        SweepResult result = limit != 0 && total > limit ? Remove(cache, bytes, total - limit / 10 * 9, now) : default;
        CacheCounts found = new() { [CacheCounter.WrittenBytes] = total - result.Bytes };
        SharedFiles.Publish(cache.Counters, SizeName, found.ToLine());
        SharedFiles.Unlock(only);
        return result;
    }

    private readonly struct Candidate(string directory, string path, long size, int age)
    {
        public string Directory => directory;

        public string Path => path;

        public long Size => size;

        /// <summary>Hours since it was last used.</summary>
        public int Age => age;
    }

    private static SweepResult Remove(CacheDirectory cache, long[] bytes, long excess, long now)
    {
        // All that was not used for so many hours, and of the hour before as much as is needed.
        int older = Hours;
        while (older > 0 && bytes[older - 1] <= excess)
        {
            excess -= bytes[--older];
        }

        int files = 0;
        long removed = 0;
        foreach (Candidate file in Code(cache, now))
        {
            bool isChosen = file.Age >= older || (file.Age == older - 1 && excess > 0);
            if (isChosen && SharedFiles.Remove(file.Path))
            {
                excess -= file.Age >= older ? 0 : file.Size;
                files++;
                removed += file.Size;
                SharedFiles.RemoveDirectory(file.Directory);
            }
        }

        return new SweepResult(files, removed);
    }

    private static IEnumerable<Candidate> Code(CacheDirectory cache, long now)
    {
        foreach (Candidate file in Store(cache.Objects, isImages: false, now))
        {
            yield return file;
        }

        foreach (Candidate file in Store(cache.Images, isImages: true, now))
        {
            yield return file;
        }
    }

    // Removes what killed processes left as it comes by.
    private static IEnumerable<Candidate> Store(string store, bool isImages, long now)
    {
        if (DirectoryCheck.Inspect(store) != DirectoryProblem.None)
        {
            yield break;
        }

        foreach (string inner in SharedFiles.List(store))
        {
            string directory = $"{store}/{inner}";
            if (!(isImages ? CacheEntry.IsModuleHash(inner) : CacheEntry.IsObjectDirectory(inner)) ||
                DirectoryCheck.Inspect(directory) != DirectoryProblem.None)
            {
                continue;
            }

            foreach (string name in SharedFiles.List(directory))
            {
                string path = $"{directory}/{name}";
                if (RawFileStatus.Read(path, out RawFileStatus status) != 0 || status.Kind != FileKind.Regular)
                {
                    continue;
                }

                if (isImages ? CacheEntry.KindOfCode(name) != CacheEntryKind.Foreign : CacheEntry.IsObjectName(name))
                {
                    long hours = (now - long.Max(status.Modified, status.Accessed)) / 3600;
                    yield return new Candidate(directory, path, status.Size, (int)long.Clamp(hours, 0, Hours - 1));
                }
                else if (name.StartsWith(CacheEntry.TemporaryPrefix, StringComparison.Ordinal) &&
                    now - status.Modified > CounterStore.TemporarySeconds)
                {
                    SharedFiles.Remove(path);
                }
            }
        }
    }

    private static long Estimate(string path)
    {
        if (SharedFiles.Read(path, LargestSizeFile) is not { } lines)
        {
            return long.MaxValue;
        }

        CacheCounts counts = new();
        counts.AddLines(lines);
        return counts[CacheCounter.WrittenBytes];
    }
}

// Chooses and removes entries, while compilers write and programs run.
//
// Removing is unlink: a program keeps what it has mapped, and one that comes later compiles again. A
// directory below objects/ or images/ goes when it is empty; whoever publishes there makes it again. Bitcode that a compiler
// has published again since it was chosen stays: a program that was built this moment needs it.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>What was removed.</summary>
/// <param name="Files">How many files.</param>
/// <param name="Bytes">The sum of their sizes.</param>
/// <param name="Failures">Files that could not be removed, one sentence each.</param>
public sealed record CleanResult(int Files, long Bytes, IReadOnlyList<string> Failures);

/// <summary>Removes entries from a cache.</summary>
public static class CacheCleaner
{
    /// <summary>After this time a temporary file belongs to nobody any more: writing one takes milliseconds.</summary>
    public static readonly TimeSpan TemporaryLifetime = TimeSpan.FromHours(1);

    /// <summary>Everything that can be made again; with <paramref name="modules"/>, bitcode too.</summary>
    /// <param name="contents">The cache.</param>
    /// <param name="modules">Whether programs that were built may stop working.</param>
    /// <param name="now">The current time.</param>
    public static List<CacheEntry> Everything(CacheContents contents, bool modules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(contents);
        return [.. contents.Entries.Where(e => e.IsCode || (modules && e.Kind == CacheEntryKind.Module) ||
            IsAbandoned(e, now))];
    }

    /// <summary>
    /// What a limit on size or age asks for: least recently used code first. Bitcode is only ever removed by age,
    /// and counts as used when an image of it was.
    /// </summary>
    /// <param name="contents">The cache.</param>
    /// <param name="maximumBytes">How much code may stay; null for any amount.</param>
    /// <param name="unusedFor">Entries that were not used for this long go; null for none.</param>
    /// <param name="modules">Whether bitcode is removed by age as well. Packs are read for that, to know whose code they have.</param>
    /// <param name="now">The current time.</param>
    /// <param name="hasher">Computes hashes.</param>
    public static List<CacheEntry> LeastRecentlyUsed(
        CacheContents contents, long? maximumBytes, TimeSpan? unusedFor, bool modules, DateTimeOffset now, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(contents);
        List<CacheEntry> chosen = [.. contents.Entries.Where(e => IsAbandoned(e, now))];
        long bytes = contents.Entries.Where(e => e.IsCode).Sum(e => e.Size);
        foreach (CacheEntry code in contents.Entries.Where(e => e.IsCode).OrderBy(e => e.LastUsed).ThenBy(e => e.Path, StringComparer.Ordinal))
        {
            if (bytes > maximumBytes || now - code.LastUsed > unusedFor)
            {
                bytes -= code.Size;
                chosen.Add(code);
            }
        }

        if (modules && unusedFor is not null)
        {
            // A warm run reads images alone.
            ILookup<string, DateTimeOffset> uses = contents.Of(CacheEntryKind.Image)
                .SelectMany(e => ModulesOf(e, hasher), (e, module) => (Module: module, e.LastUsed))
                .ToLookup(use => use.Module, use => use.LastUsed);
            chosen.AddRange(contents.Of(CacheEntryKind.Module).Where(
                e => uses[e.Module].Append(e.LastUsed).All(used => now - used > unusedFor)));
        }

        return chosen;
    }

    /// <summary>Removes <paramref name="entries"/>. What is gone already is not counted.</summary>
    /// <param name="cache">The cache that they are in.</param>
    /// <param name="entries">Entries of a <see cref="CacheContents"/>.</param>
    /// <param name="progress">Called after each one.</param>
    public static CleanResult Remove(CacheDirectory cache, IEnumerable<CacheEntry> entries, Action? progress = null)
    {
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(entries);
        int files = 0;
        long bytes = 0;
        List<string> failures = [];
        foreach (CacheEntry entry in entries)
        {
            try
            {
                if (entry.Kind == CacheEntryKind.Module ? RemoveModule(entry) : RemoveFile(entry.Path))
                {
                    files++;
                    bytes += entry.Size;
                }
            }
            catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
            {
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failures.Add($"'{entry.Path}' cannot be removed: {e.Message}");
            }

            progress?.Invoke();
        }

        RemoveEmptyDirectories(cache.Objects, name => CacheEntry.IsObjectDirectory(name));
        RemoveEmptyDirectories(cache.Images, name => CacheEntry.IsModuleHash(name));
        return new CleanResult(files, bytes, failures);
    }

    private static IEnumerable<string> ModulesOf(CacheEntry image, IContentHasher hasher)
    {
        PackFile? pack = image.IsPack ? EntryReader.Read(image, hasher).Pack : null;
        return pack is null ? [image.Module] : pack.Modules.Select(m => m.Module.ToString());
    }

    private static bool RemoveFile(string path)
    {
        // File.Delete says nothing about a file that is missing.
        bool exists = File.Exists(path);
        File.Delete(path);
        return exists;
    }

    // Taken aside first: between a look at the file and its removal a compiler could put a new one there.
    private static bool RemoveModule(CacheEntry entry)
    {
        string aside = Path.Combine(
            Path.GetDirectoryName(entry.Path)!, $"{CacheEntry.TemporaryPrefix}{Environment.ProcessId}-{Path.GetRandomFileName()}");
        File.Move(entry.Path, aside);
        if (FileStatus.Read(aside, out _)?.Modified != entry.Created)
        {
            File.Move(aside, entry.Path, overwrite: true); // Whoever was faster put the same content there.
            return false;
        }

        File.Delete(aside);
        return true;
    }

    private static bool IsAbandoned(CacheEntry entry, DateTimeOffset now) =>
        entry.Kind == CacheEntryKind.Temporary && now - entry.Created > TemporaryLifetime;

    private static void RemoveEmptyDirectories(string store, Func<string, bool> isOurs)
    {
        if (DirectoryCheck.Inspect(store) != DirectoryProblem.None)
        {
            return;
        }

        foreach (string directory in Directory.GetDirectories(store))
        {
            try
            {
                if (isOurs(Path.GetFileName(directory)) &&
                    DirectoryCheck.Inspect(directory) == DirectoryProblem.None)
                {
                    Directory.Delete(directory); // rmdir: refuses when anything is inside.
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
            }
        }
    }
}

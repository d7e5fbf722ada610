// What is in a cache at one moment, without opening a single file and without following a symbolic link.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RustJit.Cache;

/// <summary>
/// The files of a cache. Programs and compilers may add and remove files at any time: what vanishes while it is listed is
/// left out.
/// </summary>
public sealed class CacheContents
{
    private readonly List<CacheEntry> _entries = [];
    private readonly List<string> _problems = [];

    private CacheContents()
    {
    }

    /// <summary>All files.</summary>
    public IReadOnlyList<CacheEntry> Entries => _entries;

    /// <summary>Directories that were left out, and why: one sentence each.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Lists a cache. A cache that does not exist is empty.</summary>
    /// <exception cref="CacheException">The root is not a private directory of this user.</exception>
    public static CacheContents Read(CacheDirectory cache)
    {
        ArgumentNullException.ThrowIfNull(cache);
        CacheContents contents = new();
        DirectoryProblem problem = DirectoryCheck.Inspect(cache.Root);
        if (problem is not (DirectoryProblem.None or DirectoryProblem.Missing))
        {
            throw new CacheException(DirectoryCheck.Explain(problem, cache.Root));
        }

        foreach (string path in contents.Names(cache.Modules))
        {
            bool isModule = CacheEntry.IsModuleName(Path.GetFileName(path));
            contents.Add(path, isModule ? CacheEntryKind.Module : CacheEntryKind.Foreign, Path.GetFileNameWithoutExtension(path));
        }

        contents.AddCode(
            cache.Objects, CacheEntry.IsObjectDirectory, name => CacheEntry.IsObjectName(name) ? CacheEntryKind.Object : CacheEntryKind.Foreign);
        contents.AddCode(cache.Images, CacheEntry.IsModuleHash, CacheEntry.KindOfCode);
        return contents;
    }

    /// <summary>The entries of one kind.</summary>
    public IEnumerable<CacheEntry> Of(CacheEntryKind kind) => _entries.Where(e => e.Kind == kind);

    private delegate bool NameTest(ReadOnlySpan<char> name);

    private delegate CacheEntryKind NameKind(ReadOnlySpan<char> name);

    private void AddCode(string store, NameTest isDirectoryName, NameKind kindOf)
    {
        foreach (string directory in Names(store))
        {
            string name = Path.GetFileName(directory);
            if (isDirectoryName(name))
            {
                foreach (string path in Names(directory))
                {
                    Add(path, kindOf(Path.GetFileName(path)), name);
                }
            }
        }
    }

    private void Add(string path, CacheEntryKind kind, string module)
    {
        if (FileStatus.Read(path, out _) is not { } status)
        {
            return;
        }

        if (status.Kind != FileKind.Regular)
        {
            kind = CacheEntryKind.Foreign;
        }
        else if (Path.GetFileName(path).StartsWith(CacheEntry.TemporaryPrefix, StringComparison.Ordinal))
        {
            kind = CacheEntryKind.Temporary;
        }

        bool hasModule = kind is CacheEntryKind.Module or CacheEntryKind.Image or CacheEntryKind.Reference;
        _entries.Add(new CacheEntry(kind, path, hasModule ? module : "", status.Size, status.Modified, status.LastUsed));
    }

    private string[] Names(string directory)
    {
        DirectoryProblem problem = DirectoryCheck.Inspect(directory);
        if (problem != DirectoryProblem.None)
        {
            if (problem != DirectoryProblem.Missing)
            {
                _problems.Add(DirectoryCheck.Explain(problem, directory));
            }

            return [];
        }

        try
        {
            return Directory.GetFileSystemEntries(directory);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"'{directory}' cannot be listed: {e.Message}");
            return [];
        }
    }
}

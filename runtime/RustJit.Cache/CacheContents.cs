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
            contents.Add(path, CacheEntry.IsModuleName, CacheEntryKind.Module, Path.GetFileNameWithoutExtension(path));
        }

        contents.AddCode(cache.Objects, CacheEntry.IsObjectDirectory, CacheEntry.IsObjectName, CacheEntryKind.Object);
        contents.AddCode(
            cache.Images, CacheEntry.IsModuleHash, name => CacheEntry.IsImageName(name) || CacheEntry.IsPackName(name), CacheEntryKind.Image);
        return contents;
    }

    /// <summary>The entries of one kind.</summary>
    public IEnumerable<CacheEntry> Of(CacheEntryKind kind) => _entries.Where(e => e.Kind == kind);

    private delegate bool NameTest(ReadOnlySpan<char> name);

    private void AddCode(string store, NameTest isDirectoryName, NameTest isEntryName, CacheEntryKind kind)
    {
        foreach (string directory in Names(store))
        {
            string name = Path.GetFileName(directory);
            if (isDirectoryName(name))
            {
                foreach (string path in Names(directory))
                {
                    if (kind == CacheEntryKind.Image && CacheEntry.IsReferenceName(Path.GetFileName(path)))
                    {
                        Add(path, CacheEntry.IsReferenceName, CacheEntryKind.Reference, name);
                    }
                    else
                    {
                        Add(path, isEntryName, kind, kind == CacheEntryKind.Image ? name : "");
                    }
                }
            }
        }
    }

    private void Add(string path, NameTest isEntryName, CacheEntryKind kind, string module)
    {
        if (FileStatus.Read(path, out _) is not { } status)
        {
            return;
        }

        string name = Path.GetFileName(path);
        if (status.Kind != FileKind.Regular)
        {
            kind = CacheEntryKind.Foreign;
        }
        else if (name.StartsWith(CacheEntry.TemporaryPrefix, StringComparison.Ordinal))
        {
            kind = CacheEntryKind.Temporary;
        }
        else if (!isEntryName(name))
        {
            kind = CacheEntryKind.Foreign;
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

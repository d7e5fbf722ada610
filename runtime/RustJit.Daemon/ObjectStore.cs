// objects/XX/HASH-KEY.o in the cache of the daemon's own environment: an edited program is compiled again only
// where it was edited.

using System;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>Safe for any thread: files appear and vanish as a whole.</summary>
internal sealed class ObjectStore(CacheDirectory cache) : IObjectStore
{
    private static readonly NativeContentHasher s_hasher = NativeContentHasher.Instance;

    /// <inheritdoc/>
    public bool TryFind(ContentHash unit, ReadOnlySpan<byte> key, ObjectUser use)
    {
        string directory = cache.ObjectsOf(unit), path = Path.Combine(directory, NameOf(unit, key));
        byte[] file;
        try
        {
            if (!CacheFiles.ArePrivate([cache.Root, cache.Objects, directory], make: false) || !File.Exists(path))
            {
                return false;
            }

            file = File.ReadAllBytes(path);
            File.SetLastAccessTimeUtc(path, DateTime.UtcNow); // The file system may record reading once a day or never.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        ObjectError error = ObjectFile.TryParse(file, unit, key, s_hasher, out ReadOnlySpan<byte> elf);
        if (error != ObjectError.None)
        {
            if (Log.Enabled)
            {
                Log.Write($"rejected {path}: {error}");
            }

            CacheUsage.Rejected(cache, error);
            CacheFiles.Remove(path);
            return false;
        }

        use(elf);
        return true;
    }

    /// <inheritdoc/>
    public void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf)
    {
        string directory = cache.ObjectsOf(unit);
        if (CacheFiles.ArePrivate([cache.Root, cache.Objects, directory], make: true))
        {
            byte[] file = ObjectFile.Build(elf, unit, key, s_hasher);
            if (CacheFiles.Publish(directory, NameOf(unit, key), file))
            {
                CacheUsage.Written(cache, file.Length);
            }
        }
    }

    private static string NameOf(ContentHash unit, ReadOnlySpan<byte> key) => ObjectFile.Name(unit, key, s_hasher);
}

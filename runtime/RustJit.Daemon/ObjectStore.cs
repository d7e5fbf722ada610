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
        string path = Path.Combine(DirectoryOf(unit), NameOf(unit, key));
        byte[] file;
        try
        {
            if (!File.Exists(path))
            {
                return false;
            }

            file = File.ReadAllBytes(path);
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

            CacheFiles.Remove(path);
            return false;
        }

        use(elf);
        return true;
    }

    /// <inheritdoc/>
    public void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf)
    {
        string directory = DirectoryOf(unit);
        if (CacheFiles.ArePrivate([cache.Root, cache.Objects, directory], make: true))
        {
            CacheFiles.Publish(directory, NameOf(unit, key), ObjectFile.Build(elf, unit, key, s_hasher));
        }
    }

    private static string NameOf(ContentHash unit, ReadOnlySpan<byte> key) => ObjectFile.Name(unit, ImageName.Key(key, s_hasher));

    private string DirectoryOf(ContentHash unit) => Path.Combine(cache.Objects, (unit.High >> 56).ToString("x2"));
}

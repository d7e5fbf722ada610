// objects/XX/HASH-KEY.o: objects of units, found again by their content (docs/cache-format.md).

using System;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>The objects of this user's cache. Used under the guest lock.</summary>
internal sealed class ObjectStore(CacheDirectory cache) : IObjectStore
{
    public bool TryFind(ContentHash unit, ReadOnlySpan<byte> key, ObjectUser use)
    {
        string directory = cache.ObjectsOf(unit), path = Path.Combine(directory, NameOf(unit, key));
        if (Host.Cache is null || !CacheTrust.IsPrivate(cache.Root) || !CacheTrust.IsPrivate(cache.Objects) || !CacheTrust.IsPrivate(directory))
        {
            return false;
        }

        using MappedFile? file = MappedFile.Open(path, out _);
        if (file is null)
        {
            return false;
        }

        ObjectError error = ObjectFile.TryParse(file.GetSpan(), unit, key, NativeHasher.Instance, out ReadOnlySpan<byte> elf);
        if (error != ObjectError.None)
        {
            Usage.Rejected(error);
            if (Log.Enabled)
            {
                Log.Write($"rejected {path}: {error}");
            }

            CacheFiles.Remove(path);
            return false;
        }

        Usage.Found(path, file.LastUse);
        use(elf);
        return true;
    }

    public void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf)
    {
        if (Host.Cache is not null)
        {
            CacheFiles.Publish(
                [cache.Root, cache.Objects, cache.ObjectsOf(unit)], NameOf(unit, key), ObjectFile.Build(elf, unit, key, NativeHasher.Instance));
        }
    }

    private static string NameOf(ContentHash unit, ReadOnlySpan<byte> key) =>
        ObjectFile.Name(unit, key, NativeHasher.Instance);
}

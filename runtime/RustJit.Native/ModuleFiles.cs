// Finds the bitcode of a module: in the object, where the compiler put it, or in this user's cache.

using System;
using System.IO;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>The outcome of looking for a module file.</summary>
/// <param name="File">The file, or null.</param>
/// <param name="Error">What is wrong when there is none.</param>
/// <param name="What">The same as part of a sentence.</param>
/// <param name="Path">Where.</param>
/// <param name="OutOfMemory">Nothing is wrong with the file; there was no place to map it.</param>
internal sealed record ModuleFileSearch(ModuleFile? File, ModuleFileError Error, string What, string Path, bool OutOfMemory = false);

internal static unsafe class ModuleFiles
{
    /// <summary>Opens and checks the module file.</summary>
    public static ModuleFileSearch Open(ModuleInstance module, ModuleRecord* record)
    {
        if (record->Embedded != 0)
        {
            byte* bytes = (byte*)&record->Embedded + record->Embedded;
            return Parse(MappedFile.Borrow(bytes, record->EmbeddedSize).Memory, module.Hash, "the program itself");
        }

        string name = module.Hash + ".bc";
        ModuleFileSearch recorded = OpenAt(Path.Combine(module.Directory, name), module.Hash);
        if (recorded.File is not null || Host.Cache is null || !CacheTrust.IsPrivate(Host.Cache.Root) ||
            !CacheTrust.IsPrivate(Host.Cache.Modules))
        {
            return recorded;
        }

        // Built by another user, or the cache has moved since.
        ModuleFileSearch own = OpenAt(Path.Combine(Host.Cache.Modules, name), module.Hash);
        return own.File is not null || (recorded.Error == ModuleFileError.Missing && own.Error != ModuleFileError.Missing)
            ? own
            : recorded;
    }

    private static ModuleFileSearch OpenAt(string path, ContentHash hash)
    {
        const int NoSuchFile = 2, OutOfMemory = 12, NotADirectory = 20;
        MappedFile? mapped = MappedFile.Open(path, out int errno);
        if (mapped is null)
        {
            ModuleFileError error = errno is NoSuchFile or NotADirectory ? ModuleFileError.Missing : ModuleFileError.Unreadable;
            return new ModuleFileSearch(null, error, error.Message(), path, errno == OutOfMemory);
        }

        MappedFile.RecordUse(path, mapped.LastUse);
        // The mapping stays: bitcode is read from it function by function.
        return Parse(mapped.Memory, hash, path);
    }

    private static ModuleFileSearch Parse(ReadOnlyMemory<byte> bytes, ContentHash hash, string path)
    {
        ModuleFileError error = ModuleFile.TryParse(bytes, hash, NativeHasher.Instance, out ModuleFile? file);
        return new ModuleFileSearch(file, error, error.Message(bytes.Span), path);
    }
}

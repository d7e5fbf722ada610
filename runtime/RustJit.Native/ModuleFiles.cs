// Finds the bitcode of a module: in the object, where the compiler put it, or in this user's cache.

using System.IO;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class ModuleFiles
{
    /// <summary>Opens and checks the module file.</summary>
    /// <returns>The file; or what is wrong with the best candidate, and its path.</returns>
    public static (ModuleFile? File, ModuleFileError Error, string Path) Open(ModuleInstance module, ModuleRecord* record)
    {
        if (record->Embedded != 0)
        {
            byte* bytes = (byte*)&record->Embedded + record->Embedded;
            MappedFile memory = MappedFile.Borrow(bytes, record->EmbeddedSize);
            ModuleFileError problem = ModuleFile.TryParse(memory.Memory, module.Hash, NativeHasher.Instance, out ModuleFile? embedded);
            return (embedded, problem, "the program itself");
        }

        string name = module.Hash + ".bc";
        string recorded = Path.Combine(module.Directory, name);
        (ModuleFile? file, ModuleFileError error) = OpenAt(recorded, module.Hash);
        if (file is not null || Host.Cache is null)
        {
            return (file, error, recorded);
        }

        // Built by another user, or the cache has moved since.
        string own = Path.Combine(Host.Cache.Modules, name);
        if (own != recorded)
        {
            (ModuleFile? other, ModuleFileError otherError) = OpenAt(own, module.Hash);
            if (other is not null || error == ModuleFileError.Missing)
            {
                return (other, otherError, otherError == ModuleFileError.Missing ? recorded : own);
            }
        }

        return (null, error, recorded);
    }

    private static (ModuleFile? File, ModuleFileError Error) OpenAt(string path, ContentHash hash)
    {
        const int NoSuchFile = 2, NotADirectory = 20;
        MappedFile? mapped = MappedFile.Open(path, out int errno);
        if (mapped is null)
        {
            return (null, errno is NoSuchFile or NotADirectory ? ModuleFileError.Missing : ModuleFileError.Unreadable);
        }

        // The mapping stays: bitcode is read from it function by function.
        ModuleFileError error = ModuleFile.TryParse(mapped.Memory, hash, NativeHasher.Instance, out ModuleFile? file);
        return (file, error);
    }
}

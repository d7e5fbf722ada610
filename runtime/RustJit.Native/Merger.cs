// A program's code comes in as many images and packs as runs needed more than there was: of commands that end in exec, of
// processes that are killed, of one that called one new function. Who finds many makes one of them.
//
// Not when the process exits: then its files may be out of reach, and many never come there. Files that were found but are
// gone when they are to be loaded, because another process was at it, are loaded from what is mapped of them.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Merger
{
    // Each costs a warm run 0.2 ms or more.
    private const int Many = 16;

    // A process that was killed here left its claim.
    private const long ClaimNanoseconds = 60_000_000_000;

    private static List<ImageLibrary> s_found = [];
    private static int s_many = Many;

    /// <summary>Remembers what this process found.</summary>
    public static void Add(ImageLibrary library)
    {
        if (!library.Units.IsEmpty)
        {
            s_found.Add(library);
        }
    }

    /// <summary>
    /// Merges what was found, when that is much; twice as much in a process that has done so. Gives the guest lock up. What goes
    /// wrong is told under AUTOJIT_DEBUG, and nothing is lost.
    /// </summary>
    public static void RunIfDue()
    {
        if (s_found.Count < s_many || !Host.Settings.Pack || Host.Linker != LinkerChoice.Image || Provisions.AreMade)
        {
            return;
        }

        s_many *= 2;
        List<ImageLibrary> found = s_found;
        s_found = [];
        try
        {
            Run(found);
        }
        catch (Exception e)
        {
            if (Log.Enabled)
            {
                Log.Write($"not merging: {e.GetType().Name}: {e.Message}");
            }
        }
    }

    private static void Run(List<ImageLibrary> found)
    {
        if (IsMemoryLimited() || NativeMethods.LoaderIsBusy() != 0 ||
            ImageStore.Claim(Resolver.First!.Hash, $".tmp-merge-{Packs.Program}", ClaimNanoseconds) is not { } claim)
        {
            return; // Perhaps another process is at it.
        }

        try
        {
            found.RemoveAll(library => !CacheFiles.Exists(library.Path)); // Another process was at it.
            if (found.Count >= Many / 2 && PrivateLlvm.TryPrepare(out _))
            {
                Merge(found);
            }
        }
        finally
        {
            CacheFiles.Remove(claim);
        }
    }

    // A linker that gets no memory ends the process, and this one can do without.
    private static bool IsMemoryLimited()
    {
        const int AddressSpace = 9, Data = 2;
        ulong* limit = stackalloc ulong[2];
        return (NativeMethods.GetLimit(AddressSpace, limit) == 0 && *limit != ulong.MaxValue) ||
            (NativeMethods.GetLimit(Data, limit) == 0 && *limit != ulong.MaxValue);
    }

    private static void Merge(List<ImageLibrary> found)
    {
        double start = Log.Now;
        List<KeptUnit> all = [];
        found.RemoveAll(library =>
        {
            List<KeptUnit>? units = KeptUnits.TryParse(library.Units, NativeHasher.Instance);
            all.AddRange(units ?? []);
            return units is null;
        });
        if (found.Count < 2)
        {
            return;
        }

        // Code that counts is only for those who look for it; they take the rest, too.
        CodeVersion version = (found.Find(library => library.Version!.Tier == Tier.First) ?? found[0]).Version!;
        List<Image> made = [];
        foreach (List<KeptUnit> part in Packer.Split(Choose(all), unit => unit.Object.Length))
        {
            List<LinkedModule> modules = [.. part.GroupBy(u => u.Module, (hash, of) => new LinkedModule(hash, [.. of.Select(u => new CompiledUnit(u))]))];
            List<Image> images = Packer.Link(modules, version, out int size) is { } path ? Read(path, modules, version) : [];
            foreach (CompiledUnit unit in modules.SelectMany(m => m.Units))
            {
                unit.Dispose();
            }

            if (images.Count == 0)
            {
                return; // And what there was stays.
            }

            made.AddRange(images);
            if (Log.Enabled)
            {
                Log.Write($"merged {found.Count} images{Packer.Of(modules)} into {images[0].Library.Path}: {size} bytes {Log.Since(start)}");
            }
        }

        // What is loaded has to stay where debuggers and backtraces look for it.
        List<ImageLibrary> gone = found.FindAll(library => !library.IsOpen && !made.Exists(image => image.Library.Path == library.Path));
        foreach (Image image in made)
        {
            List<ModuleInstance> instances = Resolver.InstancesOf(image.File.Module);
            for (int i = 0; i < instances.Count; i++)
            {
                instances[i].Replace(gone, i == 0 ? image : new Image(image.Library.Again(), image.File));
            }

            if (instances.Count == 0)
            {
                Packs.Replace(gone, image);
            }
        }

        gone.ForEach(library => CacheFiles.Remove(library.Path));
    }

    // None when it is gone already.
    private static List<Image> Read(string path, List<LinkedModule> modules, CodeVersion version)
    {
        if (modules.Count == 1)
        {
            return ImageStore.Read(path, modules[0].Module, version) is { } image ? [image] : [];
        }

        if (ImageStore.ReadPack(path, version, out PackFile? pack) is not { } library)
        {
            return [];
        }

        Packs.Know(library);
        return [.. pack!.Modules.Select(file => new Image(library, file))];
    }

    // Of modules that this program still has; better bodies first; nothing twice.
    private static IEnumerable<KeptUnit> Choose(IEnumerable<KeptUnit> units)
    {
        Dictionary<ContentHash, HashSet<uint>> defined = [];
        ModuleRecords.ForEach(record =>
            defined[ContentHash.Read(new ReadOnlySpan<byte>(((ModuleRecord*)record)->Hash, ContentHash.Size))] = []);
        return units.Where(u => defined.ContainsKey(u.Module)).OrderBy(u => u.Counts ? 1 : 0).Where(u =>
        {
            bool isNew = false;
            foreach (UnitSymbol symbol in u.Symbols)
            {
                isNew |= symbol.Kind == UnitSymbolKind.Defined && defined[u.Module].Add(symbol.Index);
            }

            return isNew;
        }).GroupBy(u => u.Module).SelectMany(module => module);
    }
}

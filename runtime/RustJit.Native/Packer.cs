// At exit: the images that this process made become one, for all modules.
//
// A warm run pays for every library it loads, and debuggers even more. Nothing is lost when a process
// ends without coming here: the images are there, only not packed.

using System.Collections.Generic;
using System.Linq;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

internal static class Packer
{
    // Bytes of objects that go into one pack: linking holds the result several times in a heap of 64 MB (RustJit.Native.csproj).
    private const int PackSize = 4 << 20;

    // Of units that a daemon made there is only the first function.
    private static readonly List<(ModuleInstance Module, CodeVersion Version, CompiledUnit? Unit, uint Leader, string Path, int Process)> s_made = [];

    /// <summary>Remembers what could be packed.</summary>
    public static void Add(ModuleInstance module, CompiledUnit unit, string path, CodeVersion version) =>
        s_made.Add((module, version, unit, unit.Functions[0], path, NativeMethods.GetPid()));

    /// <summary>Remembers what a daemon made, and could pack.</summary>
    public static void AddReceived(ModuleInstance module, uint leader) =>
        s_made.Add((module, Host.Code, null, leader, "", NativeMethods.GetPid()));

    /// <summary>Packs, publishes, and removes what has been packed; has the daemon do so with what it made.</summary>
    public static void Run()
    {
        int process = NativeMethods.GetPid();
        Dictionary<ModuleInstance, List<uint>> received = [];
        List<Made> made = [];
        foreach ((ModuleInstance module, CodeVersion version, CompiledUnit? unit, uint leader, string path, int maker) in s_made)
        {
            // A forked child leaves its parent's units to the parent.
            if (maker == process && unit is not null)
            {
                made.Add(new Made(module, unit, path, version));
            }
            else if (maker == process && !received.TryAdd(module, [leader]))
            {
                received[module].Add(leader);
            }
        }

        foreach ((ModuleInstance module, List<uint> leaders) in received)
        {
            if (leaders.Count > 1)
            {
                PreferredDaemon.Pack(module, leaders);
            }
        }

        // Of a function's bodies the better one is taken, which comes first.
        foreach (List<Made> part in Split(made.GroupBy(m => m.Module.Hash).SelectMany(m => m.OrderBy(one => one.Version.Tier == Tier.First ? 1 : 0))))
        {
            if (part.Count > 1)
            {
                Pack(part);
            }
        }
    }

    private static IEnumerable<List<Made>> Split(IEnumerable<Made> made)
    {
        List<Made> part = [];
        long size = 0;
        foreach (Made one in made)
        {
            if (size > 0 && size + one.Unit.Object.Length > PackSize)
            {
                yield return part;
                part = [];
                size = 0;
            }

            part.Add(one);
            size += one.Unit.Object.Length;
        }

        yield return part;
    }

    private static void Pack(List<Made> made)
    {
        double start = Log.Now;
        // Code that counts is only for those who look for it; they take the rest, too.
        CodeVersion version = (made.Find(m => m.Version.Tier == Tier.First) ?? made[0]).Version;
        List<LinkedModule> modules = [.. made.GroupBy(m => m.Module.Hash, // One may be there twice.
            (hash, of) => new LinkedModule(of.First().Module.File, hash, [.. of.Select(m => m.Unit)]))];
        bool isPack = modules.Count > 1;
        // Who is called first will find a pack.
        ContentHash home = isPack ? Resolver.First!.Hash : modules[0].Hash;
        byte[] content = isPack
            ? ImageLinker.LinkPack(modules, home, version.Options)
            : ImageLinker.Link(modules[0].Module, home, modules[0].Units, version.Options);
        string name = isPack
            ? ImageName.OfPack(Packs.Start(version), content)
            : ImageName.Of(version.KeyName, made[0].Unit.Functions[0], content);
        if (ImageStore.Write(name, content, home) is not { } pack)
        {
            return;
        }

        if (isPack)
        {
            Packs.Limit(Host.Cache!.ImagesOf(home), pack);
            foreach (LinkedModule module in modules.Where(m => m.Hash != home))
            {
                ImageStore.Refer(module.Hash, ImageName.OfReference(Packs.Start(version), home));
            }
        }

        foreach (Made one in made)
        {
            CacheFiles.Remove(one.Path);
        }

        if (Log.Enabled)
        {
            string of = isPack ? $" of {modules.Count} modules" : "";
            Log.Write($"packed {made.Count} images{of} into {pack}: {content.Length} bytes {Log.Since(start)}");
        }
    }

    private sealed record Made(ModuleInstance Module, CompiledUnit Unit, string Path, CodeVersion Version);
}

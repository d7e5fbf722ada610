// At exit: the images that this process made become one for each module.
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
        Dictionary<ModuleInstance, (List<Made> Made, List<uint> Received)> packs = [];
        foreach ((ModuleInstance module, CodeVersion version, CompiledUnit? unit, uint leader, string path, int maker) in s_made)
        {
            // A forked child leaves its parent's units to the parent.
            if (maker == process)
            {
                if (!packs.TryGetValue(module, out (List<Made> Made, List<uint> Received) lists))
                {
                    packs.Add(module, lists = ([], []));
                }

                if (unit is null)
                {
                    lists.Received.Add(leader);
                }
                else
                {
                    lists.Made.Add(new Made(unit, path, version));
                }
            }
        }

        foreach ((ModuleInstance module, (List<Made> made, List<uint> received)) in packs)
        {
            if (received.Count > 1)
            {
                PreferredDaemon.Pack(module, received);
            }

            // Of a function's bodies the better one is taken, which comes first.
            foreach (List<Made> part in Split([.. made.OrderBy(m => m.Version.Tier == Tier.First ? 1 : 0)]))
            {
                if (part.Count > 1)
                {
                    Pack(module, part);
                }
            }
        }
    }

    private static IEnumerable<List<Made>> Split(List<Made> made)
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

    private static void Pack(ModuleInstance module, List<Made> made)
    {
        double start = Log.Now;
        CodeVersion version = made[^1].Version; // Code that counts is only for those who look for it; they take the rest, too.
        byte[] content = ImageLinker.Link(module.File, module.Hash, made.ConvertAll(m => m.Unit), version.Options);
        string name = ImageName.Of(version.KeyName, made[0].Unit.Functions[0], content);
        if (ImageStore.Write(name, content, module.Hash) is not { } pack)
        {
            return;
        }

        foreach (Made one in made)
        {
            CacheFiles.Remove(one.Path);
        }

        if (Log.Enabled)
        {
            Log.Write($"packed {made.Count} images into {pack}: {content.Length} bytes {Log.Since(start)}");
        }
    }

    private sealed record Made(CompiledUnit Unit, string Path, CodeVersion Version);
}

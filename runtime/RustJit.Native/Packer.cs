// At exit: the images that this process made become one, for all modules.
//
// A warm run pays for every library it loads, and debuggers even more. Nothing is lost when a process
// ends without coming here: the images are there, only not packed.

using System;
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
        if (Host.Cache is null)
        {
            return;
        }

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
        IEnumerable<Made> ordered = made.GroupBy(m => m.Module.Hash).SelectMany(m => m.OrderBy(one => one.Version.Tier == Tier.First ? 1 : 0));
        foreach (List<Made> part in Split(ordered, m => m.Unit.Object.Length))
        {
            if (part.Count > 1)
            {
                Pack(part);
            }
        }
    }

    /// <summary>Parts that can be linked at once.</summary>
    /// <param name="units">In their order.</param>
    /// <param name="sizeOf">Bytes of a unit's object.</param>
    public static IEnumerable<List<T>> Split<T>(IEnumerable<T> units, Func<T, int> sizeOf)
        where T : class
    {
        List<T> part = [];
        long size = 0;
        foreach (T unit in units)
        {
            if (size > 0 && size + sizeOf(unit) > PackSize)
            {
                yield return part;
                part = [];
                size = 0;
            }

            part.Add(unit);
            size += sizeOf(unit);
        }

        if (part.Count > 0)
        {
            yield return part;
        }
    }

    private static void Pack(List<Made> made)
    {
        double start = Log.Now;
        // Code that counts is only for those who look for it; they take the rest, too.
        CodeVersion version = (made.Find(m => m.Version.Tier == Tier.First) ?? made[0]).Version;
        List<LinkedModule> modules = [.. made.GroupBy(m => m.Module.Hash, // One may be there twice.
            (hash, of) => new LinkedModule(hash, [.. of.Select(m => m.Unit)]))];
        if (Link(modules, version, out int size) is not { } pack)
        {
            return;
        }

        foreach (Made one in made)
        {
            CacheFiles.Remove(one.Path);
        }

        if (Log.Enabled)
        {
            Log.Write($"packed {made.Count} images{Of(modules)} into {pack}: {size} bytes {Log.Since(start)}");
        }
    }

    /// <summary>For messages: how many modules, when there are several.</summary>
    public static string Of(List<LinkedModule> modules) => modules.Count > 1 ? $" of {modules.Count} modules" : "";

    /// <summary>Links units into an image, or a pack when there are several modules, and publishes it.</summary>
    /// <returns>Its path; null when it cannot be written.</returns>
    public static string? Link(List<LinkedModule> modules, CodeVersion version, out int size)
    {
        bool isPack = modules.Count > 1;
        // Who is called first will find a pack.
        ContentHash home = isPack ? Resolver.First!.Hash : modules[0].Module;
        byte[] content = isPack
            ? ImageLinker.LinkPack(modules, home, version.Options)
            : ImageLinker.Link(home, modules[0].Units, version.Options, keep: true);
        size = content.Length;
        string name = isPack
            ? ImageName.OfPack(Packs.Start(version), content)
            : ImageName.Of(version.KeyName, modules[0].Units[0].Functions[0], content);
        string? path = ImageStore.Write(name, content, home);
        if (path is not null && isPack)
        {
            Packs.Limit(Host.Cache!.ImagesOf(home), path);
            foreach (LinkedModule module in modules.Where(m => m.Module != home))
            {
                ImageStore.Refer(module.Module, ImageName.OfReference(Packs.Start(version), home));
            }
        }

        return path;
    }

    private sealed record Made(ModuleInstance Module, CompiledUnit Unit, string Path, CodeVersion Version);
}

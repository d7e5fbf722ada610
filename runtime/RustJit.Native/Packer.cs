// At exit: the images that this process made become one for each module.
//
// A warm run pays for every library it loads, and debuggers even more. Nothing is lost when a process
// ends without coming here: the images are there, only not packed.

using System;
using System.Collections.Generic;
using RustJit.Compiler;

namespace RustJit.Native;

internal static class Packer
{
    private static readonly List<(ModuleInstance Module, CompiledUnit Unit, string Path, int Process)> s_made = [];

    /// <summary>Remembers what could be packed.</summary>
    public static void Add(ModuleInstance module, CompiledUnit unit, string path) =>
        s_made.Add((module, unit, path, NativeMethods.GetPid()));

    /// <summary>Packs, publishes, and removes what has been packed.</summary>
    public static void Run()
    {
        int process = NativeMethods.GetPid();
        Dictionary<ModuleInstance, List<(CompiledUnit Unit, string Path)>> modules = [];
        foreach ((ModuleInstance module, CompiledUnit unit, string path, int maker) in s_made)
        {
            // A forked child leaves its parent's units to the parent.
            if (maker == process)
            {
                if (!modules.TryGetValue(module, out List<(CompiledUnit, string)>? list))
                {
                    modules.Add(module, list = []);
                }

                list.Add((unit, path));
            }
        }

        foreach ((ModuleInstance module, List<(CompiledUnit Unit, string Path)> made) in modules)
        {
            if (made.Count > 1)
            {
                Pack(module, made);
            }
        }
    }

    // Two processes that packed different functions must not replace each other's pack.
    private static uint Fingerprint(List<(CompiledUnit Unit, string Path)> made)
    {
        List<byte> ids = [];
        foreach ((CompiledUnit unit, _) in made)
        {
            foreach (uint id in unit.Functions)
            {
                ids.AddRange(BitConverter.GetBytes(id));
            }
        }

        return (uint)NativeHasher.Instance.Hash(ids.ToArray()).Low;
    }

    private static void Pack(ModuleInstance module, List<(CompiledUnit Unit, string Path)> made)
    {
        double start = Log.Now;
        byte[] content = ImageLinker.Link(module.File, module.Hash, made.ConvertAll(m => m.Unit), Host.CompilerOptions);
        if (ImageStore.Write($"{Host.KeyName}-{made[0].Unit.Functions[0]}-{Fingerprint(made)}.so", content, module.Hash) is not { } pack)
        {
            return;
        }

        foreach ((_, string path) in made)
        {
            CacheFiles.Remove(path);
        }

        if (Log.Enabled)
        {
            Log.Write($"packed {made.Count} images into {pack}: {content.Length} bytes {Log.Since(start)}");
        }
    }
}

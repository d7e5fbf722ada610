// What a client got becomes one image in its cache: warm runs pay for every library they load.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Protocol;

namespace RustJit.Daemon;

internal static class ImagePacker
{
    private static int s_counter;

    /// <summary>Links, publishes, and removes what has been packed. Never throws for what a cache is like.</summary>
    public static void Pack(OpenModule module, PackRequest request)
    {
        long start = Stopwatch.GetTimestamp();
        string directory = Path.Combine(request.CacheRoot, "images", module.Hash.ToString());
        List<Unit> units = module.Finished(request.Leaders);
        if (units.Count < 2 || !IsPrivate(request.CacheRoot, directory))
        {
            return;
        }

        try
        {
            List<uint> functions = [];
            foreach (Unit unit in units)
            {
                functions.AddRange(unit.Functions);
            }

            byte[] image = ImageLinker.Link(module.File, module.Hash, units.ConvertAll(u => u.Outcome.Result.Object!), module.Options);
            string path = Path.Combine(directory, ImageName.OfPack(module.KeyName, functions, module.Options.Hasher));
            Publish(directory, path, image);
            foreach (Unit unit in units)
            {
                File.Delete(Path.Combine(directory, ImageName.OfUnit(module.KeyName, unit.Functions[0])));
            }

            if (Log.Enabled)
            {
                Log.Write($"packed {units.Count} images into {path}: {image.Length} bytes {Log.Since(start)}");
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CompilationException)
        {
            if (Log.Enabled)
            {
                Log.Write($"not packing: {e.Message}");
            }
        }
    }

    // The rule for every directory of a cache, whoever names it.
    private static bool IsPrivate(string root, string directory)
    {
        foreach (string level in (ReadOnlySpan<string>)[root, Path.Combine(root, "images"), directory])
        {
            if (DirectoryCheck.Inspect(level) != DirectoryProblem.None)
            {
                return false;
            }
        }

        return true;
    }

    private static void Publish(string directory, string path, byte[] image)
    {
        string temporary = Path.Combine(
            directory, $".tmp-{Environment.ProcessId}-{s_counter++}-{(ulong)Stopwatch.GetTimestamp()}");
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        try
        {
            using (FileStream file = new(temporary, options))
            {
                file.Write(image);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }
    }
}

// What a client got becomes one image in its cache: warm runs pay for every library they load.

using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Protocol;

namespace RustJit.Daemon;

internal static class ImagePacker
{
    /// <summary>Links, publishes, and removes what has been packed. Never throws for what a cache is like.</summary>
    public static void Pack(OpenModule module, PackRequest request)
    {
        long start = Stopwatch.GetTimestamp();
        CacheDirectory cache = new(request.CacheRoot);
        string directory = cache.ImagesOf(module.Hash);
        List<Unit> units = module.Sent(request.Leaders);
        // The rule for every directory of a cache, whoever names it.
        if (units.Count < 2 || !CacheFiles.ArePrivate([cache.Root, cache.Images, directory], make: false))
        {
            return;
        }

        byte[] image;
        try
        {
            image = ImageLinker.Link(module.Hash, units.ConvertAll(u => u.Outcome.Result.Object!), module.Options, keep: true);
        }
        catch (CompilationException e)
        {
            Log.Write($"not packing: {e.Message}");
            return;
        }

        string name = ImageName.Of(module.KeyName, units[0].Functions[0], image);
        if (!CacheFiles.Publish(directory, name, image))
        {
            return;
        }

        CacheUsage.Written(cache, image.Length);
        foreach (Answer answer in module.AnswersLedBy(units))
        {
            // What a client got may have been all of this.
            string packed = ImageName.Of(module.KeyName, answer.Units[0].Functions[0], answer.Image);
            if (packed != name)
            {
                CacheFiles.Remove(Path.Combine(directory, packed));
            }
        }

        if (Log.Enabled)
        {
            Log.Write($"packed {units.Count} images into {name}: {image.Length} bytes {Log.Since(start)}");
        }
    }
}

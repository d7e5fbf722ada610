// Packs have code of several modules. Whoever finds one, by the first call into a module of it, finds it for all of them.

using System.Collections.Generic;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

internal static class Packs
{
    // What nobody has taken yet. A library's data is bound to one module record: what is taken is nobody else's.
    private static readonly Dictionary<ContentHash, List<Image>> s_waiting = [];
    private static readonly HashSet<string> s_opened = [];

    /// <summary>What the packs that were found have of a module; the caller's from now on.</summary>
    public static List<Image> Take(ContentHash module) => s_waiting.Remove(module, out List<Image>? images) ? images : [];

    /// <summary>Takes what a pack has of a module, and keeps the rest for others.</summary>
    public static List<Image> Open(string path, long lastUse, PackFile pack, ContentHash module)
    {
        ImageLibrary library = new(path) { LastUse = lastUse };
        bool isFirst = s_opened.Add(path); // Opened again by a module that is there twice: the rest was there for taking.
        List<Image> taken = [];
        foreach (ImageFile file in pack.Modules)
        {
            Image image = new(library, file);
            if (file.Module == module)
            {
                taken.Add(image);
            }
            else if (isFirst)
            {
                if (!s_waiting.TryGetValue(file.Module, out List<Image>? images))
                {
                    s_waiting.Add(file.Module, images = []);
                }

                images.Add(image);
            }
        }

        return taken;
    }
}

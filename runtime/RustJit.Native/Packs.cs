// Packs have code of several modules. Whoever finds one, by the first call into a module of it, finds it for all of them.

using System;
using System.Collections.Generic;
using System.IO;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class Packs
{
    // What nobody has taken yet. A library's data is bound to one module record: what is taken is nobody else's,
    private static readonly Dictionary<ContentHash, List<Image>> s_waiting = [];

    // unless the program or library with that record was unloaded since.
    private static readonly Dictionary<ContentHash, List<(Image Image, nint Record)>> s_taken = [];
    private static readonly Dictionary<string, ImageLibrary> s_opened = [];
    private static string? s_program;

    /// <summary>What the names of this program's packs have in them. Of its path: after an edit it is the same program.</summary>
    public static string Program
    {
        get
        {
            if (s_program is null)
            {
                byte* path = stackalloc byte[4096];
                s_program = ImageName.Program(new ReadOnlySpan<byte>(path, NativeMethods.ProgramPath(path, 4096)), NativeHasher.Instance);
            }

            return s_program;
        }
    }

    /// <summary>How the names of this program's packs begin, and those of references to them.</summary>
    public static string Start(CodeVersion version) => ImageName.StartOf(version.KeyName, Program);

    /// <summary>Whether a pack whose name begins so is this program's, whatever made it.</summary>
    public static bool IsOfThisProgram(string start) => ImageName.ProgramIn(start).SequenceEqual(Program);

    /// <summary>What the packs that were found have of a module; from now on the record's.</summary>
    public static List<Image> Take(ContentHash module, nint record)
    {
        if (s_waiting.Remove(module, out List<Image>? images))
        {
            images.ForEach(image => Remember(image, record));
            return images;
        }

        List<Image> again = [];
        List<(Image Image, nint Record)> taken = s_taken.GetValueOrDefault(module, []);
        for (int i = 0; i < taken.Count; i++)
        {
            if (taken[i].Record == record || NativeMethods.IsInLibrary(taken[i].Record) == 0)
            {
                Image image = new(taken[i].Image.Library, taken[i].Image.File);
                taken[i] = (image, record);
                again.Add(image);
            }
        }

        return again;
    }

    /// <summary>Remembers a pack whose modules others take.</summary>
    public static void Know(ImageLibrary library) => s_opened[library.Path] = library;

    /// <summary>Puts an image of which nobody has taken anything yet in the place of those of which it was made.</summary>
    public static void Replace(List<ImageLibrary> gone, Image by)
    {
        List<Image> waiting = s_waiting.GetValueOrDefault(by.File.Module, []);
        waiting.RemoveAll(image => gone.Contains(image.Library));
        waiting.Add(by);
        s_waiting[by.File.Module] = waiting;
    }

    private static void Remember(Image image, nint record)
    {
        if (!s_taken.TryGetValue(image.File.Module, out List<(Image Image, nint Record)>? taken))
        {
            s_taken.Add(image.File.Module, taken = []);
        }

        taken.Add((image, record));
    }

    /// <summary>After another one was added: sees to it that this program has few in a directory.</summary>
    public static void Limit(string directory, string added) => PackLimit.Enforce(
        directory, IsOfThisProgram, path => path == added || (s_opened.TryGetValue(path, out ImageLibrary? library) && library.IsCounted));

    /// <summary>Takes what a pack has of a module for its record, and keeps the rest for others.</summary>
    public static List<Image> Open(ImageLibrary library, PackFile pack, ContentHash module, nint record)
    {
        bool isFirst = s_opened.TryAdd(library.Path, library); // Opened again by a module that is there twice: the rest was there for taking.
        List<Image> taken = [];
        if (isFirst && IsOfThisProgram(Path.GetFileName(library.Path)))
        {
            Merger.Add(library);
        }

        foreach (ImageFile file in pack.Modules)
        {
            Image image = new(library, file);
            if (file.Module == module)
            {
                Remember(image, record);
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

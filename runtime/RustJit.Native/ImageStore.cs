// images/MODULE: finding and publishing images and packs.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class ImageStore
{
    // Programs whose packs are looked into for a module that this program has no code of.
    private const int MostOthers = 4;

    private static int s_memoryImages;

    /// <summary>The usable images of a module, and what packs have of it. Damaged ones are reported under AUTOJIT_DEBUG and removed.</summary>
    /// <param name="module">The module.</param>
    /// <param name="record">Whose module.</param>
    /// <param name="isKnown">Whether the caller has an image of this path already.</param>
    public static List<Image> Find(ContentHash module, nint record, Predicate<string> isKnown)
    {
        List<Image> images = [];
        if (Host.Cache is null || !CacheTrust.IsPrivate(Host.Cache.Root) || !CacheTrust.IsPrivate(Host.Cache.Images))
        {
            return images;
        }

        string directory = Host.Cache.ImagesOf(module);
        HashSet<(string Directory, string Start)> packs = [];
        foreach (string name in List(directory))
        {
            string path = Path.Combine(directory, name);
            if (ImageName.StartOfPack(name) is { } start)
            {
                packs.Add((directory, start));
            }
            else if (ImageName.Referenced(name) is { } reference)
            {
                packs.Add((Host.Cache.ImagesOf(reference.Home), reference.Start));
            }
            else if (name.EndsWith(".so", StringComparison.Ordinal) && VersionOf(name) is { } version && !isKnown(path) &&
                Read(path, module, version) is { } image)
            {
                images.Add(image);
                Merger.Add(image.Library);
            }
        }

        // Other programs' packs are for who has none of its own: a file may be in hundreds of programs.
        int others = 0;
        foreach ((string place, string start) in packs.OrderBy(p => Packs.IsOfThisProgram(p.Start) ? 0 : 1))
        {
            if (VersionOf(start) is { } version && (Packs.IsOfThisProgram(start) || (images.Count == 0 && others++ < MostOthers)))
            {
                foreach (string name in List(place).Where(name => name.StartsWith(start, StringComparison.Ordinal) && CacheEntry.IsPackName(name)))
                {
                    AddPack(Path.Combine(place, name), module, record, version, isKnown, images);
                }
            }
        }

        return images;
    }

    private static CodeVersion? VersionOf(string name) =>
        name.StartsWith(Host.Code.KeyName, StringComparison.Ordinal) ? Host.Code
        : Host.FirstCode is { } first && name.StartsWith(first.KeyName, StringComparison.Ordinal) ? first
        : null;

    private static void AddPack(string path, ContentHash module, nint record, CodeVersion version, Predicate<string> isKnown, List<Image> images)
    {
        if (!isKnown(path) && !images.Exists(i => i.Library.Path == path) && ReadPack(path, version, out PackFile? pack) is { } library)
        {
            images.AddRange(Packs.Open(library, pack!, module, record));
        }
    }

    /// <summary>Maps and checks a pack.</summary>
    /// <returns>Null when it is not usable.</returns>
    public static ImageLibrary? ReadPack(string path, CodeVersion version, out PackFile? pack)
    {
        pack = null;
        if (MappedFile.Open(path, out _) is not { } mapped)
        {
            return null; // Not readable is not damaged: leave it.
        }

        ImageError error = PackFile.TryParse(mapped.Memory, NativeHasher.Instance, out pack);
        if (error == ImageError.None && !pack!.Key.Span.SequenceEqual(version.Options.Key.Span))
        {
            error = ImageError.WrongKey;
        }

        return Accept(error, path, mapped, version, pack?.Units ?? default);
    }

    /// <summary>Links a unit and publishes the image, or keeps it in memory where there is no cache to write to.</summary>
    /// <returns>Null when neither is possible.</returns>
    public static Image? Publish(ModuleInstance module, CompiledUnit unit, CodeVersion version)
    {
        byte[] content = Link(module, unit, version, keep: true, out ImageFile file);
        Image? image = Publish(module, unit.Functions[0], content, file, version);
        if (image is { Library.IsCached: true })
        {
            Packer.Add(module, unit, image.Library.Path, version);
        }

        return image;
    }

    /// <summary>The same for an image that is linked and checked. Its content is kept in no managed memory.</summary>
    public static Image? Publish(ModuleInstance module, uint leader, byte[] content, ImageFile file, CodeVersion version)
    {
        double start = Log.Now;
        Image image;
        if (Write(ImageName.Of(version.KeyName, leader, content), content, module.Hash) is { } path)
        {
            image = new Image(new ImageLibrary(path) { IsNew = true }, file.Alone());
        }
        else if (MemoryCopy(content, out int descriptor) is { } memory)
        {
            image = new Image(new ImageLibrary(memory, descriptor) { IsNew = true }, file.Alone());
        }
        else
        {
            return null;
        }

        if (Log.Enabled)
        {
            Log.Write($"linked {image.Library.Path} {Log.Since(start)}");
        }

        return image;
    }

    /// <summary>Links a unit that is of use to nobody else.</summary>
    /// <returns>Null when that is not possible.</returns>
    public static Image? LinkInMemory(ModuleInstance module, CompiledUnit unit)
    {
        byte[] content = Link(module, unit, Host.Code, keep: false, out ImageFile file);
        return MemoryCopy(content, out int descriptor) is { } path
            ? new Image(new ImageLibrary(path, descriptor) { IsNew = true }, file.Alone())
            : null;
    }

    private static byte[] Link(ModuleInstance module, CompiledUnit unit, CodeVersion version, bool keep, out ImageFile file)
    {
        byte[] content = ImageLinker.Link(module.Hash, [unit], version.Options, keep);
        if (ImageFile.TryParse(content, module.Hash, version.Options.Key.Span, NativeHasher.Instance, out ImageFile? parsed) != ImageError.None)
        {
            throw new InvalidDataException("an image that was just made is not valid");
        }

        file = parsed!;
        return content;
    }

    /// <summary>Puts an image into an unnamed file in memory.</summary>
    /// <returns>A path to load it by while the descriptor is open; null when that is not possible.</returns>
    public static string? MemoryCopy(ReadOnlySpan<byte> content, out int descriptor)
    {
        fixed (byte* bytes = content)
        {
            descriptor = NativeMethods.MemoryFile(bytes, (nuint)content.Length);
        }

        if (descriptor < 0)
        {
            return null;
        }

        string memory = MemoryPath(descriptor);
        long size, modified;
        fixed (byte* text = NativeText.ToNative(memory))
        {
            if (NativeMethods.FileStamp(text, &size, &modified) == 0)
            {
                return memory;
            }
        }

        NativeMethods.Close(descriptor);
        return null;
    }

    // The loader takes a path it has seen for the same library, and descriptor numbers are used again.
    // So the number of the image is spelled in separators, which the kernel ignores. Not by "self": a
    // debugger would open a descriptor of its own.
    private static string MemoryPath(int descriptor)
    {
        StringBuilder path = new($"/proc/{NativeMethods.GetPid()}/task/{NativeMethods.GetTid()}/fd");
        for (int number = ++s_memoryImages; number != 0; number >>= 1)
        {
            path.Append((number & 1) != 0 ? "/." : "//.");
        }

        return path.Append('/').Append(descriptor).ToString();
    }

    /// <summary>Writes an image into the cache.</summary>
    /// <returns>Its path; null when there is no cache to write to.</returns>
    public static string? Write(string name, byte[] content, ContentHash module) => Host.Cache is null
        ? null
        : CacheFiles.Publish(LevelsOf(module), name, content);

    /// <summary>Has a module's directory refer to another one's.</summary>
    public static void Refer(ContentHash module, string reference) =>
        CacheFiles.Mark(LevelsOf(module), reference);

    /// <summary>Sees to it that one process does something: makes a file, or removes one that is old.</summary>
    /// <param name="module">In whose directory.</param>
    /// <param name="name">Of the file, which begins as temporary files do.</param>
    /// <param name="oldest">In nanoseconds.</param>
    /// <returns>The path of the file, to be removed; null when it is another process's turn, or there is no cache to write to.</returns>
    public static string? Claim(ContentHash module, string name, long oldest) =>
        CacheFiles.Claim(LevelsOf(module), name, oldest);

    // A module's directory, and those above it.
    private static string[] LevelsOf(ContentHash module) => [Host.Cache!.Root, Host.Cache.Images, Host.Cache.ImagesOf(module)];

    /// <summary>Maps and checks an image.</summary>
    /// <returns>Null when it is not usable.</returns>
    public static Image? Read(string path, ContentHash module, CodeVersion version)
    {
        MappedFile? mapped = MappedFile.Open(path, out _);
        if (mapped is null)
        {
            return null;
        }

        ImageError error = ImageFile.TryParse(mapped.Memory, module, version.Options.Key.Span, NativeHasher.Instance, out ImageFile? file);
        return Accept(error, path, mapped, version, file?.Units ?? default) is { } library ? new Image(library, file!) : null;
    }

    /// <summary>An image or pack that was checked before there was managed code.</summary>
    /// <returns>Null when it is another one now.</returns>
    public static ImageLibrary? Continue(string path, MappedFile mapped, out ImageFile? file, out PackFile? pack)
    {
        string name = Path.GetFileName(path);
        (file, pack) = (null, null);
        if (VersionOf(name) is not { } version)
        {
            return null;
        }

        ImageError error = CacheEntry.IsPackName(name)
            ? PackFile.TryParse(mapped.Memory, NativeHasher.Instance, out pack)
            : ImageFile.TryParse(mapped.Memory, NativeHasher.Instance, out file);
        return Accept(error, path, mapped, version, file?.Units ?? pack?.Units ?? default);
    }

    // What was read, unless something is wrong with it.
    private static ImageLibrary? Accept(ImageError error, string path, MappedFile mapped, CodeVersion version, ReadOnlyMemory<byte> units)
    {
        if (error == ImageError.None)
        {
            return new ImageLibrary(path) { LastUse = mapped.LastUse, Content = mapped, Version = version, Units = units };
        }

        Usage.Rejected(error);
        if (Log.Enabled)
        {
            Log.Write($"rejected {path}: {error}");
        }

        CacheFiles.Remove(path);
        return null;
    }

    // Memory that is touched for the first time is a large part of what a warm run takes: most directories have one file.
    [SkipLocalsInit]
    private static List<string> List(string directory)
    {
        const int LongestName = 256;
        Span<byte> names = stackalloc byte[8 * LongestName];
        int used = Fill(names);
        while (used > names.Length - LongestName)
        {
            names = new byte[16 * names.Length];
            used = Fill(names);
        }

        int Fill(Span<byte> into)
        {
            fixed (byte* text = NativeText.ToNative(directory))
            fixed (byte* bytes = into)
            {
                return NativeMethods.ListDirectory(text, bytes, (uint)into.Length);
            }
        }

        if (used < 0)
        {
            CacheTrust.Report(directory, -used);
        }

        List<string> list = [];
        for (int at = 0; at < used;)
        {
            int length = names[at..].IndexOf((byte)0);
            list.Add(Encoding.UTF8.GetString(names.Slice(at, length)));
            at += length + 1;
        }

        return list;
    }
}

// Opens entries to look at them. Says whether the content is bad or could not be read: only the first is a reason to delete.

using System;
using System.IO;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>What came of looking at an entry.</summary>
public enum EntryState
{
    /// <summary>It is what its name says.</summary>
    Sound,

    /// <summary>It is not, and nobody will use it.</summary>
    Damaged,

    /// <summary>Another version wrote it: of no use to this one, but nothing is wrong.</summary>
    OtherVersion,

    /// <summary>It could not be read. Its content may be fine.</summary>
    Unreadable,

    /// <summary>It was removed meanwhile.</summary>
    Gone,
}

/// <summary>What is known of an entry.</summary>
/// <param name="State">Whether it is sound.</param>
/// <param name="Reason">What is wrong, as part of a sentence; null when nothing is.</param>
/// <param name="Module">The module, when the entry is a sound one.</param>
/// <param name="Image">The image, when the entry is a sound one.</param>
/// <param name="Pack">The pack, when the entry is a sound one.</param>
public sealed record EntryContent(
    EntryState State, string? Reason, ModuleFile? Module = null, ImageFile? Image = null, PackFile? Pack = null);

/// <summary>Reads entries. Looking at an entry does not count as using it.</summary>
public static class EntryReader
{
    /// <summary>Reads and checks an entry.</summary>
    /// <param name="entry">A module, an object, an image or a reference.</param>
    /// <param name="hasher">Computes hashes.</param>
    public static EntryContent Read(CacheEntry entry, IContentHasher hasher)
    {
        ArgumentNullException.ThrowIfNull(entry);
        byte[] bytes;
        try
        {
            bytes = ReadFile(entry.Path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new EntryContent(EntryState.Gone, "it was removed meanwhile");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new EntryContent(EntryState.Unreadable, e.Message);
        }

        return entry.Kind switch
        {
            CacheEntryKind.Module => CheckModule(bytes, entry, hasher),
            CacheEntryKind.Object => CheckObject(bytes, entry, hasher),
            CacheEntryKind.Reference => new EntryContent(EntryState.Sound, null), // All of it is its name.
            _ => entry.IsPack ? CheckPack(bytes, entry, hasher) : CheckImage(bytes, entry, hasher),
        };
    }

    private static EntryContent CheckModule(byte[] bytes, CacheEntry entry, IContentHasher hasher)
    {
        ContentHash expected = ContentHash.Read(Convert.FromHexString(entry.Module));
        ModuleFileError error = ModuleFile.TryParse(bytes, expected, hasher, out ModuleFile? module);
        return error switch
        {
            ModuleFileError.None => new EntryContent(EntryState.Sound, null, Module: module),
            ModuleFileError.UnsupportedVersion => new EntryContent(EntryState.OtherVersion, error.Message()),
            ModuleFileError.Foreign => new EntryContent(EntryState.Damaged, "its name is not its hash"),
            _ => new EntryContent(EntryState.Damaged, error.Message()),
        };
    }

    private static EntryContent CheckObject(byte[] bytes, CacheEntry entry, IContentHasher hasher)
    {
        ContentHash unit = ContentHash.Read(Convert.FromHexString(entry.Id.AsSpan(0, 32)));
        ObjectError error = ObjectFile.TryParse(bytes, unit, [], hasher, out ReadOnlySpan<byte> elf);
        if (error == ObjectError.UnsupportedVersion)
        {
            return new EntryContent(EntryState.OtherVersion, "another version wrote it");
        }

        string? reason = error switch
        {
            ObjectError.None when ImageName.Key(bytes.AsSpan(elf.Length..^CodeFooter.Size), hasher) != entry.Id[33..] => "its key is not the one in its name",
            ObjectError.None => null,
            ObjectError.Truncated => "it is truncated",
            ObjectError.NotAnObject => "it is not an object",
            ObjectError.Foreign => "it was made from another unit than its name says",
            _ => "its content does not match its hash",
        };
        return new EntryContent(reason is null ? EntryState.Sound : EntryState.Damaged, reason);
    }

    private static EntryContent CheckImage(byte[] bytes, CacheEntry entry, IContentHasher hasher)
    {
        ImageError error = ImageFile.TryParse(bytes, hasher, out ImageFile? image);
        EntryContent content = CheckCode(error, image?.Module, image?.Key ?? default, image?.Units ?? default, entry, hasher);
        return content.State == EntryState.Sound ? content with { Image = image } : content;
    }

    private static EntryContent CheckPack(byte[] bytes, CacheEntry entry, IContentHasher hasher)
    {
        ImageError error = PackFile.TryParse(bytes, hasher, out PackFile? pack);
        EntryContent content = CheckCode(error, pack?.Home, pack?.Key ?? default, pack?.Units ?? default, entry, hasher);
        return content.State == EntryState.Sound ? content with { Pack = pack } : content;
    }

    private static EntryContent CheckCode(
        ImageError error, ContentHash? module, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> units, CacheEntry entry, IContentHasher hasher)
    {
        if (error == ImageError.UnsupportedVersion)
        {
            return new EntryContent(EntryState.OtherVersion, "another version wrote it");
        }

        string? reason = error switch
        {
            ImageError.None when module.ToString() != entry.Module => "it was made from another module than its directory says",
            ImageError.None when ImageName.Key(key.Span, hasher) != entry.Id[..16] => "its key is not the one in its name",
            ImageError.None when !units.IsEmpty && KeptUnits.TryParse(units, hasher) is null => "the units that it was linked from are damaged",
            ImageError.None => null,
            ImageError.Truncated => "it is truncated",
            ImageError.NotAnImage => "it is not an image",
            _ => "its content does not match its hash",
        };
        return new EntryContent(reason is null ? EntryState.Sound : EntryState.Damaged, reason);
    }

    private static byte[] ReadFile(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        DateTime accessed = File.GetLastAccessTimeUtc(file.SafeFileHandle);
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        if (File.GetLastAccessTimeUtc(file.SafeFileHandle) != accessed)
        {
            File.SetLastAccessTimeUtc(file.SafeFileHandle, accessed);
        }

        return bytes;
    }
}

// images/MODULE/KEY-FUNCTION.so: finding and publishing images.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

internal static unsafe class ImageStore
{
    private static int s_counter;

    /// <summary>The usable images of a module. Damaged ones are reported under AUTOJIT_DEBUG and removed.</summary>
    public static List<Image> Find(ContentHash module)
    {
        List<Image> images = [];
        if (Host.Cache is null)
        {
            return images;
        }

        string directory = Path.Combine(Host.Cache.Images, module.ToString());
        foreach (string name in List(directory))
        {
            if (!name.StartsWith(Host.KeyName, StringComparison.Ordinal) || !name.EndsWith(".so", StringComparison.Ordinal))
            {
                continue;
            }

            string path = Path.Combine(directory, name);
            if (Read(path, module) is { } image)
            {
                images.Add(image);
            }
        }

        return images;
    }

    /// <summary>The directory to link images of a module in; null when it cannot be written.</summary>
    public static string? Prepare(ContentHash module)
    {
        if (Host.Cache is null)
        {
            return null;
        }

        string directory = Path.Combine(Host.Cache.Images, module.ToString());
        foreach (string level in (ReadOnlySpan<string>)[Host.Cache.Root, Host.Cache.Images, directory])
        {
            int error;
            fixed (byte* text = NativeText.ToNative(level))
            {
                error = NativeMethods.PrivateDirectory(text);
            }

            if (error != 0)
            {
                if (Log.Enabled)
                {
                    Log.Write($"not caching: '{level}' is not a writable directory of this user (errno {error})");
                }

                return null;
            }
        }

        return directory;
    }

    /// <summary>A name in <paramref name="directory"/> that nobody else uses.</summary>
    public static string TemporaryPath(string directory) =>
        Path.Combine(directory, $".tmp-{NativeMethods.GetPid()}-{s_counter++}-{(ulong)(Log.Now * 1000)}");

    /// <summary>Publishes an image under its name.</summary>
    /// <returns>Null when the file could not be written.</returns>
    public static Image? Publish(string directory, uint leader, byte[] content, ContentHash module)
    {
        string temporary = TemporaryPath(directory);
        string path = Path.Combine(directory, $"{Host.KeyName}-{leader}.so");
        int error;
        fixed (byte* text = NativeText.ToNative(temporary))
        fixed (byte* bytes = content)
        {
            error = NativeMethods.WriteNewFile(text, bytes, (nuint)content.Length);
            if (error == 0)
            {
                fixed (byte* final = NativeText.ToNative(path))
                {
                    if (NativeMethods.Rename(text, final) != 0)
                    {
                        error = 1;
                        _ = NativeMethods.Unlink(text);
                    }
                }
            }
        }

        if (error != 0)
        {
            if (Log.Enabled)
            {
                Log.Write($"not caching: cannot write '{path}' (errno {error})");
            }

            return null;
        }

        return ImageFile.TryParse(content, module, Host.Key, NativeHasher.Instance, out ImageFile? file) == ImageError.None
            ? new Image(path, file!)
            : throw new InvalidDataException("an image that was just made is not valid");
    }

    private static Image? Read(string path, ContentHash module)
    {
        MappedFile? mapped = MappedFile.Open(path, out _);
        if (mapped is null)
        {
            return null; // Not readable is not damaged: leave it.
        }

        ImageError error = ImageFile.TryParse(mapped.Memory, module, Host.Key, NativeHasher.Instance, out ImageFile? file);
        if (error == ImageError.None)
        {
            return new Image(path, file!);
        }

        if (Log.Enabled)
        {
            Log.Write($"rejected {path}: {error}");
        }

        fixed (byte* text = NativeText.ToNative(path))
        {
            _ = NativeMethods.Unlink(text);
        }

        return null;
    }

    private static List<string> List(string directory)
    {
        const uint Size = 32768;
        byte[] buffer = new byte[Size];
        int used;
        fixed (byte* text = NativeText.ToNative(directory))
        fixed (byte* names = buffer)
        {
            used = NativeMethods.ListDirectory(text, names, Size);
        }

        List<string> list = [];
        for (int at = 0; at < used;)
        {
            int length = buffer.AsSpan(at).IndexOf((byte)0);
            list.Add(Encoding.UTF8.GetString(buffer, at, length));
            at += length + 1;
        }

        return list;
    }
}

// Publication of cache files, without anything of System.IO that a guest does not want.

using System;
using System.Collections.Generic;
using System.IO;

namespace RustJit.Native;

internal static unsafe class CacheFiles
{
    // Directories that were there with all above them, and private.
    private static readonly HashSet<string> s_prepared = [];
    private static int s_counter;

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    /// <param name="levels">The directories above it, from the cache's root on; made when missing.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <returns>Its path; null when it cannot be written, which AUTOJIT_DEBUG tells.</returns>
    public static string? Publish(ReadOnlySpan<string> levels, string name, ReadOnlySpan<byte> content)
    {
        if (!IsPrepared(levels[^1]) && !Prepare(levels))
        {
            return null;
        }

        string directory = levels[^1];
        string temporary = Path.Combine(directory, $".tmp-{NativeMethods.GetPid()}-{s_counter++}-{(ulong)(Log.Now * 1000)}");
        string path = Path.Combine(directory, name);
        int error;
        fixed (byte* from = NativeText.ToNative(temporary))
        fixed (byte* to = NativeText.ToNative(path))
        fixed (byte* bytes = content)
        {
            error = NativeMethods.WriteNewFile(from, bytes, (nuint)content.Length);
            if (error == 0 && NativeMethods.Rename(from, to) != 0)
            {
                _ = NativeMethods.Unlink(from);
                error = NativeMethods.IoError;
            }
        }

        if (error == 0)
        {
            Usage.Written(content.Length);
            return path;
        }

        if (Log.Enabled)
        {
            Log.Write($"not caching: cannot write '{path}' (errno {error})");
        }

        return null;
    }

    /// <summary>Makes an empty file, unless it is there already. What it says is its name.</summary>
    /// <param name="levels">The directories above it, from the cache's root on; made when missing.</param>
    /// <param name="name">Its name.</param>
    public static void Mark(ReadOnlySpan<string> levels, string name)
    {
        if (Prepare(levels))
        {
            fixed (byte* path = NativeText.ToNative(Path.Combine(levels[^1], name)))
            {
                _ = NativeMethods.WriteNewFile(path, null, 0);
            }
        }
    }

    /// <summary>Makes an empty file for as long as this process does something.</summary>
    /// <param name="levels">The directories above it, from the cache's root on; made when missing.</param>
    /// <param name="name">Its name.</param>
    /// <param name="oldest">Nanoseconds after which a process that made such a file is taken for dead.</param>
    /// <returns>Its path; null when it cannot be made, or another process has one.</returns>
    public static string? Claim(ReadOnlySpan<string> levels, string name, long oldest)
    {
        if (!Prepare(levels))
        {
            return null;
        }

        string path = Path.Combine(levels[^1], name);
        fixed (byte* text = NativeText.ToNative(path))
        {
            if (NativeMethods.WriteNewFile(text, null, 0) == 0)
            {
                return path;
            }

            long size, modified;
            if (NativeMethods.FileStamp(text, &size, &modified) == 0 && NativeMethods.Time(0) * 1_000_000_000 - modified > oldest)
            {
                _ = NativeMethods.Unlink(text); // For the next one.
            }

            return null;
        }
    }

    /// <summary>Whether there is a file.</summary>
    public static bool Exists(string path)
    {
        long size, modified;
        fixed (byte* text = NativeText.ToNative(path))
        {
            return NativeMethods.FileStamp(text, &size, &modified) == 0;
        }
    }

    /// <summary>Removes a file. Processes that have it loaded keep it.</summary>
    public static void Remove(string path)
    {
        fixed (byte* text = NativeText.ToNative(path))
        {
            _ = NativeMethods.Unlink(text);
        }
    }

    // Somebody may have removed it, and others made it again.
    private static bool IsPrepared(string directory)
    {
        fixed (byte* text = NativeText.ToNative(directory))
        {
            return s_prepared.Contains(directory) && NativeMethods.CheckDirectory(text) == 0;
        }
    }

    // Only directories that this user alone can write to.
    private static bool Prepare(ReadOnlySpan<string> levels)
    {
        foreach (string level in levels)
        {
            int error;
            fixed (byte* text = NativeText.ToNative(level))
            {
                error = NativeMethods.PrivateDirectory(text);
            }

            if (error != 0)
            {
                CacheTrust.Report(level, error);
                return false;
            }
        }

        s_prepared.Add(levels[^1]);
        return true;
    }
}

// Publication of cache files by the rules of docs/cache-format.md.

using System;
using System.Diagnostics;
using System.IO;
using System.Threading;
using RustJit.Cache;

namespace RustJit.Daemon;

/// <summary>Safe for any thread.</summary>
internal static class CacheFiles
{
    private static int s_counter;

    /// <summary>Whether files may be read from and put into the last of these directories.</summary>
    /// <param name="levels">A directory and those above it, from the cache's root on.</param>
    /// <param name="make">Make what is missing.</param>
    public static bool ArePrivate(ReadOnlySpan<string> levels, bool make)
    {
        foreach (string level in levels)
        {
            DirectoryProblem problem = DirectoryCheck.Inspect(level);
            if (problem == DirectoryProblem.Missing && make)
            {
                try
                {
                    Directory.CreateDirectory(level, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    return false;
                }

                problem = DirectoryCheck.Inspect(level);
            }

            if (problem != DirectoryProblem.None)
            {
                if (problem != DirectoryProblem.Missing && Log.Enabled)
                {
                    Log.Write($"not caching: '{level}' is not a writable directory of this user");
                }

                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a file under a temporary name and renames it.</summary>
    /// <returns>False when that is not possible, which AUTOJIT_DEBUG tells.</returns>
    public static bool Publish(string directory, string name, ReadOnlySpan<byte> content)
    {
        string temporary = Path.Combine(
            directory, $".tmp-{Environment.ProcessId}-{Interlocked.Increment(ref s_counter)}-{(ulong)Stopwatch.GetTimestamp()}");
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
                file.Write(content);
            }

            File.Move(temporary, Path.Combine(directory, name), overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is EFBIG: a limit on file sizes.
            Remove(temporary);
            if (Log.Enabled)
            {
                Log.Write($"not caching: cannot write '{Path.Combine(directory, name)}': {e.Message}");
            }

            return false;
        }
    }

    /// <summary>Removes a file, if that is possible.</summary>
    public static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody else's business, or gone with its directory.
        }
    }
}

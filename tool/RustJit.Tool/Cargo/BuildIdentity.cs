// What cargo cannot see and a lazy build depends on: which plugin it is, and whether its bitcode is still there.

using System;
using System.ComponentModel;
using System.IO;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RustJit.Cache;

namespace RustJit.Tool;

internal static partial class BuildIdentity
{
    // <linux/stat.h>: struct statx, AT_FDCWD, STATX_INO, STATX_BTIME.
    private const int StatusSize = 256;
    private const int CurrentDirectory = -100;
    private const uint InodeNumber = 0x100;
    private const uint BirthTime = 0x800;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// A flag for rustc that means nothing to it: cargo builds again when it changes. It does when the plugin's content
    /// changes, and when the directory of the bitcode has been removed in between.
    /// </summary>
    /// <param name="plugin">autojit.so.</param>
    /// <param name="variable">Returns a variable of the compiler's environment, or null.</param>
    public static string[] Flag(string plugin, Func<string, string?> variable)
    {
        string content = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(plugin)))[..16];
        return ["--cfg", $"autojit=\"{content}-{Store(variable)}\""];
    }

    private static string Store(Func<string, string?> variable)
    {
        string store = variable("AUTOJIT_STORE") ?? "";
        if (store == "embed")
        {
            return "embed";
        }

        const string Directory = "dir=";
        string? path = store.StartsWith(Directory, StringComparison.Ordinal) ? store[Directory.Length..]
            : CacheDirectory.Find(variable) is { } cache ? Path.Combine(cache.Root, "modules")
            : null;
        // No directory is no cache: the plugin says so itself.
        if (path is null)
        {
            return "none";
        }

        // Made here, before the plugin would: a directory keeps its number and its time of birth for as long as it lives.
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, Private);
        System.IO.Directory.CreateDirectory(path, Private);
        return Birth(path);
    }

    // .NET has no name for either.
    private static unsafe string Birth(string path)
    {
        byte* status = stackalloc byte[StatusSize];
        if (statx(CurrentDirectory, path, 0, InodeNumber | BirthTime, status) != 0)
        {
            throw new ToolException($"cannot inspect '{path}': {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");
        }

        // stx_ino, stx_btime.tv_sec, stx_btime.tv_nsec; the time is 0 where the file system does not know it.
        return $"{*(ulong*)(status + 32):x}-{*(long*)(status + 80):x}-{*(uint*)(status + 88):x}";
    }

    [LibraryImport("libc.so.6", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial int statx(int directory, string path, int flags, uint mask, byte* status);
}

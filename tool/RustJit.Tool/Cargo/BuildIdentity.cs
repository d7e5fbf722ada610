// What cargo cannot see and a lazy build depends on: which plugin it is, and whether its bitcode is still there.

using System;
using System.IO;
using System.Security.Cryptography;
using RustJit.Cache;

namespace RustJit.Tool;

internal static class BuildIdentity
{
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

        // Made before the plugin would: a directory has the time when it came into being for as long as it lives.
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!, Private);
        return System.IO.Directory.CreateDirectory(path, Private).CreationTimeUtc.Ticks.ToString("x", null);
    }
}

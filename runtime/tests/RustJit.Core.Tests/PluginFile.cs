// Module files as the plugin of the staged install tree writes them: run `make` first.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.Core.Tests;

internal static class PluginFile
{
    /// <summary>Compiles a source of C; its module file is the only one in modules/ of the directory.</summary>
    public static ModuleFile Compile(string directory, string source, params string[] options)
    {
        string root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/artifacts/", StringComparison.Ordinal)];
        string plugin = Path.Combine(Environment.GetEnvironmentVariable("AUTOJIT_OUT") ?? Path.Combine(root, "out"), "lib", "autojit.so");
        Assert.True(File.Exists(plugin), $"{plugin} is missing: run make");
        File.WriteAllText(Path.Combine(directory, "unit.c"), source);
        ProcessStartInfo start = new("clang-22", [.. options, $"-fpass-plugin={plugin}", "-c", "unit.c"])
        {
            WorkingDirectory = directory,
            Environment = { ["AUTOJIT_CACHE_DIR"] = directory, ["AUTOJIT_STORE"] = "cache" },
        };
        using Process clang = Process.Start(start)!;
        clang.WaitForExit();
        Assert.Equal(0, clang.ExitCode);
        byte[] bytes = File.ReadAllBytes(Directory.GetFiles(Path.Combine(directory, "modules")).Single());
        Assert.Equal(ModuleFileError.None, ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file));
        return file!;
    }
}

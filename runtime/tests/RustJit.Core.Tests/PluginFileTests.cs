// What the plugin writes, this code reads. Needs the staged install tree: run `make` first.

using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.Core.Tests;

public sealed class PluginFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("autojit-test-").FullName;

    [Fact]
    public void TryParse_FileOfThePlugin_IsSound()
    {
        ModuleFile file = Compile("static int twice(int x) { return 2 * x; } extern int other(int); int f(int x) { return twice(other(x)); }", "-O2", "-g");
        Assert.Equal(["f", "twice"], Names(file));
        uint f = (uint)Array.IndexOf(Names(file), "f");
        uint twice = 1 - f;
        Assert.Equal(FunctionKind.Root, file.Function(f).Kind);
        Assert.Equal(FunctionKind.JitOnly, file.Function(twice).Kind);
        Assert.Equal([twice], file.Callees(f));
        Assert.Equal("other", file.ImportName(0));
        Assert.Equal(2, file.SpeedLevel);
        Assert.True(file.HasDebugInformation);
        Assert.Equal(22u, file.LlvmVersion >> 16);
        Assert.EndsWith("unit.c", file.SourceName, StringComparison.Ordinal);
        Assert.Equal([(byte)'B', (byte)'C', 0xC0, 0xDE], file.Bytes.Span.Slice(file.PayloadOffset, 4).ToArray());
    }

    [Fact]
    public void TryParse_FileOfThePlugin_IsNamedByItsHash()
    {
        ModuleFile file = Compile("int f(void) { return 1; }", "-O0");
        Assert.Equal([file.Hash + ".bc"], Directory.GetFiles(Path.Combine(_directory, "modules")).Select(Path.GetFileName));
        Assert.False(file.HasDebugInformation);
        Assert.Equal(0, file.SpeedLevel);
    }

    [Fact]
    public void TryParse_EveryTruncationOfAPluginFile_IsRejected()
    {
        byte[] bytes = Compile("int f(void) { return 1; }", "-O0").Bytes.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.NotEqual(
                ModuleFileError.None, ModuleFile.TryParse(bytes.AsMemory(0, length), null, NativeContentHasher.Instance, out _));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string[] Names(ModuleFile file) =>
        [.. Enumerable.Range(0, (int)file.FunctionCount).Select(i => file.FunctionName((uint)i)).Order(StringComparer.Ordinal)];

    private ModuleFile Compile(string source, params string[] options)
    {
        string root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/artifacts/", StringComparison.Ordinal)];
        string plugin = Path.Combine(Environment.GetEnvironmentVariable("AUTOJIT_OUT") ?? Path.Combine(root, "out"), "lib", "autojit.so");
        Assert.True(File.Exists(plugin), $"{plugin} is missing: run make");
        File.WriteAllText(Path.Combine(_directory, "unit.c"), source);
        ProcessStartInfo start = new("clang-22", [.. options, $"-fpass-plugin={plugin}", "-c", "unit.c"])
        {
            WorkingDirectory = _directory,
            Environment = { ["AUTOJIT_CACHE_DIR"] = _directory, ["AUTOJIT_STORE"] = "cache" },
        };
        using Process clang = Process.Start(start)!;
        clang.WaitForExit();
        Assert.Equal(0, clang.ExitCode);
        byte[] bytes = File.ReadAllBytes(Directory.GetFiles(Path.Combine(_directory, "modules")).Single());
        Assert.Equal(ModuleFileError.None, ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file));
        return file!;
    }
}

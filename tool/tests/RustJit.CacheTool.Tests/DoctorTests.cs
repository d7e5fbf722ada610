// Each thing that may be wrong is found and named with what mends it. Needs the staged install tree: run `make` first.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Json;
using RustJit.Cache.Tests;

namespace RustJit.CacheTool.Tests;

public sealed class DoctorTests : IDisposable
{
    private readonly CacheFixture _fixture = new();
    private readonly TemporaryDirectory _scripts = new();

    [Fact]
    public void Doctor_SoundInstallation_IsHealthyAndPrintsFlags()
    {
        ToolRun run = Run(Bin());
        Assert.True(run.ExitCode == ExitCode.Success, run.Output);
        Assert.Contains("ok       self-test", run.Output);
        Assert.Contains("-fpass-plugin=", run.Output);
        Assert.Contains("-lautojit-runtime", run.Output);
    }

    [Fact]
    public void Doctor_Json_HasChecksAndFlags()
    {
        JsonElement json = Run(Bin(), "--json").Json;
        Assert.True(json.GetProperty("healthy").GetBoolean());
        Assert.Contains("autojit.so", json.GetProperty("flags").GetProperty("compile").GetString());
    }

    [Fact]
    public void Doctor_EmptyInstallation_NamesEachMissingFile()
    {
        ToolRun run = Run(_fixture.Combine("bin"));
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.All(["autojit.so", "libautojit-runtime.so", "libautojit-llvm.so"], file => Assert.Contains($"{file}' is missing", run.Output));
        Assert.Contains("-> install RustJit again", run.Output);
        Assert.Contains("note     self-test", run.Output);
    }

    [Fact]
    public void Doctor_NoCompiler_SaysHowToGetOne()
    {
        ToolRun run = Run(Bin(), "--clang", "no-such-clang");
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("problem  clang", run.Output);
        Assert.Contains("-> apt-get install clang-22", run.Output);
    }

    [Fact]
    public void Doctor_CompilerOfAnotherVersion_IsNamed()
    {
        ToolRun run = Run(Bin(), "--clang", Script("clang", "echo 'Debian clang version 19.1.7'"));
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("is version 19; the plugin needs clang 22", run.Output);
    }

    [Fact]
    public void Doctor_CompilerThatCannotLoadThePlugin_FailsTheSelfTest()
    {
        string clang = Script("clang", "[ \"$1\" = --version ] && echo 'clang version 22.1.0' && exit; echo 'error: unable to load plugin' >&2; exit 1");
        ToolRun run = Run(Bin(), "--clang", clang);
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains("cannot compile with the plugin: error: unable to load plugin", run.Output);
    }

    [Fact]
    public void Doctor_RustOfAnotherLlvm_IsNotedOnly()
    {
        ToolRun run = Run(Bin(), "--rustc", Script("rustc", "printf 'rustc 1.80.0\\nLLVM version: 18.1.7\\n'"));
        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("its LLVM is 18", run.Output);
        Assert.DoesNotContain("-Zllvm-plugins", run.Output);
    }

    [Theory]
    [InlineData("rustc 1.99.0", "RUSTC_BOOTSTRAP=1 ")]
    [InlineData("rustc 1.99.0-nightly", "")]
    public void Doctor_Rust_GetsTheFlagsOfItsChannel(string version, string prefix)
    {
        string rustc = Script("rustc", $"printf '{version}\\nLLVM version: 22.1.2\\n'");
        Assert.Contains($"  {prefix}{rustc} -Zllvm-plugins=", Run(Bin(), "--rustc", rustc).Output);
    }

    [Fact]
    public void Doctor_CacheThatOthersMayWriteTo_SaysChmod()
    {
        File.SetUnixFileMode(_fixture.Cache.Root, (UnixFileMode)0x1FF);
        ToolRun run = Run(_fixture.Combine("bin"));
        Assert.Contains($"-> chmod go-w {_fixture.Cache.Root}", run.Output);
    }

    [Fact]
    public void Doctor_WrongSetting_IsNamed()
    {
        ToolRun run = ToolRun.Of(_fixture, ["doctor"], variables: new() { ["AUTOJIT_LINKER"] = "gold" });
        Assert.Contains("AUTOJIT_LINKER=gold names no linker", run.Output);
        Assert.Contains("-> unset AUTOJIT_LINKER", run.Output);
    }

    [Theory]
    [InlineData("AUTOJIT_DEBUG", "maybe")]
    [InlineData("AUTOJIT_CACHE_MAX_SIZE", "much")]
    [InlineData("AUTOJIT_STORE", "file")]
    [InlineData("AUTOJIT_STORE", "dir=")]
    public void Doctor_SettingThatNobodyUnderstands_SaysUnset(string name, string value)
    {
        ToolRun run = ToolRun.Of(_fixture, ["doctor"], variables: new() { [name] = value });
        Assert.Contains($"{name}={value}", run.Output);
        Assert.Contains($"-> unset {name}", run.Output);
    }

    [Fact]
    public void Doctor_SettingsFileThatNobodyUnderstands_SaysHowToSetItAgain()
    {
        _fixture.Add("settings", 10, TimeSpan.Zero);
        Assert.Contains("-> autojit-cache limit 5G", ToolRun.Of(_fixture, ["doctor"]).Output);
    }

    [Fact]
    public void Doctor_AnotherRuntimeOnTheWay_SaysUnset()
    {
        string other = Path.GetDirectoryName(_scripts.Write("lib/libautojit-runtime.so", "x"u8))!;
        ToolRun run = ToolRun.Of(_fixture, ["doctor"], variables: new() { ["LD_LIBRARY_PATH"] = $"/none::{other}" });
        Assert.Contains($"LD_LIBRARY_PATH leads programs to another runtime, in '{other}'", run.Output);
        Assert.Contains("-> unset LD_LIBRARY_PATH", run.Output);
    }

    [Theory]
    [InlineData("lib/autojit.so", "cannot compile with the plugin")]
    [InlineData("lib/libautojit-runtime.so", "cannot link with the runtime")]
    public void Doctor_FileThatIsNoLibrary_FailsTheSelfTestAndSaysReinstall(string damaged, string expected)
    {
        foreach (string name in (string[])["lib/autojit.so", "lib/libautojit-runtime.so", "lib/libautojit-llvm.so"])
        {
            string path = _scripts.Write(name, "not a library"u8);
            if (name != damaged)
            {
                File.Delete(path);
                File.CreateSymbolicLink(path, Path.Combine(Bin(), "..", name));
            }
        }

        ToolRun run = Run(_scripts.Combine("bin"));
        Assert.Equal(ExitCode.Problem, run.ExitCode);
        Assert.Contains(expected, run.Output);
        Assert.Contains("-> install RustJit again", run.Output);
    }

    [Fact]
    public void Doctor_StoreThatOthersMayWriteTo_SaysChmod()
    {
        _fixture.Object(CacheFixture.ModuleA, 1, TimeSpan.Zero);
        File.SetUnixFileMode(_fixture.Cache.Objects, (UnixFileMode)0x1FF);
        Assert.Contains($"-> chmod go-w {_fixture.Cache.Objects}", Run(_fixture.Combine("bin")).Output);
    }

    [Fact]
    public void Doctor_AnyMachine_ChangesNothingInTheCache()
    {
        Run(_fixture.Combine("bin"));
        Assert.Empty(Directory.GetFileSystemEntries(_fixture.Cache.Root));
    }

    public void Dispose()
    {
        _fixture.Dispose();
        _scripts.Dispose();
    }

    private static string Bin()
    {
        string root = AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("/artifacts/", StringComparison.Ordinal)];
        string bin = Path.Combine(Environment.GetEnvironmentVariable("AUTOJIT_OUT") ?? Path.Combine(root, "out"), "bin");
        Assert.True(Directory.Exists(bin), $"{bin} is missing: run make");
        return bin;
    }

    private string Script(string name, string text)
    {
        string path = _scripts.Write(name, Encoding.UTF8.GetBytes($"#!/bin/sh\n{text}\n"));
        File.SetUnixFileMode(path, (UnixFileMode)0x1C0);
        return path;
    }

    private ToolRun Run(string baseDirectory, params string[] arguments) => ToolRun.Of(
        _fixture,
        ["doctor", .. arguments],
        variables: new Dictionary<string, string> { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! },
        baseDirectory: baseDirectory);
}

// What makes cargo build again: another plugin, another directory of bitcode, another kind of store.

using System;
using System.Collections.Generic;
using System.IO;

namespace RustJit.Tool.Tests;

public sealed class BuildIdentityTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("autojit-identity-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Flag_NothingChanged_IsTheSame() => Assert.Equal(Flag("a"), Flag("a"));

    [Fact]
    public void Flag_AnotherPlugin_IsAnother() => Assert.NotEqual(Flag("a"), Flag("b"));

    [Fact]
    public void Flag_FilesCameAndWent_IsTheSame()
    {
        string before = Flag("a");
        string file = Path.Combine(_directory, "cache", "modules", "one.bc");
        File.WriteAllText(file, "");
        Assert.Equal(before, Flag("a"));
        File.Delete(file);
        Assert.Equal(before, Flag("a"));
    }

    [Fact]
    public void Flag_DirectoryWasRemoved_IsAnother()
    {
        string before = Flag("a");
        string modules = Path.Combine(_directory, "cache", "modules");
        Directory.Delete(modules);
        // The file system may give the number to the next one at once.
        Directory.CreateDirectory(Path.Combine(_directory, "other"));
        Assert.NotEqual(before, Flag("a"));
    }

    [Fact]
    public void Flag_OtherStores_AreOthers()
    {
        HashSet<string> flags = [Flag("a"), Flag("a", "embed"), Flag("a", $"dir={_directory}/d"), Flag("a", $"dir={_directory}/e")];
        Assert.Equal(4, flags.Count);
    }

    [Fact]
    public void Flag_DirectoryIsNew_IsPrivate()
    {
        Flag("a");
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.Combine(_directory, "cache", "modules")));
    }

    private string Flag(string content, string store = "")
    {
        string plugin = Path.Combine(_directory, "autojit.so");
        File.WriteAllText(plugin, content);
        string[] flag = BuildIdentity.Flag(plugin, name => name switch
        {
            "AUTOJIT_CACHE_DIR" => Path.Combine(_directory, "cache"),
            "AUTOJIT_STORE" => store,
            _ => null,
        });
        Assert.Equal("--cfg", flag[0]);
        return flag[1];
    }
}

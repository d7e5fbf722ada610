// What is opened in modules/, and what a directory's watch hears.

using System;
using System.Collections.Generic;
using System.IO;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Daemon.Tests;

public sealed class PublishedFileTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _root = Directory.CreateTempSubdirectory("autojitd").FullName;
    private readonly CacheDirectory _cache;
    private readonly byte[] _sample = ModuleFileBuilder.Sample();
    private readonly ContentHash _hash;

    public PublishedFileTests()
    {
        _cache = new CacheDirectory(_root);
        Directory.CreateDirectory(_cache.Modules, Private);
        _hash = ContentHash.Read(_sample.AsSpan(ModuleFileBuilder.HashOffset));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef.bc", true)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF.bc", false)]
    [InlineData("0123456789abcdef0123456789abcde.bc", false)]
    [InlineData("0123456789abcdef0123456789abcdeg.bc", false)]
    [InlineData(".tmp-0123456789ab", false)]
    [InlineData("", false)]
    public void TryReadName_IsForModuleFiles(string name, bool expected)
    {
        Assert.Equal(expected, PublishedFile.TryReadName(name, out ContentHash hash));
        Assert.True(!expected || hash + ".bc" == name);
    }

    [Fact]
    public void Read_Sound_IsTheModule()
    {
        Write(_sample);
        Assert.Equal(_hash, Read(out string? problem)!.Hash);
        Assert.Null(problem);
    }

    [Fact]
    public void Read_Gone_IsNoProblem()
    {
        Assert.Null(Read(out string? problem));
        Assert.Null(problem);
    }

    [Fact]
    public void Read_Damaged_SaysSo()
    {
        _sample[^1] ^= 1;
        Write(_sample);
        Assert.Null(Read(out string? problem));
        Assert.Equal(ModuleFileError.Damaged.Message(), problem);
    }

    [Fact]
    public void Read_Empty_SaysSo()
    {
        Write([]);
        Assert.Null(Read(out string? problem));
        Assert.Equal(ModuleFileError.NotAModuleFile.Message(), problem);
    }

    [Fact]
    public void Read_SymbolicLink_IsNotFollowed()
    {
        File.WriteAllBytes(Path.Combine(_root, "elsewhere"), _sample);
        File.CreateSymbolicLink(PublishedFile.PathOf(_cache, _hash), Path.Combine(_root, "elsewhere"));
        Assert.Null(Read(out string? problem));
        Assert.Equal("it is no regular file", problem);
    }

    [Fact]
    public void Read_Directory_IsNotOpened()
    {
        Directory.CreateDirectory(PublishedFile.PathOf(_cache, _hash));
        Assert.Null(Read(out string? problem));
        Assert.Equal("it is no regular file", problem);
    }

    [Fact]
    public void Read_FileThatOthersMayWrite_IsNotOpened()
    {
        Write(_sample);
        File.SetUnixFileMode(PublishedFile.PathOf(_cache, _hash), Private | UnixFileMode.OtherWrite);
        Assert.Null(Read(out string? problem));
        Assert.Equal("others may write to it", problem);
    }

    [Fact]
    public void Read_DirectoryThatOthersMayWrite_IsNotUsed()
    {
        Write(_sample);
        File.SetUnixFileMode(_cache.Modules, Private | UnixFileMode.OtherWrite);
        Assert.Null(Read(out _));
    }

    [Fact]
    public void Wait_DirectoryThatComesAndGoes_IsWatchedAgain()
    {
        using DirectoryWatch watch = new(_cache.Modules);
        Assert.True(watch.TryOpen(out _));
        List<string> names = [];
        Directory.Delete(_cache.Modules);
        Assert.Equal(WatchResult.Missing, watch.Wait(0, names));
        for (int round = 0; round < 2; round++)
        {
            Directory.CreateDirectory(_cache.Modules, Private);
            Assert.Equal(WatchResult.Incomplete, watch.Wait(0, names));
            Write(_sample);
            Assert.Equal(WatchResult.Names, watch.Wait(1000, names));
            Assert.Equal([_hash + ".bc"], names);
            names.Clear();
            Directory.Move(_cache.Modules, _cache.Modules + round);
            Assert.Equal(WatchResult.Missing, watch.Wait(0, names));
        }

        Assert.Empty(names);
    }

    [Fact]
    public void Wait_MoreThanTheKernelKeeps_SaysSo()
    {
        int kept = int.Parse(File.ReadAllText("/proc/sys/fs/inotify/max_queued_events"), System.Globalization.CultureInfo.InvariantCulture);
        using DirectoryWatch watch = new(_cache.Modules);
        Assert.True(watch.TryOpen(out _));
        List<string> names = [];
        Assert.Equal(WatchResult.Incomplete, watch.Wait(0, names));
        string from = Path.Combine(_cache.Modules, "from");
        File.WriteAllBytes(from, []);
        for (int i = 0; i <= kept; i++)
        {
            string to = Path.Combine(_cache.Modules, $"{i}");
            File.Move(from, to);
            from = to;
        }

        WatchResult result = WatchResult.Names;
        for (int i = 0; i < 1000 && result == WatchResult.Names; i++)
        {
            result = watch.Wait(0, names);
        }

        Assert.Equal(WatchResult.Incomplete, result);
        Assert.Equal(kept, names.Count);
    }

    private void Write(byte[] bytes)
    {
        string temporary = Path.Combine(_root, "temporary");
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, PublishedFile.PathOf(_cache, _hash));
    }

    private ModuleFile? Read(out string? problem) => PublishedFile.Read(_cache, _hash, out problem);
}

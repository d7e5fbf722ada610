// The settings file: what it says, and what nobody can understand.

using System;
using System.IO;

namespace RustJit.Cache.Tests;

public sealed class CacheSettingsTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Read_NoFile_GivesTheDefault() => Assert.Equal(new CacheSettings(CacheSettings.DefaultLimit, null), Read());

    [Fact]
    public void Write_ALimit_IsReadBackAndPrivate()
    {
        CacheSettings.Write(_fixture.Cache, 12345);
        Assert.Equal(new CacheSettings(12345, null), Read());
        Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(_fixture.Cache.Settings));
        CacheSettings.Write(_fixture.Cache, 0);
        Assert.Equal(0, Read().Limit);
    }

    [Fact]
    public void Read_Environment_ComesFirst()
    {
        CacheSettings.Write(_fixture.Cache, 12345);
        Assert.Equal(7, CacheSettings.Read(_fixture.Cache, 7).Limit);
    }

    [Theory]
    [InlineData("# a remark\n\n  max-size =  1.5K  \n", 1536L)]
    [InlineData("max-size=2M", 2L << 20)]
    public void Read_WhatPeopleWrite_IsUnderstood(string text, long expected)
    {
        File.WriteAllText(_fixture.Cache.Settings, text);
        Assert.Equal(new CacheSettings(expected, null), Read());
    }

    [Theory]
    [InlineData("max-size = much\n")]
    [InlineData("max-size\n")]
    [InlineData("size = 1G\n")]
    [InlineData("\0\u0001\n")]
    public void Read_ALineThatIsNoSetting_IsAProblemAndTheDefaultHolds(string text)
    {
        File.WriteAllText(_fixture.Cache.Settings, text);
        CacheSettings settings = Read();
        Assert.Equal(CacheSettings.DefaultLimit, settings.Limit);
        Assert.Contains("has a line that is no setting", settings.Problem);
    }

    [Fact]
    public void Read_SomethingElseInItsPlace_IsAProblem()
    {
        Directory.CreateDirectory(_fixture.Cache.Settings);
        Assert.Contains("cannot be read", Read().Problem);
    }

    [Fact]
    public void Write_RootOfOthers_IsRefused()
    {
        File.SetUnixFileMode(_fixture.Cache.Root, (UnixFileMode)0x1FF);
        Assert.Contains("chmod go-w", Assert.Throws<CacheException>(() => CacheSettings.Write(_fixture.Cache, 1)).Message);
    }

    public void Dispose() => _fixture.Dispose();

    private CacheSettings Read() => CacheSettings.Read(_fixture.Cache, null);
}

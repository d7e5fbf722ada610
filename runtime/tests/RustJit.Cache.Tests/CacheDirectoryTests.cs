// Where the cache is, by the environment alone.

using System;
using System.Collections.Generic;
using System.IO;

namespace RustJit.Cache.Tests;

public class CacheDirectoryTests
{
    [Fact]
    public void Find_AutojitCacheDir_WinsOverAll() => Assert.Equal(
        "/a/b", Find(("AUTOJIT_CACHE_DIR", "/a/b"), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h"))!.Root);

    [Fact]
    public void Find_RelativeAutojitCacheDir_IsMadeAbsolute() =>
        Assert.Equal(Path.Combine(Environment.CurrentDirectory, "sub"), Find(("AUTOJIT_CACHE_DIR", "sub"))!.Root);

    [Fact]
    public void Find_EmptyAutojitCacheDir_CountsAsUnset() =>
        Assert.Equal("/x/autojit", Find(("AUTOJIT_CACHE_DIR", ""), ("XDG_CACHE_HOME", "/x"), ("HOME", "/h"))!.Root);

    [Fact]
    public void Find_RelativeXdgCacheHome_IsIgnored() =>
        Assert.Equal("/h/.cache/autojit", Find(("XDG_CACHE_HOME", "x"), ("HOME", "/h"))!.Root);

    [Fact]
    public void Find_HomeAlone_GivesDotCache() => Assert.Equal("/h/.cache/autojit", Find(("HOME", "/h"))!.Root);

    [Theory]
    [InlineData("")]
    [InlineData("relative")]
    public void Find_NoUsableHome_GivesNull(string home) => Assert.Null(Find(("HOME", home)));

    [Fact]
    public void Find_EmptyEnvironment_GivesNull() => Assert.Null(Find());

    [Fact]
    public void Stores_OfARoot_AreBelowIt()
    {
        CacheDirectory cache = new("/r");
        Assert.Equal("/r/modules", cache.Modules);
        Assert.Equal("/r/images", cache.Images);
    }

    private static CacheDirectory? Find(params (string Name, string Value)[] variables)
    {
        Dictionary<string, string> environment = [];
        foreach ((string name, string value) in variables)
        {
            environment.Add(name, value);
        }

        return CacheDirectory.Find(environment.GetValueOrDefault);
    }
}

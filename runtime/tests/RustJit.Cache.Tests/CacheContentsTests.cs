// What counts as an entry, and what is left alone.

using System;
using System.IO;
using System.Linq;

namespace RustJit.Cache.Tests;

public sealed class CacheContentsTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Read_MissingRoot_IsEmpty() =>
        Assert.Empty(CacheContents.Read(new CacheDirectory(_fixture.Combine("none"))).Entries);

    [Fact]
    public void Read_BothStores_GivesEntriesWithSizesAndTimes()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 10, TimeSpan.FromDays(2));
        string image = _fixture.Image(CacheFixture.ModuleA, 7, 20, TimeSpan.FromDays(1));
        string code = _fixture.Object(CacheFixture.ModuleB, 30, TimeSpan.FromDays(3));
        DateTimeOffset now = CacheFixture.Now;
        Assert.Equal(
            [
                new CacheEntry(CacheEntryKind.Module, module, CacheFixture.ModuleA, 10, now.AddDays(-2), now.AddDays(-2)),
                new CacheEntry(CacheEntryKind.Object, code, "", 30, now.AddDays(-3), now.AddDays(-3)),
                new CacheEntry(CacheEntryKind.Image, image, CacheFixture.ModuleA, 20, now.AddDays(-1), now.AddDays(-1)),
            ],
            _fixture.Read().Entries);
    }

    [Theory]
    [InlineData("modules/.tmp-abc", CacheEntryKind.Temporary)]
    [InlineData("images/0123456789abcdef0123456789abcdef/.tmp-1-2-3", CacheEntryKind.Temporary)]
    [InlineData("objects/01/.tmp-1-2-3", CacheEntryKind.Temporary)]
    [InlineData("objects/01/0123456789abcdef0123456789abcdef-0011223344556677", CacheEntryKind.Foreign)]
    [InlineData("objects/01/0123456789abcdef0123456789abcdef-001122334455667.o", CacheEntryKind.Foreign)]
    [InlineData("objects/01/0123456789abcdef0123456789abcdeg-0011223344556677.o", CacheEntryKind.Foreign)]
    [InlineData("modules/README", CacheEntryKind.Foreign)]
    [InlineData("modules/0123456789ABCDEF0123456789abcdef.bc", CacheEntryKind.Foreign)]
    [InlineData("modules/0123456789abcdef0123456789abcde.bc", CacheEntryKind.Foreign)]
    [InlineData("images/0123456789abcdef0123456789abcdef/0011223344556677-x.so", CacheEntryKind.Foreign)]
    [InlineData("images/0123456789abcdef0123456789abcdef/0011223344556677--1.so", CacheEntryKind.Foreign)]
    [InlineData("images/0123456789abcdef0123456789abcdef/0011223344556677-.so", CacheEntryKind.Foreign)]
    [InlineData("images/0123456789abcdef0123456789abcdef/0011223344556677-1-.so", CacheEntryKind.Foreign)]
    [InlineData("images/0123456789abcdef0123456789abcdef/0011223344556677-1-2-3.so", CacheEntryKind.Foreign)]
    public void Read_OtherNames_AreNoEntries(string relative, CacheEntryKind expected)
    {
        _fixture.Add(relative, 1, TimeSpan.Zero);
        CacheEntry entry = Assert.Single(_fixture.Read().Entries);
        Assert.Equal(expected, entry.Kind);
        Assert.Equal("", entry.Module);
    }

    [Fact]
    public void Read_PackOfSeveralUnits_IsAnImage()
    {
        _fixture.Add($"images/{CacheFixture.ModuleA}/{CacheFixture.Key}-12-3.so", 1, TimeSpan.Zero);
        Assert.Equal(CacheEntryKind.Image, Assert.Single(_fixture.Read().Entries).Kind);
    }

    [Fact]
    public void Read_SymbolicLinkWithTheNameOfAnEntry_IsForeign()
    {
        _fixture.Module(CacheFixture.ModuleA, 10, TimeSpan.Zero);
        File.CreateSymbolicLink(_fixture.Combine("modules", CacheFixture.ModuleB + ".bc"), "/etc/passwd");
        Assert.Equal(CacheEntryKind.Foreign, _fixture.Read().Entries.Single(e => e.Path.Contains(CacheFixture.ModuleB)).Kind);
    }

    [Fact]
    public void Read_StoreThatIsASymbolicLink_IsLeftOutAndReported()
    {
        _fixture.Module(CacheFixture.ModuleA, 10, TimeSpan.Zero);
        Directory.CreateDirectory(_fixture.Combine("outside", CacheFixture.ModuleA));
        File.WriteAllText(_fixture.Combine("outside", CacheFixture.ModuleA, $"{CacheFixture.Key}-1.so"), "x");
        File.CreateSymbolicLink(_fixture.Combine("images"), _fixture.Combine("outside"));
        CacheContents contents = _fixture.Read();
        Assert.Equal(CacheEntryKind.Module, Assert.Single(contents.Entries).Kind);
        Assert.Contains("symbolic link", Assert.Single(contents.Problems));
    }

    [Fact]
    public void Read_ModuleDirectoryThatOthersMayWriteTo_IsLeftOutAndReported()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 1, TimeSpan.Zero);
        _fixture.Image(CacheFixture.ModuleB, 1, 1, TimeSpan.Zero);
        File.SetUnixFileMode(_fixture.Combine("images", CacheFixture.ModuleA), (UnixFileMode)0x1FF);
        CacheContents contents = _fixture.Read();
        Assert.Equal(CacheFixture.ModuleB, Assert.Single(contents.Entries).Module);
        Assert.Contains("others may write", Assert.Single(contents.Problems));
    }

    [Fact]
    public void Read_RootThatOthersMayWriteTo_IsRefused()
    {
        File.SetUnixFileMode(_fixture.Cache.Root, (UnixFileMode)0x1FF);
        CacheException e = Assert.Throws<CacheException>(_fixture.Read);
        Assert.Contains("chmod go-w", e.Message);
    }

    [Fact]
    public void Read_RootThatIsASymbolicLink_IsRefused()
    {
        string link = _fixture.Combine("link");
        File.CreateSymbolicLink(link, _fixture.Cache.Root);
        Assert.Throws<CacheException>(() => CacheContents.Read(new CacheDirectory(link)));
    }

    [Fact]
    public void Statistics_OfACache_CountEachKind()
    {
        _fixture.Module(CacheFixture.ModuleA, 10, TimeSpan.FromDays(3));
        _fixture.Module(CacheFixture.ModuleB, 5, TimeSpan.FromDays(1));
        _fixture.Image(CacheFixture.ModuleA, 1, 100, TimeSpan.FromHours(1));
        _fixture.Add("modules/.tmp-1", 1, TimeSpan.FromHours(2));
        _fixture.Add("modules/notes.txt", 2, TimeSpan.FromHours(4));
        CacheStatistics statistics = CacheStatistics.Of(_fixture.Read());
        DateTimeOffset now = CacheFixture.Now;
        Assert.Equal(new StoreStatistics(2, 15, now.AddDays(-3), now.AddDays(-1)), statistics.Modules);
        Assert.Equal(new StoreStatistics(1, 100, now.AddHours(-1), now.AddHours(-1)), statistics.Images);
        Assert.Equal(new StoreStatistics(1, 1, now.AddHours(-2), now.AddHours(-2)), statistics.Temporaries);
        Assert.Equal(new StoreStatistics(1, 2, now.AddHours(-4), now.AddHours(-4)), statistics.Foreign);
    }

    [Fact]
    public void Statistics_OfNothing_HaveNoTimes() =>
        Assert.Equal(new StoreStatistics(0, 0, null, null), CacheStatistics.Of(_fixture.Read()).Images);

    public void Dispose() => _fixture.Dispose();
}

// What goes when there is too much, and when somebody looks at all.

using System;
using System.IO;
using System.Linq;

namespace RustJit.Cache.Tests;

public sealed class CacheSweepTests : IDisposable
{
    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Run_TooMuch_RemovesTheLeastRecentlyUsedDownToNineTenths()
    {
        for (int i = 0; i < 20; i++)
        {
            _fixture.Image(CacheFixture.ModuleA, i, 100, TimeSpan.FromHours(i));
        }

        Assert.Equal(new SweepResult(11, 1100), Run(1000));
        Assert.Equal(Enumerable.Range(0, 9), Left());
    }

    [Fact]
    public void Run_ObjectsAndImages_AreOneAmount()
    {
        _fixture.Object(CacheFixture.ModuleA, 400, TimeSpan.FromHours(3));
        _fixture.Object(CacheFixture.ModuleB, 400, TimeSpan.FromHours(1));
        _fixture.Image(CacheFixture.ModuleA, 1, 400, TimeSpan.FromHours(2));
        Assert.Equal(new SweepResult(1, 400), Run(1000));
        Assert.False(Directory.Exists(_fixture.Combine("objects", CacheFixture.ModuleA[..2])));
        Assert.Equal(new SweepResult(1, 400), Run(500));
        Assert.Empty(Left());
        Assert.Single(_fixture.Read().Of(CacheEntryKind.Object));
    }

    [Fact]
    public void Run_AllOfOneHour_RemovesOnlyAsMuchAsNeeded()
    {
        for (int i = 0; i < 20; i++)
        {
            _fixture.Image(CacheFixture.ModuleA, i, 100, TimeSpan.Zero);
        }

        Assert.Equal(new SweepResult(11, 1100), Run(1000));
    }

    [Fact]
    public void Run_UsedLongAgoButWithinTheLimit_RemovesNothing()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 1000, TimeSpan.FromDays(9000));
        Assert.Equal(default(SweepResult), Run(1000));
        Assert.Equal([1], Left());
    }

    [Fact]
    public void Run_ModulesAndOtherFiles_StayAndDoNotCount()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 5000, TimeSpan.FromDays(100));
        string other = _fixture.Add($"images/{CacheFixture.ModuleA}/notes", 5000, TimeSpan.FromDays(100));
        _fixture.Image(CacheFixture.ModuleA, 1, 500, TimeSpan.Zero);
        Assert.Equal(default(SweepResult), Run(1000));
        Assert.True(File.Exists(module) && File.Exists(other));
    }

    [Fact]
    public void Run_LastImageOfAModule_TakesItsDirectoryAlong()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 100, TimeSpan.FromDays(1));
        _fixture.Image(CacheFixture.ModuleB, 2, 100, TimeSpan.Zero);
        Assert.Equal(new SweepResult(1, 100), Run(150));
        Assert.Equal([CacheFixture.ModuleB], Directory.GetDirectories(_fixture.Cache.Images).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_AbandonedTemporaries_AreRemoved()
    {
        string old = _fixture.Add($"images/{CacheFixture.ModuleA}/.tmp-1", 1, TimeSpan.FromHours(2));
        string young = _fixture.Add($"images/{CacheFixture.ModuleA}/.tmp-2", 1, TimeSpan.FromMinutes(59));
        Run(1000);
        Assert.Equal((false, true), (File.Exists(old), File.Exists(young)));
    }

    [Fact]
    public void Run_DirectoryOfOthers_IsLeftAlone()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 5000, TimeSpan.Zero);
        File.SetUnixFileMode(_fixture.Combine("images", CacheFixture.ModuleA), (UnixFileMode)0x1FF);
        Assert.Equal(default(SweepResult), Run(100));
    }

    [Fact]
    public void Enforce_UntilTheLimit_LooksOnceAndThenOnlyAdds()
    {
        Assert.Equal(default(SweepResult), AddAndEnforce(400)); // nobody has looked yet
        _fixture.Image(CacheFixture.ModuleA, 1, 5000, TimeSpan.Zero); // unknown to the account
        Assert.Null(AddAndEnforce(400));
        Assert.Null(AddAndEnforce(400));
        Assert.Equal(new SweepResult(1, 5000), AddAndEnforce(400)); // 1,200 of 1,000: looks, and finds the truth
        Assert.Null(AddAndEnforce(400));
    }

    [Fact]
    public void Enforce_NoLimit_NeverLooks()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 5000, TimeSpan.Zero);
        Assert.Null(CacheSweep.Enforce(_fixture.Cache, 0, 0));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("written-bytes=1 \nwritten-bytes=99999999999999999999999 \n")]
    public void Enforce_SizeFileThatIsNonsense_CountsWhatIsSense(string content)
    {
        AddAndEnforce(1);
        File.WriteAllText(_fixture.Combine("counters", "size"), content);
        Assert.Null(AddAndEnforce(1));
    }

    [Fact]
    public void Enforce_LongSizeFile_IsWrittenAnew()
    {
        AddAndEnforce(1);
        string size = _fixture.Combine("counters", "size");
        File.WriteAllText(size, string.Concat(Enumerable.Repeat("written-bytes=0 \n", 8000)));
        Assert.Equal(default(SweepResult), AddAndEnforce(1));
        Assert.InRange(new FileInfo(size).Length, 1, 100);
    }

    [Fact]
    public void Run_AnotherIsDoingIt_DoesNothing()
    {
        Run(1000);
        _fixture.Image(CacheFixture.ModuleA, 1, 5000, TimeSpan.Zero);
        int held = SharedFiles.TryLock(_fixture.Cache.Counters);
        Assert.Null(Run(1000));
        SharedFiles.Unlock(held);
        Assert.Equal(new SweepResult(1, 5000), Run(1000));
    }

    public void Dispose() => _fixture.Dispose();

    private SweepResult? Run(long limit) => CacheSweep.Run(_fixture.Cache, limit, CacheFixture.Now.ToUnixTimeSeconds());

    private SweepResult? AddAndEnforce(long published)
    {
        CacheSweep.Add(_fixture.Cache, published);
        return CacheSweep.Enforce(_fixture.Cache, 1000, CacheFixture.Now.ToUnixTimeSeconds());
    }

    private int[] Left() => [.. _fixture.Read().Of(CacheEntryKind.Image).Select(e => int.Parse(e.Id.Split('-')[1])).Order()];
}

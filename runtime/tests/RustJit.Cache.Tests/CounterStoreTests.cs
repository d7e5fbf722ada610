// Counting by many processes and threads, over hours, and after kills.

using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace RustJit.Cache.Tests;

public sealed class CounterStoreTests : IDisposable
{
    private const long Hour = 3600;
    private const long Noon = 500_000 * Hour;

    private readonly CacheFixture _fixture = new();

    private string Counters => _fixture.Cache.Counters;

    [Fact]
    public void Read_NothingCounted_IsZero() => Assert.Equal(0, Hits());

    [Fact]
    public void Append_SeveralTimes_IsSummed()
    {
        Append(1, Noon);
        Append(2, Noon + 10);
        Append(4, Noon + Hour);
        Assert.Equal(7, Hits());
        Assert.Equal((UnixFileMode)0x1C0, File.GetUnixFileMode(Counters));
        Assert.All(Files(), name => Assert.Equal((UnixFileMode)0x180, File.GetUnixFileMode(Path.Combine(Counters, name))));
    }

    [Fact]
    public void Append_OverManyHours_LeavesFewFilesAndAllCounts()
    {
        for (int hour = 0; hour < 100; hour++)
        {
            Append(1, Noon + hour * Hour);
            Append(1, Noon + hour * Hour + 1);
        }

        Assert.Equal(200, Hits());
        Assert.Equal(["500098", "500099", "total-500097"], Files());
    }

    [Fact]
    public void Append_AfterAKillBetweenTotalAndRemoval_CountsNothingTwice()
    {
        Append(1, Noon);
        File.Copy(Path.Combine(Counters, "500000"), Path.Combine(Counters, "kept"));
        Append(2, Noon + 3 * Hour);
        File.Move(Path.Combine(Counters, "kept"), Path.Combine(Counters, "500000"));
        Assert.Equal(["500000", "500003", "total-500000"], Files());
        Assert.Equal(3, Hits());
        Append(4, Noon + 9 * Hour);
        Assert.Equal(7, Hits());
        Assert.Equal(["500009", "total-500003"], Files());
    }

    [Fact]
    public void Append_OldTemporaries_AreRemoved()
    {
        _fixture.Add("counters/.tmp-1-size", 1, TimeSpan.FromHours(2));
        _fixture.Add("counters/.tmp-2-size", 1, TimeSpan.Zero);
        Append(1, CacheFixture.Now.ToUnixTimeSeconds());
        Assert.Equal([".tmp-2-size"], Files().Where(name => name[0] == '.'));
    }

    [Fact]
    public async Task Append_ByManyThreadsOverHoursWhileOneReads_LosesNothingAndNeverGoesBack()
    {
        const int Threads = 8, Hours = 40, Times = 10;
        using Barrier hours = new(Threads);
        Task[] writers = [.. Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                for (int i = 0; i < Hours * Times; i++)
                {
                    Append(1, Noon + i / Times * Hour);
                    if (i % Times == Times - 1)
                    {
                        hours.SignalAndWait();
                    }
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        Task all = Task.WhenAll(writers);
        for (long last = 0; !all.IsCompleted;)
        {
            long now = Hits();
            Assert.InRange(now, last, Threads * Hours * Times);
            last = now;
        }

        await all;
        Assert.Equal(Threads * Hours * Times, Hits());
    }

    [Fact]
    public async Task Append_ByManyThreadsWithinTwoHours_CountsExactly()
    {
        const int Threads = 16, Times = 500;
        Append(5, Noon - 10 * Hour);
        await Task.WhenAll(Enumerable.Range(0, Threads).Select(t => Task.Run(() =>
        {
            for (int i = 0; i < Times; i++)
            {
                Append(1, Noon + (t % 2) * Hour);
            }
        })));
        Assert.Equal(5 + Threads * Times, Hits());
    }

    [Fact]
    public void Clear_Counters_AreZeroAndTheSizeStays()
    {
        Append(1, Noon);
        Append(1, Noon + 5 * Hour);
        CacheSweep.Run(_fixture.Cache, 1000, Noon);
        CounterStore.Clear(_fixture.Cache);
        Assert.Equal(0, Hits());
        Assert.Equal(["size"], Files());
    }

    [Fact]
    public void Append_DirectoryOfOthers_IsNotCounted()
    {
        Directory.CreateDirectory(Counters);
        File.SetUnixFileMode(Counters, (UnixFileMode)0x1FF);
        Append(1, Noon);
        Assert.Empty(Files());
        File.WriteAllText(Path.Combine(Counters, "500000"), "hits=7 \n");
        Assert.Equal(0, Hits());
    }

    [Fact]
    public void Append_SymbolicLinkInItsPlace_IsNotFollowed()
    {
        Append(1, Noon - Hour);
        string outside = _fixture.Combine("outside");
        File.WriteAllText(outside, "text");
        File.CreateSymbolicLink(Path.Combine(Counters, "500000"), outside);
        Append(1, Noon);
        Assert.Equal("text", File.ReadAllText(outside));
    }

    [Fact]
    public void Read_FilesOfOtherNames_AreLeftAlone()
    {
        Append(1, Noon);
        File.WriteAllText(Path.Combine(Counters, "notes"), "hits=9 \n");
        File.WriteAllText(Path.Combine(Counters, "total-x"), "hits=9 \n");
        Append(1, Noon + 5 * Hour);
        CounterStore.Clear(_fixture.Cache);
        Assert.Equal(["notes", "total-x"], Files());
    }

    public void Dispose() => _fixture.Dispose();

    private void Append(long hits, long now) => CounterStore.Append(_fixture.Cache, new CacheCounts { [CacheCounter.Hits] = hits }, now);

    private long Hits() => CounterStore.Read(_fixture.Cache)[CacheCounter.Hits];

    private string[] Files() => [.. Directory.GetFiles(Counters).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
}

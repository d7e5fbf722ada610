// Numbers, their line, and whatever else may be in a file of such lines.

using System;
using System.Linq;
using System.Text;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public class CacheCountsTests
{
    [Fact]
    public void AddLines_OfToLine_GivesTheNumbersBack()
    {
        CacheCounts counts = new(), read = new();
        foreach (CacheCounter counter in Enum.GetValues<CacheCounter>())
        {
            counts[counter] = (int)counter + 1;
        }

        read.AddLines(counts.ToLine());
        read.AddLines(counts.ToLine());
        Assert.All(Enum.GetValues<CacheCounter>(), c => Assert.Equal(2 * ((int)c + 1), read[c]));
    }

    [Fact]
    public void ToLine_OfFewNumbers_LeavesZerosOut() =>
        Assert.Equal("hits=3 evicted-bytes=7 \n", Encoding.ASCII.GetString(
            new CacheCounts { [CacheCounter.Hits] = 3, [CacheCounter.EvictedBytes] = 7 }.ToLine()));

    [Fact]
    public void Names_OfAllCounters_AreDifferent() => Assert.Equal(
        Enum.GetValues<CacheCounter>().Length, Enum.GetValues<CacheCounter>().Select(CacheCounts.NameOf).Distinct().Count());

    [Fact]
    public void Rejected_EachReason_HasItsCounter() => Assert.All(
        Enum.GetValues<ImageError>().Where(e => e != ImageError.None),
        e => Assert.Equal($"Rejected{e}", CacheCounts.Rejected(e).ToString()));

    [Fact]
    public void Rejected_ObjectsAndImages_CountTogether() => Assert.All(
        Enum.GetValues<ObjectError>().Where(e => e is not (ObjectError.None or ObjectError.NotAnObject)),
        e => Assert.Equal($"Rejected{e}", CacheCounts.Rejected(e).ToString()));

    [Theory]
    [InlineData("", 0)]
    [InlineData("hits=1", 0)] // being written
    [InlineData("hits=1 \nhits=2", 1)]
    [InlineData("\n\n \nhits=5\n", 5)]
    [InlineData("hits=-1 \n", 0)]
    [InlineData("hits=1x \n", 0)]
    [InlineData("hits= =3 hits hits=4 \n", 4)]
    [InlineData("new-name=9 hits=6 \n", 6)]
    [InlineData("HITS=1 \n", 0)]
    [InlineData("hits=99999999999999999999 hits=2 \n", 2)]
    public void AddLines_OtherContent_IsSkipped(string lines, long expected)
    {
        CacheCounts counts = new();
        counts.AddLines(Encoding.ASCII.GetBytes(lines));
        Assert.Equal(expected, counts[CacheCounter.Hits]);
    }

    [Fact]
    public void AddLines_BeyondAllNumbers_StopsThere()
    {
        CacheCounts counts = new();
        counts.AddLines("hits=9223372036854775807 \nhits=9223372036854775807 hits=18446744073709551615 \n"u8);
        Assert.Equal(long.MaxValue, counts[CacheCounter.Hits]);
    }

    [Fact]
    public void AddLines_TenThousandMutations_NeverThrowOrGoBelowZero()
    {
        Random random = new(20260104);
        byte[] sample = Encoding.ASCII.GetBytes("runs=1 hits=9223372036854775807 misses=2 \nevicted=4 rejected-damaged=5 \n");
        for (int i = 0; i < 10_000; i++)
        {
            CacheCounts counts = new();
            counts.AddLines(Mutation.Of(sample, random));
            Assert.All(Enum.GetValues<CacheCounter>(), c => Assert.InRange(counts[c], 0, long.MaxValue));
        }
    }
}

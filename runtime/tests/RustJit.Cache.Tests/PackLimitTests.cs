// Which packs go, and that the others stay.

using System;
using System.IO;
using System.Linq;

namespace RustJit.Cache.Tests;

public sealed class PackLimitTests : IDisposable
{
    private const string Start = $"{CacheFixture.Key}-0000000000000001-";
    private const string OtherStart = $"{CacheFixture.Key}-0000000000000002-";

    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Enforce_NoMoreThanAllowed_RemovesNone()
    {
        Add(Start, PackLimit.MostUnused);
        Enforce(_ => false);
        Assert.Equal(PackLimit.MostUnused, Packs(Start).Length);
    }

    [Fact]
    public void Enforce_MoreThanAllowed_RemovesThoseNotUsedForLongest()
    {
        Add(Start, PackLimit.MostUnused + 2);
        Enforce(_ => false);
        string[] left = Packs(Start);
        Assert.Equal(PackLimit.MostUnused, left.Length);
        Assert.DoesNotContain(left, name => name.EndsWith("-16.pack", StringComparison.Ordinal) || name.EndsWith("-15.pack", StringComparison.Ordinal));
    }

    [Fact]
    public void Enforce_PacksInUse_AreNotCountedAndStay()
    {
        Add(Start, PackLimit.MostUnused + 2);
        Enforce(path => path.EndsWith("-16.pack", StringComparison.Ordinal) || path.EndsWith("-3.pack", StringComparison.Ordinal));
        Assert.Equal(PackLimit.MostUnused + 2, Packs(Start).Length);
    }

    [Fact]
    public void Enforce_OtherProgramsPacksAndOtherFiles_Stay()
    {
        Add(Start, PackLimit.MostUnused + 1);
        Add(OtherStart, PackLimit.MostUnused + 1);
        string image = _fixture.Image(CacheFixture.ModuleA, 1, 1, TimeSpan.FromDays(99));
        Enforce(_ => false);
        Assert.Equal((PackLimit.MostUnused, PackLimit.MostUnused + 1), (Packs(Start).Length, Packs(OtherStart).Length));
        Assert.True(File.Exists(image));
    }

    [Fact]
    public void Enforce_DirectoryThatIsGone_DoesNothing() => PackLimit.Enforce("/none", _ => true, _ => false);

    public void Dispose() => _fixture.Dispose();

    private string DirectoryOfA => Path.Combine(_fixture.Cache.Images, CacheFixture.ModuleA);

    private void Add(string start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            _fixture.Add($"images/{CacheFixture.ModuleA}/{start}{i}.pack", 1, TimeSpan.FromHours(i));
        }
    }

    private void Enforce(Predicate<string> isUsed) => PackLimit.Enforce(DirectoryOfA, start => start == Start, isUsed);

    private string[] Packs(string start) => [.. Directory.GetFiles(DirectoryOfA, $"{start}*.pack").Select(f => Path.GetFileName(f)!)];
}

// What may go, in which order, and that nothing else does.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public sealed class CacheCleanerTests : IDisposable
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private readonly CacheFixture _fixture = new();

    [Fact]
    public void Everything_WithoutModules_IsImagesAndAbandonedTemporaries()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 1, s_day);
        string image = _fixture.Image(CacheFixture.ModuleA, 1, 1, s_day);
        string left = _fixture.Add("modules/.tmp-old", 1, TimeSpan.FromMinutes(61));
        string inUse = _fixture.Add("modules/.tmp-new", 1, TimeSpan.FromMinutes(59));
        string foreign = _fixture.Add("modules/notes", 1, s_day);
        Assert.Equal(Sorted(image, left), Sorted(Paths(CacheCleaner.Everything(_fixture.Read(), modules: false, CacheFixture.Now))));
        Assert.Equal(
            Sorted(image, left, module), Sorted(Paths(CacheCleaner.Everything(_fixture.Read(), modules: true, CacheFixture.Now))));
        Assert.True(File.Exists(inUse) && File.Exists(foreign));
    }

    [Fact]
    public void LeastRecentlyUsed_SizeLimit_TakesTheOldestImagesUntilItFits()
    {
        string oldest = _fixture.Image(CacheFixture.ModuleA, 1, 100, 3 * s_day);
        string middle = _fixture.Image(CacheFixture.ModuleA, 2, 100, 2 * s_day);
        _fixture.Image(CacheFixture.ModuleB, 1, 100, s_day);
        _fixture.Module(CacheFixture.ModuleA, 1000, 9 * s_day);
        Assert.Empty(Choose(300, null));
        Assert.Equal([oldest], Choose(299, null));
        Assert.Equal([oldest], Choose(200, null));
        Assert.Equal([oldest, middle], Choose(199, null));
        Assert.Equal(3, Choose(0, null).Length);
    }

    [Fact]
    public void LeastRecentlyUsed_RecentlyReadImage_StaysThoughItIsTheOldest()
    {
        string old = _fixture.Image(CacheFixture.ModuleA, 1, 100, 3 * s_day);
        string young = _fixture.Image(CacheFixture.ModuleA, 2, 100, s_day);
        File.SetLastAccessTimeUtc(old, CacheFixture.Now.UtcDateTime);
        Assert.Equal([young], Choose(100, null));
    }

    [Fact]
    public void LeastRecentlyUsed_Age_TakesImagesAndLeavesModules()
    {
        string old = _fixture.Image(CacheFixture.ModuleA, 1, 1, 3 * s_day);
        _fixture.Image(CacheFixture.ModuleA, 2, 1, 2 * s_day);
        _fixture.Module(CacheFixture.ModuleB, 1, 9 * s_day);
        Assert.Equal([old], Choose(null, 2 * s_day));
    }

    [Fact]
    public void LeastRecentlyUsed_ModulesByAge_StayWhileTheirImagesAreUsed()
    {
        _fixture.Module(CacheFixture.ModuleA, 1, 9 * s_day);
        _fixture.Image(CacheFixture.ModuleA, 1, 1, s_day);
        string unused = _fixture.Module(CacheFixture.ModuleB, 1, 9 * s_day);
        Assert.Equal([unused], Choose(null, 2 * s_day, modules: true));
        Assert.DoesNotContain(Choose(0, null, modules: true), path => path.EndsWith(".bc", StringComparison.Ordinal));
    }

    [Fact]
    public void LeastRecentlyUsed_ModulesByAge_StayWhileAPackWithThemIsUsed()
    {
        string packed = _fixture.Module(CacheFixture.ModuleA, 1, 9 * s_day);
        byte[] key = [1], pack = PackFile.Build(
            TestElf.Build(201, new TestSegment(5, 0, 0x28)),
            ContentHash.Read(Convert.FromHexString(CacheFixture.ModuleB)),
            key,
            [new PackedModule(ContentHash.Read(Convert.FromHexString(CacheFixture.ModuleA)), [], [], [])],
            [],
            NativeContentHasher.Instance);
        string path = _fixture.Add(
            $"images/{CacheFixture.ModuleB}/{ImageName.OfPack($"{ImageName.Key(key, NativeContentHasher.Instance)}-{CacheFixture.Key}-", pack)}", 1, s_day);
        File.WriteAllBytes(path, pack);
        File.SetLastWriteTimeUtc(path, (CacheFixture.Now - s_day).UtcDateTime);
        Assert.Empty(Choose(null, 2 * s_day, modules: true));
        Assert.Equal([path, packed], Choose(null, TimeSpan.FromHours(1), modules: true));
    }

    [Fact]
    public void Everything_ReferenceToAnotherModule_Goes()
    {
        string reference = _fixture.Add(
            $"images/{CacheFixture.ModuleA}/{CacheFixture.Key}-{CacheFixture.Key}-{CacheFixture.ModuleB}.in", 0, s_day);
        CacheEntry entry = Assert.Single(CacheCleaner.Everything(_fixture.Read(), modules: false, CacheFixture.Now));
        Assert.Equal((CacheEntryKind.Reference, reference, CacheFixture.ModuleA), (entry.Kind, entry.Path, entry.Module));
    }

    [Fact]
    public void Remove_Entries_CountsThemAndRemovesEmptyDirectories()
    {
        string image = _fixture.Image(CacheFixture.ModuleA, 1, 30, s_day);
        string kept = _fixture.Image(CacheFixture.ModuleB, 1, 5, s_day);
        CacheEntry[] chosen = [.. _fixture.Read().Entries.Where(e => e.Path == image)];
        int steps = 0;
        CleanResult result = CacheCleaner.Remove(_fixture.Cache, chosen, () => steps++);
        Assert.Equal((1, 30L, 0, 1), (result.Files, result.Bytes, result.Failures.Count, steps));
        Assert.False(Directory.Exists(Path.GetDirectoryName(image)));
        Assert.True(File.Exists(kept));
    }

    [Fact]
    public void Remove_EntriesThatAreGone_CountsNothing()
    {
        _fixture.Image(CacheFixture.ModuleA, 1, 30, s_day);
        string module = _fixture.Module(CacheFixture.ModuleA, 30, s_day);
        IReadOnlyList<CacheEntry> entries = _fixture.Read().Entries;
        Directory.Delete(_fixture.Cache.Images, recursive: true);
        File.Delete(module);
        CleanResult result = CacheCleaner.Remove(_fixture.Cache, entries);
        Assert.Equal((0, 0L, 0), (result.Files, result.Bytes, result.Failures.Count));
    }

    [Fact]
    public void Remove_ModuleThatWasPublishedAgain_Stays()
    {
        string module = _fixture.Module(CacheFixture.ModuleA, 30, s_day);
        IReadOnlyList<CacheEntry> entries = _fixture.Read().Entries;
        _fixture.Module(CacheFixture.ModuleA, 30, TimeSpan.Zero);
        Assert.Equal(0, CacheCleaner.Remove(_fixture.Cache, entries).Files);
        Assert.Equal([module], Directory.GetFiles(_fixture.Cache.Modules));
        Assert.Equal(1, CacheCleaner.Remove(_fixture.Cache, _fixture.Read().Entries).Files);
        Assert.Empty(Directory.GetFiles(_fixture.Cache.Modules));
    }

    [Fact]
    public void Remove_DirectoryNamesThatAreNotOurs_Stay()
    {
        Directory.CreateDirectory(_fixture.Combine("images", "notes"), (UnixFileMode)0x1C0);
        CacheCleaner.Remove(_fixture.Cache, []);
        Assert.True(Directory.Exists(_fixture.Combine("images", "notes")));
    }

    // A writer makes the directory again when it is gone; a cleaner never takes what it did not choose.
    [Fact]
    public async Task Remove_WhileOthersPublish_NeverFails()
    {
        using CancellationTokenSource stop = new();
        Task[] writers = [.. Enumerable.Range(0, 2).Select(w => Task.Run(() => PublishUntil(w, stop.Token)))];
        Task[] cleaners = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                CacheContents contents = _fixture.Read();
                Assert.Empty(contents.Problems);
                Assert.Empty(CacheCleaner.Remove(_fixture.Cache, CacheCleaner.Everything(contents, modules: false, CacheFixture.Now)).Failures);
            }
        }))];
        await Task.WhenAll(cleaners);
        await stop.CancelAsync();
        await Task.WhenAll(writers);
    }

    public void Dispose() => _fixture.Dispose();

    private void PublishUntil(int writer, CancellationToken stop)
    {
        string directory = _fixture.Combine("images", CacheFixture.ModuleA);
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            try
            {
                Directory.CreateDirectory(directory, (UnixFileMode)0x1C0);
                string temporary = Path.Combine(directory, $".tmp-{writer}-{i}");
                File.WriteAllText(temporary, "x");
                File.Move(temporary, Path.Combine(directory, $"{CacheFixture.Key}-{i % 50}.so"), overwrite: true);
            }
            catch (IOException)
            {
                // The directory went away between two of the steps: an image that is not published.
            }
        }
    }

    private string[] Choose(long? size, TimeSpan? age, bool modules = false) =>
        Paths(CacheCleaner.LeastRecentlyUsed(_fixture.Read(), size, age, modules, CacheFixture.Now, NativeContentHasher.Instance));

    private static string[] Paths(IEnumerable<CacheEntry> entries) => [.. entries.Select(e => e.Path)];

    private static string[] Sorted(params string[] paths) => [.. paths.Order(StringComparer.Ordinal)];
}

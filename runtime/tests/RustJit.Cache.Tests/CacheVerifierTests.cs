// What verify finds, what it removes, and what it leaves.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public sealed class CacheVerifierTests : IDisposable
{
    private static readonly byte[] s_module = ModuleFileBuilder.Sample();
    private static readonly ContentHash s_hash = ContentHash.Read(s_module.AsSpan(ModuleFileBuilder.HashOffset));
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("a key");
    private static readonly string s_keyName = NativeContentHasher.Instance.Hash(s_key).High.ToString("x16");

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Verify_SoundCache_FindsNothing()
    {
        Module(s_module);
        Image(ImageBytes());
        Object(ObjectBytes());
        VerifyResult result = Verify();
        Assert.Equal((3, 0, 0), (result.Checked, result.OtherVersion, result.Findings.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Verify_DamagedFiles_AreNamedAndRemovedOnRequestOnly(bool repair)
    {
        string module = Module([.. s_module[..^1], 0xFF]);
        string image = Image(ImageBytes()[..^1]);
        byte[] damaged = ObjectBytes();
        damaged[5] ^= 1;
        string code = Object(damaged);
        VerifyResult result = Verify(repair);
        Assert.Equal([module, code, image], result.Findings.Select(f => f.Entry.Path));
        Assert.All(result.Findings, f => Assert.Equal((EntryState.Damaged, repair), (f.State, f.Removed)));
        Assert.Equal((!repair, !repair, !repair), (File.Exists(module), File.Exists(code), File.Exists(image)));
    }

    [Fact]
    public void Verify_DamagedUnits_AreNamed()
    {
        byte[] image = ImageBytes([new KeptUnit(s_hash, false, [], new byte[8])]);
        image[^57]++; // The last byte before the footer.
        Image(image);
        Assert.Equal("the units that it was linked from are damaged", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_ModuleUnderAnotherName_IsDamaged()
    {
        _directory.Write($"modules/{CacheFixture.ModuleA}.bc", s_module);
        Assert.Equal("its name is not its hash", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_ImageOfAnotherModule_IsDamaged()
    {
        _directory.Write($"images/{CacheFixture.ModuleA}/{s_keyName}-1.so", ImageBytes());
        Assert.Contains("another module", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_ImageUnderAnotherKey_IsDamaged()
    {
        _directory.Write($"images/{s_hash}/{CacheFixture.Key}-1.so", ImageBytes());
        Assert.Contains("key", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_ObjectOfAnotherUnit_IsDamaged()
    {
        _directory.Write($"objects/01/{CacheFixture.ModuleA}-{s_keyName}.o", ObjectBytes());
        Assert.Contains("another unit", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_ObjectUnderAnotherKey_IsDamaged()
    {
        _directory.Write($"objects/01/{s_hash}-{CacheFixture.Key}.o", ObjectBytes());
        Assert.Contains("key", Assert.Single(Verify().Findings).Reason);
    }

    [Fact]
    public void Verify_FilesOfAnotherVersion_AreCountedAndStay()
    {
        byte[] module = (byte[])s_module.Clone(), image = ImageBytes(), code = ObjectBytes();
        module[56]++;
        image[^12]++;
        code[^12]++;
        Object(code);
        Module(module);
        Image(image);
        VerifyResult result = Verify(repair: true);
        Assert.Equal((3, 3, 0), (result.Checked, result.OtherVersion, result.Findings.Count));
    }

    [Fact]
    public void Verify_EmptyFiles_AreDamaged()
    {
        Module([]);
        Image([]);
        Assert.Equal(2, Verify().Findings.Count);
    }

    [Fact]
    public void Verify_EntryThatIsADirectoryByNow_IsUnreadableAndStays()
    {
        CacheEntry entry = new(CacheEntryKind.Module, _directory.Combine("modules", s_hash + ".bc"), s_hash.ToString(), 1, default, default);
        Directory.CreateDirectory(entry.Path);
        Assert.Equal(EntryState.Unreadable, EntryReader.Read(entry, NativeContentHasher.Instance).State);
    }

    [Fact]
    public void Read_EntryThatIsGone_IsGone()
    {
        CacheEntry entry = new(CacheEntryKind.Module, _directory.Combine("none", "x.bc"), s_hash.ToString(), 1, default, default);
        Assert.Equal(EntryState.Gone, EntryReader.Read(entry, NativeContentHasher.Instance).State);
    }

    [Fact]
    public void Read_Entry_IsNoUse()
    {
        string path = Module(s_module);
        DateTime longAgo = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastAccessTimeUtc(path, longAgo);
        Verify();
        Assert.Equal(longAgo, File.GetLastAccessTimeUtc(path));
    }

    public void Dispose() => _directory.Dispose();

    private static byte[] ImageBytes(IReadOnlyList<KeptUnit>? units = null) => ImageFile.Build(
        TestElf.Build(120, new TestSegment(5, 0, 16)), s_hash, s_key, [new ImageFunction(1, 8)], [], new List<string>(), units ?? [], NativeContentHasher.Instance);

    private static byte[] ObjectBytes() => ObjectFile.Build(new byte[64], s_hash, s_key, NativeContentHasher.Instance);

    private string Object(byte[] bytes) => _directory.Write($"objects/{s_hash.ToString()[..2]}/{s_hash}-{s_keyName}.o", bytes);

    private string Module(byte[] bytes) => _directory.Write($"modules/{s_hash}.bc", bytes);

    private string Image(byte[] bytes) => _directory.Write($"images/{s_hash}/{s_keyName}-1.so", bytes);

    private VerifyResult Verify(bool repair = false)
    {
        CacheDirectory cache = new(_directory.Path);
        return CacheVerifier.Verify(cache, CacheContents.Read(cache), repair, NativeContentHasher.Instance);
    }
}

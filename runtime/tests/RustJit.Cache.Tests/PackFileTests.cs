// A pack is data from outside too.

using System;
using System.Buffers.Binary;
using System.Linq;
using System.Text;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public class PackFileTests
{
    private const int FooterSize = 56;
    private const int Metadata = 208;
    private const int FirstEntry = Metadata + 8;

    private static readonly ContentHash s_home = new(11, 22);
    private static readonly ContentHash s_other = new(33, 44);
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("x86_64-elf image=1");
    private static readonly byte[] s_sample = Sample();

    [Fact]
    public void TryParse_WhatBuildMade_GivesAllBack()
    {
        Assert.Equal(ImageError.None, Parse(s_sample, out PackFile? pack));
        Assert.Equal(s_home, pack!.Home);
        Assert.Equal(s_key, pack.Key.ToArray());
        Assert.Equal([s_other, s_home], pack.Modules.Select(m => m.Module));
        ImageFile first = pack.Modules[0], second = pack.Modules[1];
        Assert.Equal([new ImageFunction(3, 0x10), new ImageFunction(9, 0x20, 0x28)], [first.Functions[0], first.Functions[1]]);
        Assert.Equal(new ImageBinding(0x28, 0, 5, BindingKind.Import, ImportKind.Got), Assert.Single([first.Bindings[0]]));
        Assert.Equal(new ImageFunction(3, 0x18), second.Functions[0]);
        Assert.Equal("memcpy", second.LibraryName(second.Bindings[1]));
        Assert.Equal(0, second.Key.Length);
    }

    [Fact]
    public void TryParse_Units_AreGivenBack()
    {
        KeptUnit unit = new(s_other, true, [], new byte[] { 1, 2, 3 });
        Assert.Equal(ImageError.None, Parse(Sample([unit]), out PackFile? pack));
        Assert.Equal([1, 2, 3], Assert.Single(KeptUnits.TryParse(pack!.Units, NativeContentHasher.Instance)!).Object.ToArray());
        Assert.Equal(2, pack.Modules.Count);
    }

    [Fact]
    public void TryParse_AnImage_IsNoPack()
    {
        byte[] image = ImageFile.Build(ElfBytes(), s_home, s_key, [], [], [], [], NativeContentHasher.Instance);
        Assert.Equal(ImageError.NotAnImage, Parse(image, out _));
        Assert.Equal(ImageError.NotAnImage, ImageFile.TryParse(s_sample, NativeContentHasher.Instance, out _));
    }

    [Fact]
    public void TryParse_AnotherVersion_IsNotRead()
    {
        byte[] bytes = (byte[])s_sample.Clone();
        bytes[^12]++;
        Assert.Equal(ImageError.UnsupportedVersion, Parse(bytes, out _));
    }

    [Fact]
    public void TryParse_AnyByteChanged_IsRejected()
    {
        for (int i = 0; i < s_sample.Length; i++)
        {
            byte[] bytes = (byte[])s_sample.Clone();
            bytes[i] ^= 1;
            // What the footer says of the home is checked by who knows the directory.
            bool isHome = i >= bytes.Length - FooterSize && i < bytes.Length - FooterSize + 16;
            Assert.Equal(isHome, Parse(bytes, out _) == ImageError.None);
        }
    }

    [Theory]
    [InlineData(Metadata, uint.MaxValue)] // Modules.
    [InlineData(Metadata + 4, uint.MaxValue)] // Bytes of the key.
    [InlineData(FirstEntry + 16, uint.MaxValue)] // Where a module's metadata is,
    [InlineData(FirstEntry + 20, uint.MaxValue)] // and how much of it,
    [InlineData(FirstEntry + 20, 15u)] // is less than a header.
    [InlineData(FirstEntry + 20, 63u)] // It is not what its own header says.
    public void TryParse_OffsetOutside_IsDamaged(int at, uint value)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        NativeContentHasher.Instance.Hash(bytes.AsSpan(0, bytes.Length - FooterSize)).Write(bytes.AsSpan(bytes.Length - 40));
        Assert.Equal(ImageError.Damaged, Parse(bytes, out _));
    }

    [Fact]
    public void TryParse_FunctionOutsideOfTheLibrary_IsDamaged()
    {
        byte[] bytes = PackFile.Build(
            ElfBytes(), s_home, s_key, [new PackedModule(s_other, [new ImageFunction(1, 0x28)], [], [])], [], NativeContentHasher.Instance);
        Assert.Equal(ImageError.Damaged, Parse(bytes, out _));
    }

    [Theory]
    [InlineData("0011223344556677-0011223344556677-12.pack", true)]
    [InlineData("0011223344556677-0011223344556677-.pack", false)]
    [InlineData("0011223344556677-0011223344556677-1-2.pack", false)]
    [InlineData("0011223344556677-0011223344556677.pack", false)]
    [InlineData("0011223344556677-12.pack", false)]
    [InlineData("0011223344556677-0011223344556677-4294967296.pack", false)]
    [InlineData("0011223344556677-0011223344556677-12.so", false)]
    public void IsPackName_OfANumber_IsOne(string name, bool expected) => Assert.Equal(expected, CacheEntry.IsPackName(name));

    [Fact]
    public void Names_OfPackAndReference_AreWhatTheirReadersExpect()
    {
        string program = ImageName.Program("/bin/a"u8, NativeContentHasher.Instance), start = ImageName.StartOf(CacheFixture.Key, program);
        string name = ImageName.OfPack(start, s_sample), reference = ImageName.OfReference(start, s_home);
        Assert.NotEqual(program, ImageName.Program("/bin/b"u8, NativeContentHasher.Instance));
        Assert.Equal(program, ImageName.ProgramIn(start));
        Assert.Equal(start, ImageName.StartOfPack(name));
        Assert.Null(ImageName.StartOfPack(reference));
        Assert.Equal((start, s_home), ImageName.Referenced(reference));
        Assert.Null(ImageName.Referenced(name));
        Assert.Null(ImageName.Referenced(reference[1..]));
        Assert.Null(ImageName.Referenced($"{reference.AsSpan(0, reference.Length - 4)}x.in"));
    }

    private static ImageError Parse(byte[] bytes, out PackFile? pack) => PackFile.TryParse(bytes, NativeContentHasher.Instance, out pack);

    // Code from 0 to 0x28, data from 0x28 to 0x48.
    private static byte[] ElfBytes() => TestElf.Build(201, new TestSegment(5, 0, 0x28), new TestSegment(6, 0x28, 0x20));

    private static byte[] Sample(System.Collections.Generic.IReadOnlyList<KeptUnit>? units = null) => PackFile.Build(
        ElfBytes(),
        s_home,
        s_key,
        [
            new PackedModule(
                s_other,
                [new ImageFunction(9, 0x20, 0x28), new ImageFunction(3, 0x10)],
                [new ImageBinding(0x28, 0, 5, BindingKind.Import, ImportKind.Got)],
                []),
            new PackedModule(
                s_home,
                [new ImageFunction(3, 0x18)],
                [
                    new ImageBinding(0x30, -8, 3, BindingKind.Callee, ImportKind.Direct),
                    new ImageBinding(0x38, 0, 0, BindingKind.Library, ImportKind.Direct),
                ],
                ["memcpy"]),
        ],
        units ?? [],
        NativeContentHasher.Instance);
}

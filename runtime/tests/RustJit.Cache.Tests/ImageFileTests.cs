// An image is data from outside too, and its addresses are jumped to.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public class ImageFileTests
{
    private const int FooterSize = 56;
    private const int Elf = 201;
    private const int Metadata = 208;

    private static readonly ContentHash s_module = new(11, 22);
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("x86_64-elf image=1");
    private static readonly byte[] s_sample = Sample();
    private static readonly KeptUnit[] s_units = [new(s_module, false, [], new byte[] { 1, 2, 3 })];

    [Fact]
    public void TryParse_WhatBuildMade_GivesAllBack()
    {
        Assert.Equal(ImageError.None, Parse(s_sample, out ImageFile? image));
        Assert.Equal(2, image!.Functions.Length);
        Assert.Equal([new ImageFunction(3, 0x10), new ImageFunction(9, 0x20)], [image.Functions[0], image.Functions[1]]);
        Assert.Equal(5, image.Bindings.Length);
        Assert.Equal(new ImageBinding(0x28, 0, 5, BindingKind.Import, ImportKind.Got), image.Bindings[0]);
        Assert.Equal(new ImageBinding(0x30, -8, 3, BindingKind.Callee, ImportKind.Direct), image.Bindings[1]);
        Assert.Equal("memcpy", image.LibraryName(image.Bindings[2]));
        Assert.Equal("_Unwind_Resume", image.LibraryName(image.Bindings[3]));
        Assert.Equal(new ImageBinding(0x28, 0, 6, BindingKind.AccessLoss, ImportKind.Plt), image.Bindings[4]);
    }

    [Fact]
    public void Alone_OfAnImage_IsEqual()
    {
        Assert.Equal(ImageError.None, Parse(s_sample, out ImageFile? image));
        ImageFile alone = image!.Alone();
        Assert.Equal(image.Module, alone.Module);
        Assert.Equal(s_key, alone.Key.ToArray());
        Assert.Equal([image.Functions[0], image.Functions[1]], [alone.Functions[0], alone.Functions[1]]);
        Assert.Equal(image.Bindings, alone.Bindings);

        Assert.Equal("_Unwind_Resume", alone.LibraryName(alone.Bindings[3]));
    }

    [Fact]
    public void Alone_WhenTheFileIsNeededNoMore_DoesNotKeepIt()
    {
        (WeakReference file, ImageFile alone) = Parsed();
        GC.Collect();
        Assert.False(file.IsAlive);
        Assert.Equal(2, alone.Functions.Length);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static (WeakReference, ImageFile) Parsed()
        {
            byte[] bytes = [.. s_sample];
            Assert.Equal(ImageError.None, Parse(bytes, out ImageFile? image));
            return (new WeakReference(bytes), image!.Alone());
        }
    }

    [Fact]
    public void Build_Library_IsTheStartOfTheFile() => Assert.Equal(ElfBytes(), s_sample[..Elf]);

    [Fact]
    public void Build_NothingButALibrary_IsSound()
    {
        byte[] bytes = ImageFile.Build(ElfBytes(), s_module, [], [], [], [], [], NativeContentHasher.Instance);
        Assert.Equal(ImageError.None, ImageFile.TryParse(bytes, s_module, [], NativeContentHasher.Instance, out _));
    }

    [Theory]
    [InlineData(0u, ImageError.None)] // A body that does not count.
    [InlineData(0x28u, ImageError.None)]
    [InlineData(0x2cu, ImageError.Damaged)] // Not aligned.
    [InlineData(0x30u, ImageError.Damaged)] // Ends behind the data.
    [InlineData(0x8u, ImageError.Damaged)] // Code.
    public void TryParse_WhereABodyCounts_IsDataThatIsThere(uint heat, ImageError expected)
    {
        byte[] bytes = ImageFile.Build(
            ElfBytes(), s_module, s_key, [new ImageFunction(3, 0x10, heat)], [], [], [], NativeContentHasher.Instance);
        Assert.Equal(expected, Parse(bytes, out ImageFile? image));
        if (image is not null)
        {
            Assert.Equal(new ImageFunction(3, 0x10, heat), image.Functions[0]);
            Assert.Equal(heat != 0, image.Functions[0].Counts);
        }
    }

    [Fact]
    public void TryParse_Units_AreGivenBack()
    {
        byte[] bytes = Sample(s_units);
        Assert.Equal(ImageError.None, Parse(bytes, out ImageFile? image));
        KeptUnit unit = Assert.Single(KeptUnits.TryParse(image!.Units, NativeContentHasher.Instance)!);
        Assert.Equal([1, 2, 3], unit.Object.ToArray());
        Assert.Equal(5, image.Bindings.Length);
        Assert.True(image.Alone().Units.IsEmpty);
    }

    [Fact]
    public void TryParse_UnitsChanged_IsSoundAllTheSame()
    {
        // Who loads does not read them; KeptUnits sees it.
        byte[] bytes = Sample(s_units);
        bytes[^(FooterSize + 1)]++;
        Assert.Equal(ImageError.None, Parse(bytes, out ImageFile? image));
        Assert.Null(KeptUnits.TryParse(image!.Units, NativeContentHasher.Instance));
    }

    [Fact]
    public void Name_OfOtherContent_IsAnother()
    {
        // A process that has read one and loads another would jump anywhere.
        byte[] one = ImageFile.Build(ElfBytes(), s_module, s_key, [new ImageFunction(3, 0x10)], [], [], [], NativeContentHasher.Instance);
        byte[] other = ImageFile.Build(ElfBytes(), s_module, s_key, [new ImageFunction(3, 0x20)], [], [], [], NativeContentHasher.Instance);
        Assert.NotEqual(ImageName.Of("k", 3, one), ImageName.Of("k", 3, other));
        Assert.Equal(ImageName.Of("k", 3, one), ImageName.Of("k", 3, [.. one]));
    }

    [Fact]
    public void TryParse_OtherModule_IsForeign() => Assert.Equal(
        ImageError.Foreign, ImageFile.TryParse(s_sample, new ContentHash(11, 23), s_key, NativeContentHasher.Instance, out _));

    [Theory]
    [InlineData("x86_64-elf image=2")]
    [InlineData("x86_64-elf image=")]
    [InlineData("x86_64-elf image=11")]
    [InlineData("")]
    public void TryParse_OtherKey_IsWrongKey(string key) => Assert.Equal(
        ImageError.WrongKey, ImageFile.TryParse(s_sample, s_module, Encoding.UTF8.GetBytes(key), NativeContentHasher.Instance, out _));

    [Fact]
    public void TryParse_ToLookAt_AcceptsAnyModuleAndKeyAndTellsThem()
    {
        Assert.Equal(ImageError.None, ImageFile.TryParse(s_sample, NativeContentHasher.Instance, out ImageFile? image));
        Assert.Equal(s_module, image!.Module);
        Assert.Equal(s_key, image.Key.ToArray());
    }

    [Fact]
    public void TryParse_AnyBitFlipped_IsRejected()
    {
        for (int at = 0; at < s_sample.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] bytes = (byte[])s_sample.Clone();
                bytes[at] ^= (byte)(1 << bit);
                Assert.True(Parse(bytes, out _) != ImageError.None, $"bit {bit} of byte {at} may be anything");
            }
        }
    }

    [Fact]
    public void TryParse_EveryTruncation_IsTruncatedOrNoImage()
    {
        for (int length = 0; length < s_sample.Length; length++)
        {
            Assert.Equal(length < FooterSize ? ImageError.Truncated : ImageError.NotAnImage, Parse(s_sample[..length], out _));
        }
    }

    [Fact]
    public void TryParse_MissingStart_IsTruncatedOrDamaged()
    {
        for (int from = 1; from < s_sample.Length - FooterSize; from++)
        {
            Assert.Equal(ImageError.Truncated, Parse(s_sample[from..], out _));
        }
    }

    [Theory]
    [InlineData(0, ImageError.Foreign)]
    [InlineData(16, ImageError.Damaged)]
    [InlineData(32, ImageError.Truncated)]
    [InlineData(36, ImageError.Truncated)]
    [InlineData(40, ImageError.Truncated)]
    [InlineData(44, ImageError.UnsupportedVersion)]
    [InlineData(48, ImageError.NotAnImage)]
    [InlineData(52, ImageError.NotAnImage)]
    public void TryParse_FooterFieldChanged_IsNamed(int offset, ImageError expected)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - FooterSize + offset), 0xFFFFFFF0);
        Assert.Equal(expected, Parse(bytes, out _));
    }

    [Theory]
    [InlineData(0)] // functions
    [InlineData(4)] // bindings
    [InlineData(8)] // key length
    [InlineData(12)] // name bytes
    [InlineData(28)] // upper half of the address of function 0
    [InlineData(52)] // upper half of the address of binding 0
    [InlineData(68)] // kinds of binding 0
    [InlineData(112)] // name of binding 2
    public void TryParse_SignedFileThatLeadsOutside_IsDamaged(int offset)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(Metadata + offset), 0xFFFFFFF0);
        Sign(bytes);
        Assert.Equal(ImageError.Damaged, Parse(bytes, out ImageFile? image));
        Assert.Null(image);
    }

    [Theory]
    [InlineData(24, 0x28)] // a function in data
    [InlineData(40, 0x48)] // function 1 just behind all
    [InlineData(48, 0x20)] // a binding in code
    [InlineData(48, 0x48)] // a binding just behind the data
    public void TryParse_AddressInTheWrongSegment_IsDamaged(int offset, uint address)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(Metadata + offset), address);
        Sign(bytes);
        Assert.Equal(ImageError.Damaged, Parse(bytes, out _));
    }

    [Theory]
    [InlineData(0)] // magic
    [InlineData(32)] // program headers
    [InlineData(54)] // size of one, and their number
    [InlineData(64 + 12)] // upper half of a segment's offset
    [InlineData(64 + 20)] // of its address
    [InlineData(64 + 36)] // of its size in the file
    public void TryParse_LibraryWhoseSegmentsLeadOutside_IsDamaged(int offset)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), 0xFFFFFFF0);
        Sign(bytes);
        Assert.Equal(ImageError.Damaged, Parse(bytes, out _));
    }

    [Fact]
    public void TryParse_UnalignedBinding_IsDamaged()
    {
        byte[] bytes = (byte[])s_sample.Clone();
        bytes[Metadata + 48] = 0x29;
        Sign(bytes);
        Assert.Equal(ImageError.Damaged, Parse(bytes, out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryParse_TenThousandMutations_NeverThrow(bool signed)
    {
        Random random = new(20260102);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = Mutation.Of(s_sample, random);
            if (signed)
            {
                // Otherwise nearly all fail at the last eight bytes.
                bytes = bytes.Length >= FooterSize ? [.. bytes[..^FooterSize], .. s_sample[^FooterSize..]] : bytes;
                Sign(bytes);
            }

            if (Parse(bytes, out ImageFile? image) == ImageError.None)
            {
                accepted++;
                ReadEverything(image!);
            }
        }

        Assert.InRange(accepted, signed ? 100 : 0, signed ? 9_000 : 200);
    }

    private static void ReadEverything(ImageFile image)
    {
        _ = image.Functions.ToArray();
        foreach (ImageBinding binding in image.Bindings)
        {
            if (binding.Kind == BindingKind.Library)
            {
                Assert.NotNull(image.LibraryName(binding));
            }
        }
    }

    private static ImageError Parse(byte[] bytes, out ImageFile? image) =>
        ImageFile.TryParse(bytes, s_module, s_key, NativeContentHasher.Instance, out image);

    // Code from 0 to 0x28, data from 0x28 to 0x48, of which the file has nothing.
    private static byte[] ElfBytes() => TestElf.Build(Elf, new TestSegment(5, 0, 0x28), new TestSegment(6, 0x28, 0x20));

    private static byte[] Sample(IReadOnlyList<KeptUnit>? units = null) => ImageFile.Build(
        ElfBytes(),
        s_module,
        s_key,
        [new ImageFunction(9, 0x20), new ImageFunction(3, 0x10)],
        [
            new ImageBinding(0x28, 0, 5, BindingKind.Import, ImportKind.Got),
            new ImageBinding(0x30, -8, 3, BindingKind.Callee, ImportKind.Direct),
            new ImageBinding(0x38, 0, 0, BindingKind.Library, ImportKind.Direct),
            new ImageBinding(0x40, 0, 1, BindingKind.Library, ImportKind.Direct),
            new ImageBinding(0x28, 0, 6, BindingKind.AccessLoss, ImportKind.Plt),
        ],
        new List<string> { "memcpy", "_Unwind_Resume" },
        units ?? [],
        NativeContentHasher.Instance);

    private static void Sign(byte[] bytes)
    {
        if (bytes.Length >= FooterSize)
        {
            int end = bytes.Length - FooterSize;
            NativeContentHasher.Instance.Hash(bytes.AsSpan(0, end)).Write(bytes.AsSpan(end + 16));
        }
    }
}

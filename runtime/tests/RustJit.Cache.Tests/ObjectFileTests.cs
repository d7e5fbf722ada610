// A stored object is data from outside.

using System;
using System.Buffers.Binary;
using System.Text;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public class ObjectFileTests
{
    private const int FooterSize = 56;

    private static readonly ContentHash s_unit = new(11, 22);
    private static readonly byte[] s_key = Encoding.UTF8.GetBytes("a key");
    private static readonly byte[] s_elf = TestElf.Build(130);
    private static readonly byte[] s_sample = ObjectFile.Build(s_elf, s_unit, s_key, NativeContentHasher.Instance);

    [Fact]
    public void TryParse_WhatBuildMade_GivesTheObjectBack()
    {
        Assert.Equal(ObjectError.None, ObjectFile.TryParse(s_sample, s_unit, s_key, NativeContentHasher.Instance, out ReadOnlySpan<byte> elf));
        Assert.Equal(s_elf, elf.ToArray());
    }

    [Fact]
    public void TryParse_AnyBitFlipped_IsRejected()
    {
        for (int at = 0; at < s_sample.Length * 8; at++)
        {
            byte[] bytes = (byte[])s_sample.Clone();
            bytes[at / 8] ^= (byte)(1 << (at % 8));
            Assert.NotEqual(ObjectError.None, Parse(bytes));
        }
    }

    [Fact]
    public void TryParse_EveryTruncation_IsTruncatedOrNoObject()
    {
        for (int length = 0; length < s_sample.Length; length++)
        {
            Assert.Equal(length < FooterSize ? ObjectError.Truncated : ObjectError.NotAnObject, Parse(s_sample[..length]));
        }
    }

    [Theory]
    [InlineData(0, ObjectError.Foreign)]
    [InlineData(16, ObjectError.Damaged)]
    [InlineData(32, ObjectError.Truncated)]
    [InlineData(36, ObjectError.Truncated)]
    [InlineData(40, ObjectError.Truncated)]
    [InlineData(44, ObjectError.UnsupportedVersion)]
    [InlineData(48, ObjectError.NotAnObject)]
    public void TryParse_FooterFieldChanged_IsNamed(int offset, ObjectError expected)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - FooterSize + offset), 0xFFFFFFF0);
        Assert.Equal(expected, Parse(bytes));
    }

    [Fact]
    public void TryParse_OtherKey_IsWrongKey() => Assert.Equal(
        ObjectError.WrongKey, ObjectFile.TryParse(s_sample, s_unit, "b key"u8, NativeContentHasher.Instance, out _));

    [Fact]
    public void TryParse_TenThousandMutations_NeverThrow()
    {
        Random random = new(20260105);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = Mutation.Of(s_sample, random);
            accepted += Parse(bytes) == ObjectError.None ? 1 : 0;
        }

        Assert.InRange(accepted, 0, 200);
    }

    private static ObjectError Parse(byte[] bytes) => ObjectFile.TryParse(bytes, s_unit, s_key, NativeContentHasher.Instance, out _);
}

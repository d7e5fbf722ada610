// The hash is XXH3-128 in its canonical form; the vectors are those of xxHash's own sanity check.

using System;
using RustJit.Cache;

namespace RustJit.Core.Tests;

public class ContentHashTests
{
    [Theory]
    [InlineData(0, 0x99AA06D3014798D8, 0x6001C324468D497F)]
    [InlineData(1, 0xA6CD5E9392000F6A, 0xC44BDFF4074EECDB)]
    [InlineData(6, 0x082AFE0B8162D12A, 0x3E7039BDDA43CFC6)]
    [InlineData(12, 0x6E3EFD8FC7802B18, 0x061A192713F69AD9)]
    [InlineData(24, 0x0CE966E4678D3761, 0x1E7044D28B1B901D)]
    [InlineData(48, 0xA002AC4E5478227E, 0xF942219AED80F67B)]
    [InlineData(81, 0x4952F58181AB0042, 0x5E8BAFB9F95FB803)]
    [InlineData(222, 0x337E09641B948717, 0xF1AEBD597CEC6B3A)]
    [InlineData(403, 0x1B6DE21E332DD73D, 0xCDEB804D65C6DEA4)]
    [InlineData(512, 0x18D2D110DCC9BCA1, 0x617E49599013CB6B)]
    [InlineData(2048, 0xF736557FD47073A5, 0xDD59E2C3A5F038E0)]
    [InlineData(2240, 0xCCB134FBFA7CE49D, 0x6E73A90539CF2948)]
    [InlineData(2367, 0xE89C0F6FF369B427, 0xCB37AEB9E5D361ED)]
    public void Hash_VectorsOfXxHash_Match(int length, ulong high, ulong low) =>
        Assert.Equal(new ContentHash(high, low), NativeContentHasher.Instance.Hash(SanityBuffer(length)));

    [Fact]
    public void ToString_OfAHash_IsItsCanonicalForm()
    {
        ContentHash hash = new(0x0123456789ABCDEF, 0x00000000000000FE);
        byte[] bytes = new byte[ContentHash.Size];
        hash.Write(bytes);
        Assert.Equal("0123456789abcdef00000000000000fe", hash.ToString());
        Assert.Equal(hash.ToString(), Convert.ToHexStringLower(bytes));
    }

    [Fact]
    public void Read_WhatWasWritten_IsEqual()
    {
        ContentHash hash = new(0xFEDCBA9876543210, 0x8000000000000001);
        byte[] bytes = new byte[ContentHash.Size + 3];
        hash.Write(bytes.AsSpan(3));
        Assert.Equal(hash, ContentHash.Read(bytes.AsSpan(3)));
    }

    private static byte[] SanityBuffer(int length)
    {
        byte[] buffer = new byte[length];
        ulong generator = 2654435761;
        for (int i = 0; i < length; i++)
        {
            buffer[i] = (byte)(generator >> 56);
            generator *= 11400714785074694797;
        }

        return buffer;
    }
}

// What images keep for being linked again is data from outside too.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using RustJit.Core;

namespace RustJit.Cache.Tests;

public class KeptUnitsTests
{
    private const int HashSize = 16;
    private const int FirstHeader = HashSize;
    private const int FirstSymbol = FirstHeader + 32;

    private static readonly ContentHash s_module = new(11, 22);
    private static readonly ContentHash s_other = new(33, 44);
    private static readonly byte[] s_sample = Build(
        [
            new KeptUnit(
                s_module,
                Counts: true,
                [
                    new UnitSymbol("f", UnitSymbolKind.Defined, 3),
                    new UnitSymbol("__aj.i00000007.aj", UnitSymbolKind.Import, 7, ImportKind.Got),
                    new UnitSymbol("__aj.i00000008.aj", UnitSymbolKind.AccessLoss, 8, ImportKind.Plt),
                ],
                new byte[] { 1, 2, 3, 4, 5 }),
            new KeptUnit(s_other, Counts: false, [new UnitSymbol("größer", UnitSymbolKind.Callee, uint.MaxValue)], new byte[] { 6 }),
        ]);

    [Fact]
    public void TryParse_WhatBuildMade_GivesAllBack()
    {
        List<KeptUnit> units = Parse(s_sample)!;
        Assert.Equal([(s_module, true), (s_other, false)], units.Select(u => (u.Module, u.Counts)));
        Assert.Equal([1, 2, 3, 4, 5], units[0].Object.ToArray());
        Assert.Equal([6], units[1].Object.ToArray());
        Assert.Equal(
            [
                new UnitSymbol("f", UnitSymbolKind.Defined, 3),
                new UnitSymbol("__aj.i00000007.aj", UnitSymbolKind.Import, 7, ImportKind.Got),
                new UnitSymbol("__aj.i00000008.aj", UnitSymbolKind.AccessLoss, 8, ImportKind.Plt),
            ],
            units[0].Symbols);
        Assert.Equal([new UnitSymbol("größer", UnitSymbolKind.Callee, uint.MaxValue)], units[1].Symbols);
    }

    [Fact]
    public void TryParse_Nothing_IsNone()
    {
        Assert.Empty(Build([]));
        Assert.Null(Parse([]));
    }

    [Fact]
    public void TryParse_AnyByteChanged_IsNone()
    {
        for (int i = 0; i < s_sample.Length; i++)
        {
            byte[] bytes = [.. s_sample];
            bytes[i] ^= 1;
            Assert.Null(Parse(bytes));
        }
    }

    [Fact]
    public void TryParse_EveryTruncation_IsNoneEvenIfItIsSigned()
    {
        List<int> sound = [];
        for (int length = 0; length < s_sample.Length; length++)
        {
            if (Parse(Signed(s_sample[..length])) is { } units)
            {
                Assert.Single(units);
                sound.Add(length);
            }
        }

        Assert.Single(sound); // The first unit alone.
    }

    [Theory]
    [InlineData(FirstHeader + 16, 2u)] // Flags.
    [InlineData(FirstHeader + 20, 2u)] // Symbols: bytes are left over,
    [InlineData(FirstHeader + 20, 4u)] // or one is missing.
    [InlineData(FirstHeader + 20, uint.MaxValue)]
    [InlineData(FirstHeader + 24, uint.MaxValue)] // Bytes of symbols.
    [InlineData(FirstHeader + 28, uint.MaxValue)] // Bytes of the object.
    [InlineData(FirstSymbol + 4, uint.MaxValue)] // Bytes of a name.
    [InlineData(FirstSymbol + 4, 200u)]
    [InlineData(FirstSymbol + 8, 4u)] // Kinds.
    [InlineData(FirstSymbol + 9, 3u)]
    public void TryParse_NumbersThatCannotBe_AreNone(int at, uint value)
    {
        byte[] bytes = [.. s_sample];
        if (at >= FirstSymbol + 8)
        {
            bytes[at] = (byte)value;
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
        }

        Assert.Null(Parse(Signed(bytes)));
    }

    private static List<KeptUnit>? Parse(byte[] bytes) => KeptUnits.TryParse(bytes, NativeContentHasher.Instance);

    private static byte[] Build(IReadOnlyList<KeptUnit> units)
    {
        byte[] part = new byte[KeptUnits.SizeOf(units)];
        KeptUnits.Write(units, part, NativeContentHasher.Instance);
        return part;
    }

    private static byte[] Signed(byte[] bytes)
    {
        if (bytes.Length >= HashSize)
        {
            NativeContentHasher.Instance.Hash(bytes.AsSpan(HashSize)).Write(bytes);
        }

        return bytes;
    }
}

// Numbers as users write them, and results as users read them.

using System;
using RustJit.Orc;

namespace RustJit.Tool.Tests;

public sealed class ValueTextTests : IDisposable
{
    private readonly LlvmContext _context = new();

    public void Dispose() => _context.Dispose();

    [Theory]
    [InlineData("0", 32, 0L)]
    [InlineData("42", 32, 42L)]
    [InlineData("-1", 32, -1L)]
    [InlineData("0x80000000", 32, 0x80000000L)]
    [InlineData("0XfF", 8, 0xffL)]
    [InlineData("-0x80", 8, -0x80L)]
    [InlineData(" 7 ", 32, 7L)]
    [InlineData("0xffffffffffffffff", 64, -1L)]
    [InlineData("-9223372036854775808", 64, long.MinValue)]
    public void TryParse_IntegerInRange_GivesItsBits(string text, int width, long expected)
    {
        Assert.True(ValueText.TryParse(text, _context.Int(width), out long bits));
        Assert.Equal(expected, bits);
    }

    [Theory]
    [InlineData("", 32)]
    [InlineData("-", 32)]
    [InlineData("0x", 32)]
    [InlineData("ten", 32)]
    [InlineData("1.5", 32)]
    [InlineData("1 2", 32)]
    [InlineData("--1", 32)]
    [InlineData("0x100000000", 32)]
    [InlineData("4294967296", 32)]
    [InlineData("-2147483649", 32)]
    [InlineData("256", 8)]
    [InlineData("-129", 8)]
    [InlineData("2", 1)]
    [InlineData("18446744073709551616", 64)]
    [InlineData("-9223372036854775809", 64)]
    [InlineData("1", 65)]
    public void TryParse_NotAnIntegerOfTheType_IsRefused(string text, int width) =>
        Assert.False(ValueText.TryParse(text, _context.Int(width), out _));

    [Fact]
    public void TryParse_FloatingPoint_GivesItsBits()
    {
        Assert.True(ValueText.TryParse("2.5", _context.Double, out long d));
        Assert.Equal(BitConverter.DoubleToInt64Bits(2.5), d);
        Assert.True(ValueText.TryParse("-1e3", _context.Float, out long f));
        Assert.Equal(BitConverter.SingleToInt32Bits(-1000f), f);
        Assert.False(ValueText.TryParse("x", _context.Double, out _));
    }

    [Fact]
    public void TryParse_Structure_IsRefused() => Assert.False(ValueText.TryParse("1", _context.Struct(_context.Ptr), out _));

    [Theory]
    [InlineData(0xffffffffL, 32, "-1")]
    [InlineData(0x1_00000005L, 32, "5")]
    [InlineData(0x80L, 8, "-128")]
    [InlineData(-1L, 64, "-1")]
    [InlineData(3L, 1, "true")]
    [InlineData(2L, 1, "false")]
    public void Format_Integer_IsReadWithItsWidth(long bits, int width, string expected) =>
        Assert.Equal(expected, ValueText.Format(bits, _context.Int(width)));

    [Fact]
    public void Format_OtherTypes_AreReadAsTheyAre()
    {
        Assert.Equal("0.1", ValueText.Format(BitConverter.DoubleToInt64Bits(0.1), _context.Double));
        Assert.Equal("0.1", ValueText.Format(BitConverter.SingleToInt32Bits(0.1f), _context.Float));
        Assert.Equal("0xff", ValueText.Format(255, _context.Ptr));
        Assert.Equal("", ValueText.Format(1, _context.Void));
    }
}

// Sizes and ages as people write them.

using System;

namespace RustJit.CacheTool.Tests;

public class UnitsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1.0 KiB")]
    [InlineData(102400, "100 KiB")]
    [InlineData(1572864, "1.5 MiB")]
    [InlineData(long.MaxValue, "8388608 TiB")]
    public void Size_Bytes_AreRounded(long bytes, string expected) => Assert.Equal(expected, Units.Size(bytes));

    [Theory]
    [InlineData("90s", 90.0)]
    [InlineData("5m", 300.0)]
    [InlineData("12h", 43200.0)]
    [InlineData("1.5d", 129600.0)]
    [InlineData("2W", 1209600.0)]
    [InlineData("30", null)]
    [InlineData("d", null)]
    [InlineData("", null)]
    [InlineData("-1d", null)]
    [InlineData("999999999999w", null)]
    public void ParseAge_Text_IsReadOrRefused(string text, double? seconds) =>
        Assert.Equal(seconds, Units.ParseAge(text)?.TotalSeconds);
}

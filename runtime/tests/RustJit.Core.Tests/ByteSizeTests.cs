// Sizes as people write them.

namespace RustJit.Core.Tests;

public class ByteSizeTests
{
    [Theory]
    [InlineData("0", 0L)]
    [InlineData("512", 512L)]
    [InlineData("512B", 512L)]
    [InlineData("1k", 1024L)]
    [InlineData("1.5K", 1536L)]
    [InlineData("2 GiB", 2L << 30)]
    [InlineData("3TB", 3L << 40)]
    [InlineData("", null)]
    [InlineData("K", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("99999999999T", null)]
    [InlineData("1P", null)]
    [InlineData("1.K", null)]
    [InlineData(".5K", null)]
    [InlineData("1.2.3", null)]
    [InlineData("8388606T", 8388606L << 40)]
    [InlineData("8388608T", null)]
    [InlineData("0.0000019073486328125M", 1L)]
    [InlineData("1,5K", null)]
    public void Parse_Text_IsReadOrRefused(string text, long? expected) => Assert.Equal(expected, ByteSize.Parse(text));
}

// Code of one compiler is never taken for another's.

using System.Collections.Generic;
using System.Text;
using RustJit.Core;

namespace RustJit.Compiler.Tests;

public class CompilerOptionsTests
{
    [Fact]
    public void BuildKey_EachOfItsParts_MakesAnother()
    {
        HashSet<string> keys =
        [
            Key(1, 2, DebugLevel.None), Key(3, 2, DebugLevel.None), Key(1, 3, DebugLevel.None), Key(1, 2, DebugLevel.Lines),
            Key(1, 2, DebugLevel.Full), Key(12, 3, DebugLevel.None),
        ];
        Assert.Equal(6, keys.Count);
        Assert.Contains(Key(1, 2, DebugLevel.None), keys);
    }

    // The client of the daemon makes the same text in C (stub-client/key.c).
    [Fact]
    public void BuildKey_Text_IsTheOneOfTheDocument() => Assert.Equal(
        "x86_64-elf image=3 module=6 llvm=50183264-1700000000000000000 debug=Lines", Key(50183264, 1700000000000000000, DebugLevel.Lines));

    private static string Key(long size, long modified, DebugLevel level) =>
        Encoding.UTF8.GetString(CompilerOptions.BuildKey(size, modified, level));
}

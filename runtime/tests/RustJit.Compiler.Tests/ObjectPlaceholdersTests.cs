// An object that was made for one module serves another: only the numbers in its names differ.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Cache;

namespace RustJit.Compiler.Tests;

public class ObjectPlaceholdersTests
{
    [Theory]
    [InlineData("__aj.i00000000.aj", true)]
    [InlineData("__aj.f0000002a.aj", true)]
    [InlineData("__aj.i0000000", false)]
    [InlineData("__autojit_resolve", false)]
    [InlineData("", false)]
    public void Is_Name_TellsPlaceholdersFromOthers(string name, bool expected) =>
        Assert.Equal(expected, ObjectPlaceholders.Is(System.Text.Encoding.UTF8.GetBytes(name)));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Number_Placeholders_GetTheIndicesOfTheModule(bool countIsElsewhere)
    {
        byte[] elf = TestObject.Build(countIsElsewhere, "__aj.i00000000.aj", "printf", "__aj.f00000001.aj");
        List<UnitSymbol> numbered = ObjectPlaceholders.Number(
            elf,
            [
                new UnitSymbol("__aj.i00000000.aj", UnitSymbolKind.Import, 0xABCDEF01),
                new UnitSymbol("__aj.f00000001.aj", UnitSymbolKind.Callee, 0),
            ]);
        Assert.Equal(["__aj.iabcdef01.aj", "printf", "__aj.f00000000.aj"], TestObject.Names(elf));
        Assert.Equal(
            [new UnitSymbol("__aj.iabcdef01.aj", UnitSymbolKind.Import, 0xABCDEF01), new UnitSymbol("__aj.f00000000.aj", UnitSymbolKind.Callee, 0u)], numbered);
    }

    [Fact]
    public void Number_IndicesThatCross_AreNotReplacedTwice()
    {
        byte[] elf = TestObject.Build("__aj.i00000000.aj", "__aj.i00000001.aj");
        ObjectPlaceholders.Number(
            elf,
            [
                new UnitSymbol("__aj.i00000000.aj", UnitSymbolKind.Import, 1),
                new UnitSymbol("__aj.i00000001.aj", UnitSymbolKind.Import, 0),
            ]);
        Assert.Equal(["__aj.i00000001.aj", "__aj.i00000000.aj"], TestObject.Names(elf));
    }

    [Fact]
    public void Number_OnlyNamesOfItsOwn_LeavesTheObjectAsItIs()
    {
        byte[] elf = TestObject.Build("main", "printf"), before = [.. elf];
        Assert.Equal(
            [new UnitSymbol("main", UnitSymbolKind.Defined, 3u)], ObjectPlaceholders.Number(elf, [new UnitSymbol("main", UnitSymbolKind.Defined, 3)]));
        Assert.Equal(before, elf);
    }

    [Fact]
    public void Number_PlaceholderThatTheUnitDoesNotKnow_IsRefused() => Assert.Throws<ArgumentException>(() => ObjectPlaceholders.Number(
        TestObject.Build("__aj.i00000000.aj", "__aj.i00000001.aj"), [new UnitSymbol("__aj.i00000000.aj", UnitSymbolKind.Import, 7)]));

    [Fact]
    public void Number_DigitsThatAreNone_AreRefused() => Assert.Throws<ArgumentException>(() => ObjectPlaceholders.Number(
        TestObject.Build("__aj.izzzzzzzz.aj"), [new UnitSymbol("__aj.i00000000.aj", UnitSymbolKind.Import, 7)]));

    [Fact]
    public void Number_EveryTruncation_IsRefused()
    {
        byte[] whole = TestObject.Build("__aj.i00000000.aj");
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.ThrowsAny<Exception>(() => ObjectPlaceholders.Number(part, [new UnitSymbol("__aj.i00000000.aj", UnitSymbolKind.Import, 7)]));
        }
    }
}

// Names that mean something in one module only are made different before objects of several are linked.

using System;
using System.Collections.Generic;
using System.Text;

namespace RustJit.Compiler.Tests;

public class ObjectNamesTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rename_Symbols_HaveTheirNewNames(bool countIsElsewhere)
    {
        byte[] elf = TestObject.Build(countIsElsewhere, "main", "_GLOBAL_OFFSET_TABLE_", "__aj.f00000001.aj", "__aj.f00000002.aj"), before = [.. elf];
        byte[] renamed = ObjectNames.Rename(elf, ".1", new Dictionary<string, string> { ["__aj.f00000002.aj"] = "callee.1" });
        Assert.Equal(["main.1", "_GLOBAL_OFFSET_TABLE_", "__aj.f00000001.aj.1", "callee.1"], Names(renamed));
        Assert.Equal(before, elf);
    }

    [Fact]
    public void Rename_EveryTruncation_IsRefused()
    {
        byte[] whole = TestObject.Build("main");
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] part = whole[..length];
            Assert.ThrowsAny<Exception>(() => ObjectNames.Rename(part, ".1", new Dictionary<string, string>()));
        }
    }

    // The string table is somewhere else now, and the symbols are where they were.
    private static List<string> Names(byte[] elf)
    {
        ObjectSymbols table = ObjectSymbols.Find(elf);
        List<string> names = [];
        for (int at = table.At; at < table.End; at += ObjectSymbols.SymbolSize)
        {
            names.Add(Encoding.UTF8.GetString(ObjectSymbols.NameAt(elf.AsSpan(table.Names), ObjectSymbols.NameOffset(elf, at))));
        }

        return names;
    }
}

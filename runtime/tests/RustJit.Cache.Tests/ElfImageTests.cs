// Libraries that lld links, as ImageLinker asks for them. Needs clang-22 and lld.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;

namespace RustJit.Cache.Tests;

public sealed class ElfImageTests : IDisposable
{
    private const string Source = """
        extern int imported(int);
        extern int variable;
        int *const table[2] = {&variable, (int *)((char *)&variable + 12)};
        int local(int x) { return x + 1; }
        int calls(int x) { return imported(local(x)) + *table[0]; }
        """;

    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void DefinedSymbols_OfALibrary_AreItsFunctionsAndNotItsImports()
    {
        Dictionary<string, ulong> symbols = new ElfImage(Link(Source)).DefinedSymbols();
        Assert.Contains("local", symbols.Keys);
        Assert.Contains("calls", symbols.Keys);
        Assert.DoesNotContain("imported", symbols.Keys);
        Assert.NotEqual(0ul, symbols["local"]);
        Assert.NotEqual(symbols["calls"], symbols["local"]);
    }

    [Fact]
    public void Variables_OfALibrary_AreThoseThatNobodyElseSees()
    {
        Dictionary<string, ulong> variables = new ElfImage(Link(Source + "static int hidden = 1; int counts(void) { return ++hidden; }")).Variables();
        Assert.NotEqual(0ul, variables["hidden"]);
        Assert.DoesNotContain("counts", variables.Keys);
        Assert.DoesNotContain("variable", variables.Keys);
    }

    [Fact]
    public void TakeUndefinedReferences_OfALibrary_NamesAllWithAddends()
    {
        List<ElfReference> references = new ElfImage(Link(Source)).TakeUndefinedReferences();
        Assert.Contains(references, r => r is { Symbol: "imported", Addend: 0 });
        Assert.Contains(references, r => r is { Symbol: "variable", Addend: 0 });
        Assert.Contains(references, r => r is { Symbol: "variable", Addend: 12 });
        Assert.All(references, r => Assert.Equal(0ul, r.Address % 8));
        Assert.Equal(references.Count, references.Select(r => r.Address).Distinct().Count());
    }

    [Fact]
    public void TakeUndefinedReferences_SecondTime_FindsNone()
    {
        ElfImage image = new(Link(Source));
        Assert.NotEmpty(image.TakeUndefinedReferences());
        Assert.Empty(image.TakeUndefinedReferences());
    }

    [Fact]
    public void TakeUndefinedReferences_Library_CanBeOpenedWithoutItsImports()
    {
        // -z now: the loader would refuse `imported` and `variable`.
        byte[] linked = Link(Source);
        string whole = _directory.Write("whole.so", linked);
        Assert.False(NativeLibrary.TryLoad(whole, out _));
        ElfImage image = new(linked);
        image.TakeUndefinedReferences();
        nint library = NativeLibrary.Load(_directory.Write("taken.so", linked));
        nint local = NativeLibrary.GetExport(library, "local");
        Assert.Equal((ulong)local - (ulong)NativeLibrary.GetExport(library, "calls"), Difference(image));
        NativeLibrary.Free(library);
    }

    [Fact]
    public void TakeUndefinedReferences_LibraryWithoutImports_FindsNone() =>
        Assert.Empty(new ElfImage(Link("int f(void) { return 1; }")).TakeUndefinedReferences());

    [Fact]
    public void ClearSymbolicFlag_OfALibrary_ClearsThatFlagAlone()
    {
        byte[] linked = Link(Source);
        Assert.Contains("SYMBOLIC BIND_NOW", DynamicSection(linked));
        ElfImage image = new(linked);
        image.ClearSymbolicFlag();
        string after = DynamicSection(linked);
        Assert.DoesNotContain("(FLAGS) SYMBOLIC", after);
        Assert.Contains("(FLAGS) BIND_NOW", after);
    }

    [Fact]
    public void DropSecondNames_LibraryOfPublicFunctions_HasThemOnce()
    {
        byte[] linked = Link("static int hidden; int f(void) { return ++hidden; } int g(void) { return f() + 1; }");
        Assert.Contains(".symtab", ReadElf("--sections", linked));
        byte[] dropped = linked[..new ElfImage(linked).DropSecondNames()];
        string sections = ReadElf("--sections", dropped);
        Assert.True(dropped.Length < linked.Length);
        Assert.DoesNotContain(".symtab", sections);
        Assert.DoesNotContain(".strtab", sections);
        Assert.Contains(".text PROGBITS", sections);
        Assert.Contains(".shstrtab STRTAB", sections);
        Assert.Equal(["f", "g"], new ElfImage(dropped).DefinedSymbols().Keys.Order());
        nint library = NativeLibrary.Load(_directory.Write("dropped.so", dropped));
        Assert.NotEqual(0, NativeLibrary.GetExport(library, "g"));
        NativeLibrary.Free(library);
    }

    [Fact]
    public void DropSecondNames_SecondTime_FindsNone()
    {
        byte[] linked = Link("int f(void) { return 1; }");
        byte[] dropped = linked[..new ElfImage(linked).DropSecondNames()];
        Assert.Equal(dropped.Length, new ElfImage(dropped).DropSecondNames());
    }

    [Fact]
    public void DropSecondNames_LibraryWithALocalFunction_KeepsAll()
    {
        byte[] linked = Link("static int local(int x) { return x + 1; } int f(int x) { return local(x); }");
        Assert.Equal(linked.Length, new ElfImage(linked).DropSecondNames());
        Assert.Contains(".symtab", ReadElf("--sections", linked));
    }

    public void Dispose() => _directory.Dispose();

    private static ulong Difference(ElfImage image)
    {
        Dictionary<string, ulong> symbols = image.DefinedSymbols();
        return symbols["local"] - symbols["calls"];
    }

    private string DynamicSection(ReadOnlySpan<byte> library) => ReadElf("--dynamic", library);

    private string ReadElf(string what, ReadOnlySpan<byte> library)
    {
        ProcessStartInfo start = new("readelf", ["--wide", what, _directory.Write("read.so", library)]) { RedirectStandardOutput = true };
        using Process readelf = Process.Start(start)!;
        string text = readelf.StandardOutput.ReadToEnd();
        readelf.WaitForExit();
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private byte[] Link(string source)
    {
        _directory.Write("image.c", System.Text.Encoding.UTF8.GetBytes(source));
        ProcessStartInfo start = new(
            "clang-22",
            [
                "-O0", "-fPIC", "-shared", "-nostdlib", "-fuse-ld=lld", "-Wl,-z,norelro,-z,now,-Bsymbolic,--hash-style=gnu,--no-rosegment",
                "image.c", "-o", "image.so",
            ])
        {
            WorkingDirectory = _directory.Path,
        };
        using Process clang = Process.Start(start)!;
        clang.WaitForExit();
        Assert.Equal(0, clang.ExitCode);
        return File.ReadAllBytes(_directory.Combine("image.so"));
    }
}

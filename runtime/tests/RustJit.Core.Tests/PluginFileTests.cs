// What the plugin writes, this code reads.

using System;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.Core.Tests;

public sealed class PluginFileTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("autojit-test-").FullName;

    [Fact]
    public void TryParse_FileOfThePlugin_IsSound()
    {
        ModuleFile file = Compile("static int twice(int x) { return 2 * x; } extern int other(int); int f(int x) { return twice(other(x)); }", "-O2", "-g");
        Assert.Equal(["f", "twice"], Names(file));
        uint f = (uint)Array.IndexOf(Names(file), "f");
        uint twice = 1 - f;
        Assert.Equal(FunctionKind.Root, file.Function(f).Kind);
        Assert.Equal(FunctionKind.JitOnly, file.Function(twice).Kind);
        Assert.Equal([twice], file.Callees(f));
        Assert.Equal("other", file.ImportName(0));
        Assert.Equal(2, file.SpeedLevel);
        Assert.True(file.HasDebugInformation);
        Assert.Equal(22u, file.LlvmVersion >> 16);
        Assert.EndsWith("unit.c", file.SourceName, StringComparison.Ordinal);
        Assert.Equal([(byte)'B', (byte)'C', 0xC0, 0xDE], file.Bytes.Span.Slice(file.PayloadOffset, 4).ToArray());
    }

    [Fact]
    public void Rarities_OfCallsInBranchesAndBeforeTheEnd_TellHowSeldomTheyAreMade()
    {
        ModuleFile file = Compile(
            """
            static void always(int x) { (void)x; }
            static void sometimes(int x) { (void)x; }
            static void seldom(int x) { (void)x; }
            static void looped(int x) { (void)x; }
            static void marked(int x) __attribute__((cold));
            static void marked(int x) { (void)x; }
            static void fails(int x) { (void)x; }
            static void twice(int x) { (void)x; }
            void __attribute__((noreturn)) end(void);
            void f(int x, int y) {
              always(x);
              if (x < y) {
                sometimes(x);
                twice(x);
                if (x < 3 * y)
                  seldom(x);
              }
              for (int i = x; i < y; ++i)
                looped(i);
              marked(y);
              twice(y);
              if (y < 2 * x) {
                fails(x);
                end();
              }
            }
            """,
            "-O0");
        uint f = 0;
        while (file.FunctionName(f) != "f")
        {
            f++;
        }

        Assert.Equal(
            [("always", 0), ("sometimes", 2), ("twice", 0), ("seldom", 4), ("looped", 0), ("marked", 255), ("fails", 255)],
            file.Callees(f).ToArray().Zip(file.Rarities(f).ToArray(), (callee, rarity) => (file.FunctionName(callee), (int)rarity)));
    }

    [Theory]
    [InlineData("void f(int x) { if (x) called(x); exit(x); }", 2)]
    [InlineData("int f(int x) { if (x < 5) return 0; called(x); exit(x); }", 2)]
    [InlineData("void f(int *x) { if (x) called(*x); }", 1)]
    [InlineData("void f(int x) { if (x < 0) called(x); }", 3)]
    [InlineData("void f(int x) { called(x); abort(); }", 0)]
    [InlineData("void f(int x) { if (x < 5) x = 2 * x; called(x); abort(); }", 0)]
    [InlineData("int f(int x) { if (x < 5) { called(x); abort(); } return x; }", ModuleFile.NeverExpected)]
    public void Rarities_WherePointersAreTestedAndTheProgramEnds_TellWhatIsExpected(string function, byte rarity)
    {
        ModuleFile file = Compile($"#include <stdlib.h>\nstatic void called(int x) {{ (void)x; }}\n{function}", "-O0");
        uint f = file.FunctionName(0) == "f" ? 0u : 1u;
        Assert.Equal([rarity], file.Rarities(f).ToArray());
    }

    [Fact]
    public void TryParse_FileOfThePlugin_IsNamedByItsHash()
    {
        ModuleFile file = Compile("int f(void) { return 1; }", "-O0");
        Assert.Equal([file.Hash + ".bc"], Directory.GetFiles(Path.Combine(_directory, "modules")).Select(Path.GetFileName));
        Assert.False(file.HasDebugInformation);
        Assert.Equal(0, file.SpeedLevel);
    }

    [Fact]
    public void TryParse_EveryTruncationOfAPluginFile_IsRejected()
    {
        byte[] bytes = Compile("int f(void) { return 1; }", "-O0").Bytes.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            Assert.NotEqual(
                ModuleFileError.None, ModuleFile.TryParse(bytes.AsMemory(0, length), null, NativeContentHasher.Instance, out _));
        }
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static string[] Names(ModuleFile file) =>
        [.. Enumerable.Range(0, (int)file.FunctionCount).Select(i => file.FunctionName((uint)i)).Order(StringComparer.Ordinal)];

    private ModuleFile Compile(string source, params string[] options) => PluginFile.Compile(_directory, source, options);
}

// The samples of RustJit.Orc's README, compiled and run. A test compares the two texts.

using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public unsafe partial class ReadmeSamples
{
    private delegate int Unary(int x);

    [Fact]
    public void Sample_Text_Runs()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, """
            define i32 @sum(i32 %0, i32 %1) {
              %r = add i32 %0, %1
              ret i32 %r
            }
            """));
        var sum = (delegate* unmanaged<int, int, int>)jit.Lookup("sum");
        int three = sum(1, 2);
        Assert.Equal(3, three);
    }

    [Fact]
    public void Sample_Builder_Runs()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        LlvmType i32 = context.Int(32);
        var module = new LlvmModule(context, "demo");
        LlvmFunction twice = module.AddFunction("twice", context.Function(i32, i32));
        LlvmFunction area = module.AddFunction("area", context.Function(i32, i32, i32));
        using (var builder = new IRBuilder(context))
        {
            builder.PositionAtEnd(area.AppendBlock("entry"));
            builder.Return(builder.Call(twice, builder.Mul(area.Parameter(0), area.Parameter(1))));
        }

        jit.MainDylib.DefineFunction<Unary>("twice", x => 2 * x); // delegate int Unary(int x);
        jit.MainDylib.AddModule(module, new ModuleOptions { Passes = "default<O2>" });
        var call = (delegate* unmanaged<int, int, int>)jit.Lookup("area");
        int fortyTwo = call(3, 7);
        Assert.Equal(42, fortyTwo);
    }

    [Fact]
    public void Sample_Mistake_Runs()
    {
        using var context = new LlvmContext();
        try
        {
            LlvmModule.ParseText(context, "define void @f() {\n  re void\n}", "demo");
        }
        catch (LlvmException e)
        {
            LlvmDiagnostic d = e.Diagnostics[0];
            Console.WriteLine($"line {d.Line}, column {d.Column}: {d.Message}");
            Console.WriteLine(e.Message); // demo:2:3: error: expected instruction opcode, the line, and a caret
        }
    }

    [Fact]
    public void Readme_EachSample_IsOneOfThese()
    {
        string source = Normalize(File.ReadAllText(ThisFile()));
        string readme = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "RustJit.Orc", "README.md");
        string[] samples = [.. Sample().Matches(File.ReadAllText(readme)).Select(m => m.Groups[1].Value)];
        Assert.Equal(3, samples.Length);
        Assert.All(samples, s => Assert.Contains(Normalize(s), source, StringComparison.Ordinal));
    }

    private static string Normalize(string text) => string.Join('\n', text.Split('\n').Select(l => l.Trim()));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();
}

// The committed declarations: are they what the generator writes, and do they agree with C?

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;

namespace RustJit.BindingsGenerator.Tests;

public class GeneratedTests
{
    private const string Include = "/usr/lib/llvm-22/include";
    private const string Clang = "clang-22";

    private static readonly Lazy<HeaderModel> s_model = new(() => HeaderModel.Read(Clang, Include, Program.s_headers));

    [Fact]
    public void Committed_Files_AreWhatTheGeneratorWrites()
    {
        string directory = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "runtime", "RustJit.Interop", "Generated");
        Dictionary<string, string> expected = BindingWriter.WriteAll(s_model.Value, Program.s_headers).ToDictionary(f => f.Name, f => f.Content);
        Dictionary<string, string> actual = Directory.GetFiles(directory).ToDictionary(f => Path.GetFileName(f), File.ReadAllText);
        Assert.Equal(expected.Keys.Order(), actual.Keys.Order());
        Assert.All(expected, f => Assert.True(f.Value == actual[f.Key], $"{f.Key} is out of date: run the generator"));
    }

    [Fact]
    public void Enumerators_Values_AreThoseOfTheCompiler()
    {
        var lines = new List<string>(Program.s_headers.Select(h => $"#include \"llvm-c/{h}\""));
        (string Name, long Value)[] members = [.. s_model.Value.Enums.SelectMany(e => e.Members)];
        Assert.True(members.Length > 400, $"only {members.Length} enumerators");
        lines.AddRange(members.Select(m => $"_Static_assert((int)({m.Name}) == (int){m.Value}LL, \"{m.Name}\");"));
        Assert.Equal("", Compile(lines));
    }

    [Fact]
    public void Structs_Fields_HaveTheOffsetsOfSequentialLayout()
    {
        var lines = new List<string>(Program.s_headers.Select(h => $"#include \"llvm-c/{h}\""));
        RecordType[] records = [.. s_model.Value.Records.Where(r => r.Fields.Count != 0)];
        Assert.NotEmpty(records);
        foreach (RecordType record in records)
        {
            // The same fields in a plain struct, as the C# declaration has them: no packing, no bit fields.
            string fields = string.Concat(record.Fields.Select(f => $"__typeof__((({record.Name}*)0)->{f.Name}) {f.Name}; "));
            lines.Add($"struct copy_of_{record.Name} {{ {fields}}};");
            lines.Add($"_Static_assert(sizeof({record.Name}) == sizeof(struct copy_of_{record.Name}), \"{record.Name}\");");
        }

        Assert.Equal("", Compile(lines));
    }

    [Fact]
    public void Functions_NotBound_EachHaveAReason()
    {
        Assert.True(s_model.Value.Functions.Count > 900);
        Assert.All(s_model.Value.Skipped, s => Assert.Contains(": ", s, StringComparison.Ordinal));
        Assert.DoesNotContain(s_model.Value.Functions, f => f.Name.Contains("AArch64", StringComparison.Ordinal));
        Assert.Contains(s_model.Value.Functions, f => f.Name == "LLVMInitializeX86AsmParser");
    }

    [Theory]
    [InlineData("const char *", "sbyte*")]
    [InlineData("const char *const *", "sbyte**")]
    [InlineData("LLVMBool", "int")]
    [InlineData("size_t *", "nuint*")]
    [InlineData("LLVMModuleRef *", "LLVMOpaqueModule**")]
    [InlineData("LLVMOrcCSymbolMapPairs", "LLVMOrcCSymbolMapPair*")]
    [InlineData("LLVMLinkage", "LLVMLinkage")]
    [InlineData("LLVMFatalErrorHandler", "delegate* unmanaged[Cdecl]<sbyte*, void>")]
    [InlineData("LLVMOrcExecutorAddress", "ulong")]
    public void Map_TypeOfTheHeaders_IsBlittable(string c, string expected) => Assert.Equal(expected, new TypeMapper(s_model.Value).Map(c));

    [Fact]
    public void Map_UnknownType_IsAnError() =>
        Assert.Throws<InvalidOperationException>(() => new TypeMapper(s_model.Value).Map("struct Unheard *"));

    private static string Compile(IEnumerable<string> lines)
    {
        var start = new ProcessStartInfo(Clang, ["-I" + Include, "-fsyntax-only", "-x", "c", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        using Process clang = Process.Start(start)!;
        clang.StandardInput.Write(string.Join('\n', lines) + "\n");
        clang.StandardInput.Close();
        string errors = clang.StandardError.ReadToEnd();
        clang.WaitForExit();
        return errors;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

// Diagnostics of bad input: text form, place, caret.

using System;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class LlvmDiagnosticTests
{
    private const string BadIR = """
        define i32 @sum(i32 %0, i32 %1) {
        entry:
          %r = add i32 %0, %1
          re i32 %r
        }
        """;

    [Fact]
    public void ParseText_UnknownInstruction_ReportsPlaceMessageAndCaret()
    {
        using var context = new LlvmContext();
        var e = Assert.Throws<LlvmException>(() => LlvmModule.ParseText(context, BadIR, "demo"));
        LlvmDiagnostic d = Assert.Single(e.Diagnostics);
        Assert.Equal(("demo", 4, 3, "expected instruction opcode"), (d.File, d.Line, d.Column, d.Message));
        Assert.Equal(LlvmSeverity.Error, d.Severity);
        Assert.Equal("  re i32 %r\n  ^", d.Snippet);
        Assert.Equal("demo:4:3: error: expected instruction opcode\n  re i32 %r\n  ^", e.Message);
    }

    [Fact]
    public void ParseText_AfterFailure_ContextStaysUsable()
    {
        using var context = new LlvmContext();
        Assert.Throws<LlvmException>(() => LlvmModule.ParseText(context, BadIR));
        using LlvmModule good = LlvmModule.ParseText(context, "define void @f() {\n  ret void\n}");
        Assert.NotNull(good.FindFunction("f"));
    }

    [Fact]
    public void Parse_DamagedBitcode_Throws()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.Sum, "m");
        byte[] bytes;
        using (MemoryBuffer bitcode = module.ToBitcode())
        {
            bytes = bitcode.AsSpan()[..^64].ToArray();
        }

        using MemoryBuffer damaged = MemoryBuffer.Copy(bytes, "damaged.bc");
        var e = Assert.Throws<LlvmException>(() => LlvmModule.Parse(context, damaged));
        Assert.NotEqual("", e.Message);
        Assert.Throws<LlvmException>(() => LlvmModule.OpenLazily(context, damaged));
        Assert.Equal(bytes.Length, damaged.AsSpan().Length);
    }

    [Theory]
    [InlineData("a.ll:3:14: error: x: y", "a.ll", 3, 14, LlvmSeverity.Error, "x: y")]
    [InlineData("C:odd:name:7:1: warning: w", "C:odd:name", 7, 1, LlvmSeverity.Warning, "w")]
    [InlineData("error: no place", null, 0, 0, LlvmSeverity.Error, "no place")]
    [InlineData("file.bc: error: Invalid bitcode", "file.bc", 0, 0, LlvmSeverity.Error, "Invalid bitcode")]
    [InlineData("plain", null, 0, 0, LlvmSeverity.Remark, "plain")]
    public void Parse_TextForms_AreTakenApart(string text, string? file, int line, int column, LlvmSeverity severity, string message)
    {
        LlvmDiagnostic d = LlvmDiagnostic.Parse(text, LlvmSeverity.Remark);
        Assert.Equal((file, line, column, severity, message), (d.File, d.Line, d.Column, d.Severity, d.Message));
    }

    [Fact]
    public void DiagnosticReported_LinkConflict_IsRaisedAndThrown()
    {
        using var context = new LlvmContext();
        int raised = 0;
        context.DiagnosticReported += _ => raised++;
        using LlvmModule a = LlvmModule.ParseText(context, Sources.Sum, "a");
        LlvmModule b = LlvmModule.ParseText(context, Sources.Sum, "b");
        var e = Assert.Throws<LlvmException>(() => a.Link(b));
        Assert.Contains("sum", e.Message, StringComparison.Ordinal);
        Assert.Contains("multiply defined", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, raised);
        Assert.True(b.IsClosed);
        b.Dispose();
    }
}

// Modules: building, printing, linking, internalising, optimising, bitcode.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class LlvmModuleTests
{
    [Fact]
    public void ToString_SumBuiltByBuilder_ShowsIt()
    {
        using var context = new LlvmContext();
        using LlvmModule module = BuildSum(context);
        module.Verify();
        Assert.Contains("define i32 @sum(i32 %0, i32 %1)", module.ToString(), StringComparison.Ordinal);
        Assert.Contains("%result = add i32 %0, %1", module.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_BlockWithoutTerminator_Throws()
    {
        using var context = new LlvmContext();
        using var module = new LlvmModule(context, "broken");
        module.AddFunction("f", context.Function(context.Void)).AppendBlock("entry");
        var e = Assert.Throws<LlvmException>(module.Verify);
        Assert.Contains("terminator", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bitcode_RoundTrip_KeepsText()
    {
        using var context = new LlvmContext();
        using LlvmModule module = BuildSum(context);
        using MemoryBuffer bitcode = module.ToBitcode();
        using LlvmModule again = LlvmModule.Parse(context, bitcode);
        Assert.Equal(Body(module), Body(again));
        using LlvmModule lazy = LlvmModule.OpenLazily(context, module.ToBitcode());
        Assert.NotNull(lazy.FindFunction("sum"));

        static string Body(LlvmModule m) => m.GetFunction("sum").ToString();
    }

    [Fact]
    public void WriteBitcode_ThenFromFile_ReadsItBack()
    {
        string path = Path.GetTempFileName();
        try
        {
            using var context = new LlvmContext();
            using LlvmModule module = BuildSum(context);
            module.WriteBitcode(path);
            using LlvmModule again = LlvmModule.FromFile(context, path);
            Assert.NotNull(again.FindFunction("sum"));
            module.WriteText(path);
            using LlvmModule text = LlvmModule.FromFile(context, path);
            Assert.NotNull(text.FindFunction("sum"));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void FromFile_Missing_NamesIt()
    {
        using var context = new LlvmContext();
        Assert.Throws<FileNotFoundException>(() => LlvmModule.FromFile(context, "/nonexistent/x.bc"));
    }

    [Fact]
    public void Link_DeclarationAndDefinition_AreJoined()
    {
        using var context = new LlvmContext();
        using LlvmModule caller = LlvmModule.ParseText(context, Sources.CallsHello, "caller");
        LlvmModule callee = LlvmModule.ParseText(context, "define void @hello() {\n  ret void\n}", "callee");
        caller.Link(callee);
        Assert.False(caller.GetFunction("hello").Global.IsDeclaration);
        Assert.True(callee.IsClosed);
        Assert.Throws<ObjectDisposedException>(() => callee.Name);
    }

    [Fact]
    public void Link_OtherContext_ThrowsAndConsumesNothing()
    {
        using var context = new LlvmContext();
        using var other = new LlvmContext();
        using LlvmModule a = LlvmModule.ParseText(context, Sources.Sum, "a");
        using LlvmModule b = LlvmModule.ParseText(other, Sources.CallsHello, "b");
        Assert.Throws<ArgumentException>(() => a.Link(b));
        Assert.Throws<ArgumentException>(() => a.Link(a));
        Assert.Equal("b", b.Name);
    }

    [Fact]
    public void InternalizeAndOptimize_UnusedFunctions_Disappear()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, """
            define i32 @twice(i32 %x) {
              %r = mul i32 %x, 2
              ret i32 %r
            }
            define i32 @unused(i32 %x) {
              ret i32 %x
            }
            define i32 @entry(i32 %x) {
              %r = call i32 @twice(i32 %x)
              ret i32 %r
            }
            """, "m");
        module.Internalize("entry");
        Assert.Equal(LlvmLinkage.Internal, module.GetFunction("twice").Global.Linkage);
        Assert.Equal(LlvmLinkage.External, module.GetFunction("entry").Global.Linkage);
        module.Optimize(OptimizationLevel.O2);
        Assert.Equal(["entry"], module.Functions.Select(f => f.Name));
    }

    [Fact]
    public void Internalize_UnknownSymbol_ThrowsAndChangesNothing()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.CallsHello, "m");
        Assert.Throws<KeyNotFoundException>(() => module.Internalize("hello"));
        Assert.Equal(LlvmLinkage.External, module.GetFunction("sum").Global.Linkage);
    }

    [Fact]
    public void RunPasses_UnknownPass_NamesIt()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.Sum, "m");
        var e = Assert.Throws<LlvmException>(() => module.RunPasses("no-such-pass"));
        Assert.Contains("no-such-pass", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Clone_ChangedCopy_LeavesOriginal()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.Sum, "m");
        using LlvmModule copy = module.Clone();
        LlvmGlobal sum = copy.GetFunction("sum").Global;
        sum.Name = "plus";
        Assert.NotNull(module.FindFunction("sum"));
        Assert.Null(copy.FindFunction("sum"));
    }

    [Fact]
    public void Dispose_ContextBeforeModule_ModuleStaysUsable()
    {
        var context = new LlvmContext();
        LlvmModule module = LlvmModule.ParseText(context, Sources.Sum, "m");
        context.Dispose();
        Assert.Contains("@sum", module.ToString(), StringComparison.Ordinal);
        module.Dispose();
        module.Dispose();
    }

    [Fact]
    public void Constant_WiderThanType_IsCut()
    {
        using var context = new LlvmContext();
        Assert.Equal("i8 -1", context.Int(8).Constant(255).ToString());
        Assert.Equal("i32 -1", context.Int(32).Constant(-1).ToString());
        Assert.Equal("i64 -1", context.Int(64).Constant(-1).ToString());
    }

    [Fact]
    public void Call_FunctionWithAbiAttributes_CallHasThem()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, "declare fastcc void @f(ptr sret([24 x i8]), i8 signext)");
        LlvmFunction callee = module.GetFunction("f");
        Assert.Equal("[24 x i8]", callee.StructReturnType.ToString());
        LlvmFunction caller = module.AddFunction("g", context.Function(context.Void));
        using var builder = new IRBuilder(context);
        builder.PositionAtEnd(caller.AppendBlock());
        builder.Call(callee, context.Ptr.Null, context.Int(8).Constant(1));
        builder.ReturnVoid();
        module.Verify();
        Assert.Contains("call fastcc void @f(ptr sret([24 x i8]) null, i8 signext 1)", caller.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_OfAFunction_AreTakenApart()
    {
        using var context = new LlvmContext();
        LlvmType type = context.Function(context.Double, context.Int(17), context.Ptr);
        Assert.Equal(LlvmTypeKind.Function, type.Kind);
        Assert.Equal(context.Double, type.ReturnType);
        Assert.Equal([context.Int(17), context.Ptr], type.ParameterTypes);
        Assert.Equal(17, type.ParameterTypes[0].IntegerWidth);
        Assert.Equal("double (i17, ptr)", type.ToString());
    }

    [Fact]
    public void EmitAssembly_Sum_IsX86()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.Sum, "m");
        using var target = new TargetMachine(new TargetOptions { Cpu = "x86-64" });
        Assert.Contains("sum:", target.EmitAssembly(module), StringComparison.Ordinal);
    }

    [Fact]
    public void TargetMachine_ForeignTriple_Throws()
    {
        var e = Assert.Throws<LlvmException>(() => new TargetMachine(new TargetOptions { Triple = "armv7-linux-gnueabihf" }));
        Assert.Contains("armv7", e.Message, StringComparison.Ordinal);
    }

    internal static LlvmModule BuildSum(LlvmContext context)
    {
        var module = new LlvmModule(context, "demo");
        LlvmType i32 = context.Int(32);
        LlvmFunction sum = module.AddFunction("sum", context.Function(i32, i32, i32));
        using var builder = new IRBuilder(context);
        builder.PositionAtEnd(sum.AppendBlock("entry"));
        builder.Return(builder.Add(sum.Parameter(0), sum.Parameter(1), "result"));
        return module;
    }
}

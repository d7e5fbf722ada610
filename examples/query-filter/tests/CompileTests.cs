// What the compile project refuses.

using System.IO;
using QueryFilter.Compile;
using RustJit.Orc;

namespace QueryFilter.Tests;

public class CompileTests
{
    [Fact]
    public void Link_MissingFunction_NamesIt()
    {
        var e = Assert.Throws<CompileException>(() => Link("declare void @nobody()\ndefine void @f() { call void @nobody()\n ret void }"));
        Assert.Contains("nothing defines 'nobody'", e.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Link_Variable_IsRefused()
    {
        var e = Assert.Throws<CompileException>(() => Link("@counter = internal global i32 0\ndefine i32 @f() { %a = atomicrmw add ptr @counter, i32 1 seq_cst\n ret i32 %a }"));
        Assert.Contains("'counter': filters must not have variables", e.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Link_SecondModule_DefinesWhatIsMissing()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "define void @nobody() noinline { call void @host_dealloc(ptr null, i64 0, i64 0)\n ret void }\ndeclare void @host_dealloc(ptr, i64, i64)\n");
        Link("declare void @nobody()\ndefine void @f() { call void @nobody()\n ret void }", path);
        File.Delete(path);
    }

    [Fact]
    public void Compile_NoWorkspace_SaysWhatToDo()
    {
        var e = Assert.Throws<CompileException>(() => new CrateCompiler("cargo", "/nonexistent", "/nonexistent", "native").Compile());
        Assert.Contains("--workspace", e.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_NoCargo_SaysWhatToDo()
    {
        var e = Assert.Throws<CompileException>(() => new CrateCompiler("no-such-cargo", CompiledFilters.Workspace(), Path.GetTempPath(), "native").Compile());
        Assert.Contains("cannot start no-such-cargo", e.Message, System.StringComparison.Ordinal);
    }

    private static void Link(string text, params string[] more)
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, text);
        ModuleLinker.Link(module, more);
    }
}

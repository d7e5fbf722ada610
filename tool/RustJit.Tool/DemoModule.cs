// The built-in program: sum(a, b), written with the IR builder.

using RustJit.Orc;

namespace RustJit.Tool;

internal static class DemoModule
{
    public static LlvmModule Create(LlvmContext context)
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

// `autojit-cache doctor`: says what is wrong with this machine, and what mends it.

using System.Collections.Generic;
using System.CommandLine;
using System.Linq;

namespace RustJit.CacheTool;

internal static class DoctorCommand
{
    public static ToolCommand Create()
    {
        Option<string> clang = new("--clang") { Description = "The C compiler to check", DefaultValueFactory = _ => $"clang-{Doctor.RequiredLlvm}" };
        Option<string> rustc = new("--rustc") { Description = "The Rust compiler to check", DefaultValueFactory = _ => "rustc" };
        return new ToolCommand("doctor", "Check compilers, plugin, runtime and cache, and print the flags to use.")
        {
            Options = { clang, rustc },
            Examples =
            [
                ("autojit-cache doctor", "exit code 1 when something does not work"),
                ("autojit-cache doctor --clang /opt/llvm/bin/clang", "another compiler"),
            ],
            Execute = (parsed, context) => Run(context, parsed.GetValue(clang)!, parsed.GetValue(rustc)!),
        };
    }

    private static int Run(ToolContext context, string clang, string rustc)
    {
        Doctor doctor = new(context.Host, context.CacheOrNull, clang, rustc);
        List<CheckResult> results = doctor.Run();
        bool healthy = results.All(r => r.State != CheckState.Problem);
        if (context.Json)
        {
            context.WriteJson(new DoctorReport(healthy, results, doctor.Flags()), ReportContext.Default.DoctorReport);
            return healthy ? ExitCode.Success : ExitCode.Problem;
        }

        int width = results.Max(r => r.Name.Length);
        foreach (CheckResult result in results)
        {
            context.Write($"{Word(context.Host, result.State)}  {result.Name.PadRight(width)}  {result.Detail}");
            if (result.Remedy is not null)
            {
                context.Write($"{new string(' ', width + 11)}-> {result.Remedy}");
            }
        }

        context.Write("");
        if (!healthy)
        {
            context.Write("Something does not work: mend it in this order, then run autojit-cache doctor again.");
            return ExitCode.Problem;
        }

        DoctorFlags flags = doctor.Flags();
        context.Write("All is well. Use:");
        context.Write($"  {flags.Compile}");
        context.Write($"  {flags.Link}");
        if (flags.Rust is not null)
        {
            context.Write($"  {flags.Rust}");
        }

        return ExitCode.Success;
    }

    private static string Word(ToolHost host, CheckState state) => state switch
    {
        CheckState.Ok => Style.Good(host, "ok     "),
        CheckState.Note => Style.Doubtful(host, "note   "),
        _ => Style.Bad(host, "problem"),
    };
}

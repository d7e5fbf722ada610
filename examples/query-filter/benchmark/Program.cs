// query-filter-benchmark: runs the benchmarks, draws them, and fails when a promise of the README is broken.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace QueryFilter.Benchmark;

internal static class Program
{
    private const double OverInterpreter = 5;
    private const double OverExpressions = 1.5;
    private const double CompileMilliseconds = 50;

    private static int Main(string[] args)
    {
        var data = new Option<string>("--data") { Description = "The users", DefaultValueFactory = _ => "data.json" };
        var functions = new Option<string>("--functions") { Description = "The precompiled filters", DefaultValueFactory = _ => "compiled.bc" };
        var query = new Option<string>("--query-file") { Description = "A file with the query", Required = true };
        var output = new Option<string>("--output") { Description = "The directory for the report and the plot", DefaultValueFactory = _ => "." };
        var root = new RootCommand("Measures the three ways to run a query.") { data, functions, query, output };
        root.SetAction(result =>
        {
            Environment.SetEnvironmentVariable(FilterBenchmark.DataVariable, Path.GetFullPath(result.GetValue(data)!));
            Environment.SetEnvironmentVariable(FilterBenchmark.FunctionsVariable, Path.GetFullPath(result.GetValue(functions)!));
            Environment.SetEnvironmentVariable(FilterBenchmark.QueryVariable, Path.GetFullPath(result.GetValue(query)!));
            return Run(Path.GetFullPath(result.GetValue(output)!));
        });
        return root.Parse(args).Invoke();
    }

    private static int Run(string output)
    {
        // In this process: the usual toolchain builds a project of its own, which takes longer than the measurement.
        Job job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(10).WithIterationCount(15);
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(job)
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(ConsoleLogger.Default)
            .AddExporter(MarkdownExporter.GitHub)
            .WithArtifactsPath(output);
        Summary summary = BenchmarkRunner.Run<FilterBenchmark>(config);
        // The best of each: they are measured one after the other, and something else may have run meanwhile.
        Dictionary<string, double> milliseconds = summary.Reports
            .Where(r => r.ResultStatistics is not null)
            .ToDictionary(r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name, r => r.ResultStatistics!.Min / 1e6);
        if (milliseconds.Count != summary.BenchmarksCases.Length)
        {
            Console.Error.WriteLine("a benchmark failed");
            return 1;
        }

        double jit = milliseconds[nameof(FilterBenchmark.Jit)];
        double interpreter = milliseconds[nameof(FilterBenchmark.Interpreter)];
        double expressions = milliseconds[nameof(FilterBenchmark.Expressions)];
        double compile = milliseconds[nameof(FilterBenchmark.CompileJit)];
        string plot = Path.Combine(output, "query-filter.svg");
        File.WriteAllText(plot, BarChart.Draw(
            FilterBenchmark.Description + ": time of one scan (best)",
            "ms",
            [
                ("interpreter", interpreter), ("compiled expressions", expressions), ("JIT", jit),
                ("(compiling expressions, once)", milliseconds[nameof(FilterBenchmark.CompileExpressions)]), ("(compiling for the JIT, once)", compile),
            ]));

        bool kept = Check($"JIT over interpreter: {interpreter / jit:F1} times", interpreter / jit >= OverInterpreter, $"at least {OverInterpreter}");
        kept &= Check($"JIT over compiled expressions: {expressions / jit:F1} times", expressions / jit >= OverExpressions, $"at least {OverExpressions}");
        kept &= Check($"compiling for the JIT: {compile:F1} ms", compile < CompileMilliseconds, $"less than {CompileMilliseconds} ms");
        Console.WriteLine(plot);
        return kept ? 0 : 1;
    }

    private static bool Check(string measured, bool kept, string promise)
    {
        Console.WriteLine($"{measured} ({promise}: {(kept ? "yes" : "NO")})");
        return kept;
    }
}

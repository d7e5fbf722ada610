// query-filter run: one query over one file, in three ways that must agree.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace QueryFilter;

internal static class RunCommand
{
    /// <summary>Scans before the measured ones: .NET compiles a hot method a second time, and better.</summary>
    private const int WarmUps = 40;
    private const int Rounds = 15;
    private const int CompileRounds = 20;

    public static Option<string> FunctionsOption() =>
        new("--functions") { Description = "The precompiled filters", DefaultValueFactory = _ => "compiled.bc" };

    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The users", DefaultValueFactory = _ => "data.json" };
        var functions = FunctionsOption();
        var query = new Option<string?>("--query") { Description = "The query itself" };
        var file = new Option<string?>("--query-file") { Description = "A file with the query" };
        var output = new Option<string>("--output") { Description = "The directory for jit.ll and jit_opt.ll", DefaultValueFactory = _ => "." };
        var time = new Option<bool>("--time") { Description = "Measure the three ways against each other" };
        var command = new Command("run", "Runs a query over a file of users.") { data, functions, query, file, output, time };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(query) is null) == (result.GetValue(file) is null))
            {
                result.AddError("give one of --query and --query-file");
            }
        });
        command.SetAction(result =>
        {
            string name = result.GetValue(file) ?? "query";
            string text = result.GetValue(query) ?? ReadQuery(name);
            Condition condition = QueryParser.Parse(text, name);
            using UserTable table = UserFile.Read(result.GetValue(data)!);
            Console.WriteLine($"{table.Count} users, {condition.Count} conditions");
            return Run(condition, table, result.GetValue(functions)!, result.GetValue(output)!, result.GetValue(time));
        });
        return command;
    }

    private static int Run(Condition condition, UserTable table, string functions, string output, bool time)
    {
        // The first one compiles in a cold process; the IR texts come from a second one, as they cost more than the compilation.
        using var library = new FilterLibrary(functions);
        using var jit = new JitFilter(library, condition);
        using var documented = new JitFilter(library, condition, keepText: true);
        var expression = new ExpressionFilter(condition);
        Directory.CreateDirectory(output);
        File.WriteAllText(Path.Combine(output, "jit.ll"), documented.Report.Text);
        File.WriteAllText(Path.Combine(output, "jit_opt.ll"), documented.Report.OptimizedText);

        List<uint> interpreted = condition.Scan(table);
        List<uint> compiled = jit.Scan(table);
        Console.WriteLine($"Interpreted len: {interpreted.Count}");
        Console.WriteLine($"Expressions len: {expression.Scan(table).Count}");
        Console.WriteLine($"JIT len: {compiled.Count}");
        Console.WriteLine($"Inlined: {(jit.Report.NotInlined.Count == 0 ? "all filter functions" : "all but " + string.Join(", ", jit.Report.NotInlined))}");
        Console.WriteLine($"JIT compilation: {jit.Report}");
        if (!interpreted.SequenceEqual(compiled) || !interpreted.SequenceEqual(expression.Scan(table)))
        {
            throw new UserException("the three ways found different users");
        }

        if (time)
        {
            MeasureCompilation(condition, library);
            Measure(condition, expression, jit, table);
        }

        return jit.Report.NotInlined.Count == 0 ? 0 : 1;
    }

    private static void MeasureCompilation(Condition condition, FilterLibrary library)
    {
        var reports = new JitReport[CompileRounds];
        for (int i = 0; i < reports.Length; i++)
        {
            using var jit = new JitFilter(library, condition);
            reports[i] = jit.Report;
        }

        Console.WriteLine($"JIT compilation, best of {CompileRounds} more: {reports.MinBy(r => r.Total)}");
    }

    private static void Measure(Condition condition, ExpressionFilter expression, JitFilter jit, UserTable table)
    {
        (string Name, Func<List<uint>> Scan)[] ways =
        [
            ("interpreter", () => condition.Scan(table)),
            ("compiled expressions", () => expression.Scan(table)),
            ("JIT", () => jit.Scan(table)),
        ];
        var times = new double[ways.Length];
        Array.Fill(times, double.MaxValue);
        for (int round = 0; round < WarmUps + Rounds; round++)
        {
            // In turn, so that a slow moment of the machine hits all of them.
            for (int i = 0; i < ways.Length; i++)
            {
                long start = Stopwatch.GetTimestamp();
                ways[i].Scan();
                double elapsed = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                times[i] = round < WarmUps ? times[i] : Math.Min(times[i], elapsed);
            }
        }

        for (int i = 0; i < ways.Length; i++)
        {
            Console.WriteLine($"{ways[i].Name}: {times[i]:F3} ms, {times[i] / times[^1]:F1} times the JIT's");
        }
    }

    private static string ReadQuery(string path) =>
        File.Exists(path) ? File.ReadAllText(path) : throw new UserException($"no such file: '{path}'");
}

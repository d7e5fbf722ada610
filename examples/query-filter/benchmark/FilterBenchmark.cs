// What is measured: one scan of all users, and making a filter ready to run.

using System;
using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;

namespace QueryFilter.Benchmark;

/// <summary>The three ways to run a query, and what two of them cost before the first user.</summary>
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls Cleanup, and derives from this class")]
public class FilterBenchmark
{
    /// <summary>The environment variables that say where the data, the filters and the query are.</summary>
    internal const string DataVariable = "QUERY_FILTER_DATA";
    internal const string FunctionsVariable = "QUERY_FILTER_FUNCTIONS";
    internal const string QueryVariable = "QUERY_FILTER_QUERY";

    private UserTable _table = null!;
    private UserTable _oneUser = null!;
    private Condition _query = null!;
    private ExpressionFilter _expression = null!;
    private FilterLibrary _library = null!;
    private JitFilter _jit = null!;

    /// <summary>What was measured, for the plot: the benchmarks run in this process.</summary>
    internal static string Description { get; private set; } = "";

    /// <summary>Loads the data and prepares the filters.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _table = UserFile.Read(Environment.GetEnvironmentVariable(DataVariable)!);
        _oneUser = UserGenerator.Generate(1, seed: 1);
        string path = Environment.GetEnvironmentVariable(QueryVariable)!;
        _query = QueryParser.Parse(System.IO.File.ReadAllText(path), path);
        _expression = new ExpressionFilter(_query);
        _library = new FilterLibrary(Environment.GetEnvironmentVariable(FunctionsVariable)!);
        _jit = new JitFilter(_library, _query);
        Description = FormattableString.Invariant($"{_table.Count:N0} users, {_query.Count} conditions");
        int expected = _query.Scan(_table).Count;
        if (_jit.Scan(_table).Count != expected || _expression.Scan(_table).Count != expected)
        {
            throw new InvalidOperationException("the three ways found different users");
        }
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup()
    {
        _jit.Dispose();
        _library.Dispose();
        _table.Dispose();
        _oneUser.Dispose();
    }

    /// <summary>Goes through the tree of the query for each user.</summary>
    [Benchmark(Baseline = true)]
    public int Interpreter() => _query.Scan(_table).Count;

    /// <summary>Runs what .NET made of the query.</summary>
    [Benchmark]
    public int Expressions() => _expression.Scan(_table).Count;

    /// <summary>Runs what LLVM made of it.</summary>
    [Benchmark]
    public int Jit() => _jit.Scan(_table).Count;

    /// <summary>IR, optimisation, code and linking of the query.</summary>
    [Benchmark]
    public void CompileJit()
    {
        using var filter = new JitFilter(_library, _query);
    }

    /// <summary>The expression tree of the query, and .NET's compilation of it, which the first call starts.</summary>
    [Benchmark]
    public int CompileExpressions() => new ExpressionFilter(_query).Scan(_oneUser).Count;
}

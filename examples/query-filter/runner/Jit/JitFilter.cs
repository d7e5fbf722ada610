// A query as machine code: compiled.bc and the query in one module, optimised together and added to a JIT.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>What <see cref="JitFilter"/> writes and how long it took.</summary>
internal sealed record JitReport
{
    /// <summary>Reading compiled.bc and writing the query's IR.</summary>
    public TimeSpan Build { get; init; }

    public TimeSpan Optimize { get; init; }

    /// <summary>Code generation, linking and lookup.</summary>
    public TimeSpan Emit { get; init; }

    public TimeSpan Total => Build + Optimize + Emit;

    /// <summary>Functions of compiled.bc that the query calls and that are still there as functions. Empty when all were inlined.</summary>
    public required IReadOnlyList<string> NotInlined { get; init; }

    /// <summary>The module before optimisation, as IR text; null unless asked for.</summary>
    public string? Text { get; init; }

    /// <summary>The module after it.</summary>
    public string? OptimizedText { get; init; }
}

/// <summary>A compiled query. Owns its code, which be called from any thread.</summary>
internal sealed unsafe class JitFilter : IDisposable
{
    private const string EntryPoint = "filter_users";
    private const string FreePoint = "free_matches";

    /// <summary>
    /// What is to be done here: inlining, and folding what the constants of the query make known. compiled.bc has been
    /// through default&lt;O3&gt;; doing all of it again takes three times as long and gains nothing measurable.
    /// </summary>
    private const string Passes = "cgscc(inline,function(sroa,early-cse,instcombine,simplifycfg)),globaldce";

    private readonly LLJit _jit;
    private readonly delegate* unmanaged[Cdecl]<User*, nuint, Matches*, void> _scan;
    private readonly delegate* unmanaged[Cdecl]<Matches*, void> _free;

    /// <summary>Compiles a query.</summary>
    /// <param name="functions">The path of compiled.bc.</param>
    /// <param name="query">The query.</param>
    /// <param name="keepText">Whether the report has the IR; it costs more time than the compilation.</param>
    /// <exception cref="UserException">compiled.bc is missing or does not fit this program.</exception>
    public JitFilter(string functions, Condition query, bool keepText = false)
    {
        long start = Stopwatch.GetTimestamp();
        using var context = new LlvmContext();
        using LlvmModule module = Read(context, functions);
        try
        {
            QueryCodeGenerator.Emit(module, query);
        }
        catch (KeyNotFoundException e)
        {
            throw new UserException($"'{functions}' does not fit this program: {e.Message}. Build it again with the compile project.");
        }

        TimeSpan build = Stopwatch.GetElapsedTime(start);
        string? text = keepText ? module.ToString() : null;
        if (keepText)
        {
            module.Verify();
        }

        start = Stopwatch.GetTimestamp();
        _jit = new LLJit();
        RustHost.Define(_jit.MainDylib);
        using (var target = new TargetMachine())
        {
            string[] called = [.. module.Functions.Where(f => !f.Global.IsDeclaration && !f.Global.IsLocal).Select(f => f.Name)];
            module.Internalize(EntryPoint, FreePoint);
            module.RunPasses(Passes, target);
            TimeSpan optimize = Stopwatch.GetElapsedTime(start);
            Report = new JitReport
            {
                Build = build,
                Optimize = optimize,
                NotInlined = [.. called.Append("filter").Where(name => name is not (EntryPoint or FreePoint) && module.FindFunction(name) is not null)],
                Text = text,
                OptimizedText = keepText ? module.ToString() : null,
            };
        }

        start = Stopwatch.GetTimestamp();
        _jit.MainDylib.AddModule(module);
        Span<nuint> addresses = stackalloc nuint[2];
        _jit.MainDylib.Lookup([EntryPoint, FreePoint], addresses);
        _scan = (delegate* unmanaged[Cdecl]<User*, nuint, Matches*, void>)addresses[0];
        _free = (delegate* unmanaged[Cdecl]<Matches*, void>)addresses[1];
        Report = Report with { Emit = Stopwatch.GetElapsedTime(start) };
    }

    /// <summary>What was done, and how long it took.</summary>
    public JitReport Report { get; }

    /// <summary>The indices of the users that match.</summary>
    public List<uint> Scan(UserTable table) => Scan(table.Rows, (nuint)table.Count);

    /// <summary>As <see cref="Scan(UserTable)"/>, for rows the caller vouches for.</summary>
    internal List<uint> Scan(User* rows, nuint count)
    {
        Matches matches;
        _scan(rows, count, &matches);
        var found = new List<uint>();
        CollectionsMarshal.SetCount(found, checked((int)matches.Length));
        new ReadOnlySpan<uint>(matches.Data, found.Count).CopyTo(CollectionsMarshal.AsSpan(found));
        _free(&matches);
        GC.KeepAlive(_jit);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _jit.Dispose();

    private static LlvmModule Read(LlvmContext context, string functions)
    {
        try
        {
            return LlvmModule.FromFile(context, functions);
        }
        catch (System.IO.FileNotFoundException)
        {
            throw new UserException($"no such file: '{functions}'. Build it with the compile project.");
        }
        catch (LlvmException e)
        {
            throw new UserException($"'{functions}' is damaged, or of another LLVM: {e.Message}");
        }
    }

    /// <summary>The indices as Rust returns them: functions/src/scan.rs.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Matches
    {
        public uint* Data;
        public nuint Length;
        public nuint Capacity;
    }
}

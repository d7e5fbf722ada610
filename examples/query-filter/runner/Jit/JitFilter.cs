// A query as machine code: its IR beside that of the filters, optimised together and added to the JIT.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>A compiled query. Owns its code, which may be called from any thread.</summary>
internal sealed unsafe class JitFilter : IDisposable
{
    /// <summary>
    /// Inlining, and folding what the constants of the query make known: the filters have been through default&lt;O3&gt;
    /// when compiled.bc was made. All of default&lt;O2&gt; takes four times as long, and the code is not faster.
    /// </summary>
    private const string Passes = "always-inline,elim-avail-extern,globaldce,function(sroa,early-cse,instcombine<no-verify-fixpoint>,simplifycfg)";

    private readonly FilterLibrary _library;
    private readonly ResourceTracker _code;
    private readonly delegate* unmanaged[Cdecl]<User*, nuint, Matches*, void> _scan;
    private readonly delegate* unmanaged[Cdecl]<Matches*, void> _free;

    /// <summary>Compiles a query.</summary>
    /// <param name="library">The filters. Must not be disposed of before this object.</param>
    /// <param name="query">The query.</param>
    /// <param name="keepText">Whether the report has the IR, which costs more time than the compilation.</param>
    /// <exception cref="UserException">compiled.bc does not fit this program.</exception>
    public JitFilter(FilterLibrary library, Condition query, bool keepText = false)
    {
        _library = library;
        long start = Stopwatch.GetTimestamp();
        using var context = new LlvmContext();
        using LlvmModule module = library.ReadForQuery(context, out string scan);
        IReadOnlyCollection<string> called;
        try
        {
            called = QueryCodeGenerator.Emit(module, query);
        }
        catch (KeyNotFoundException e)
        {
            throw library.Misfit(e.Message);
        }

        Report = new JitReport { NotInlined = [], Build = Stopwatch.GetElapsedTime(start), Text = keepText ? module.ToString() : null };
        if (keepText)
        {
            module.Verify();
        }

        start = Stopwatch.GetTimestamp();
        using (var target = new TargetMachine())
        {
            module.RunPasses(Passes, target);
        }

        Report = Report with
        {
            Optimize = Stopwatch.GetElapsedTime(start),
            NotInlined = [.. called.Where(name => module.FindFunction(name) is not null)],
            OptimizedText = keepText ? module.ToString() : null,
        };

        start = Stopwatch.GetTimestamp();
        JitDylib dylib = library.Session.MainDylib;
        _code = dylib.CreateTracker();
        dylib.AddModule(module, null, _code);
        _scan = (delegate* unmanaged[Cdecl]<User*, nuint, Matches*, void>)dylib.Lookup(scan);
        _free = (delegate* unmanaged[Cdecl]<Matches*, void>)library.FreeFunction;
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
        GC.KeepAlive(this);
        return found;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _code.Remove();
        _code.Dispose();
        GC.KeepAlive(_library);
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

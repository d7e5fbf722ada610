// A module that clients ask about: its file, its units, and the readers of its bitcode.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>One module at one debug level. Safe for any thread.</summary>
internal sealed partial class OpenModule : IDisposable
{
    // What is compiled ahead, in IR instructions: some at once, and then as a multiple of what was asked for. Code that
    // is optimised costs ten times as much.
    private const ulong AheadAtOnce = 300_000, AheadTimes = 4;
    private const ulong OptimizedAheadAtOnce = 4_000, OptimizedAheadTimes = 1;

    // How seldom what is compiled ahead may be called when the function runs that was asked for: less than once in a thousand.
    private const int MostRarity = 20;

    // A program that has asked for nothing for so long has what it needs, or has ended.
    private const long InterestMilliseconds = 1_000;

    // Bytes of objects after which no further unit goes into an answer; and when there is nothing more to wait for.
    private const int AnswerBytes = 1 << 20, CompleteAnswerBytes = 8 << 20;

    private readonly Lock _lock = new();
    private readonly UnitPlanner _planner;
    private readonly Dictionary<uint, Unit> _units = [];
    private readonly HashSet<uint> _placedElsewhere = [];
    private readonly List<Unit> _finished = [];
    // For clients that wait, and for what is compiled ahead: opening another one takes long.
    private readonly Stack<ModuleCompiler>[] _idleCompilers = [[], []];
    private readonly Dictionary<string, Answer> _answers = [];
    private readonly Dictionary<uint, HashSet<Unit>> _sentWith = [];
    private readonly Stack<uint> _likely = [];
    private readonly Dictionary<uint, int> _rarities = [];
    private ulong _demanded;
    private ulong _ahead;
    private uint _next;
    private int _users;

    public OpenModule(ContentHash hash, ModuleFile file, CompilerOptions options)
    {
        Hash = hash;
        File = file;
        Options = options;
        KeyName = ImageName.Key(options.Key.Span, options.Hasher);
        _planner = new UnitPlanner(file, UnitPlanner.RemoteMostRarity);
    }

    /// <summary>The module's identity.</summary>
    public ContentHash Hash { get; }

    /// <summary>Its file.</summary>
    public ModuleFile File { get; }

    /// <summary>Debug level and key of its images.</summary>
    public CompilerOptions Options { get; }

    /// <summary>How the names of its images begin.</summary>
    public string KeyName { get; }

    /// <summary>When a client last asked for something.</summary>
    public long LastUsed { get; private set; } = Environment.TickCount64;

    /// <summary>Whether a client has asked for something.</summary>
    public bool WasAsked { get; private set; }

    /// <summary>How many units are made.</summary>
    public int FinishedCount
    {
        get
        {
            lock (_lock)
            {
                return _finished.Count;
            }
        }
    }

    /// <summary>Bytes of images and objects.</summary>
    public long Bytes { get; private set; }

    /// <summary>Keeps the module from being closed. Under its store's lock.</summary>
    public void Acquire() => Interlocked.Increment(ref _users);

    /// <summary>Undoes <see cref="Acquire"/>.</summary>
    public void Release() => Interlocked.Decrement(ref _users);

    /// <summary>Whether nobody holds it. Under its store's lock.</summary>
    public bool IsUnused => Volatile.Read(ref _users) == 0;

    /// <summary>The unit with the function that a client asks for.</summary>
    /// <param name="request">The function, and what the client has.</param>
    /// <param name="isNew">It has to be compiled now.</param>
    /// <param name="isFirst">Nobody has asked for the unit before, and it was not made when its module was published.</param>
    public Unit Demand(CompileRequest request, out bool isNew, out bool isFirst)
    {
        lock (_lock)
        {
            LastUsed = Environment.TickCount64;
            WasAsked = true;
            for (uint id = 0; id < 8 * (uint)request.Placed.Length && id < File.FunctionCount; id++)
            {
                if (request.Has(id))
                {
                    _placedElsewhere.Add(id);
                }
            }

            // What the optimiser left out of its unit is compiled for its own sake when it is asked for, and not before.
            isNew = !_units.TryGetValue(request.Function, out Unit? unit) || unit.IsWithout(request.Function);
            if (isNew)
            {
                _rarities[request.Function] = 0;
                unit = Add(_planner.Plan(request.Function, IsPlaced));
                _demanded += unit.Instructions;
            }

            isFirst = !unit!.IsClaimed && !(unit.IsUnasked && unit.Outcome.IsCompleted);
            unit.IsClaimed = true;
            return unit;
        }
    }

    /// <summary>Plans a unit that nobody has asked for; null when there is no use for one.</summary>
    public Unit? Guess()
    {
        lock (_lock)
        {
            return WantsMore() ? PlanAhead() : null;
        }
    }

    /// <summary>Records what became of a unit, and tells those who wait.</summary>
    public void Finish(Unit unit, UnitOutcome outcome)
    {
        lock (_lock)
        {
            LastUsed = unit.IsClaimed ? Environment.TickCount64 : LastUsed;
            if (unit.IsAbandoned)
            {
                outcome.Object?.Dispose();
                outcome = new UnitOutcome(null, 0, "it took too long");
            }
            else if (outcome.Object is not null)
            {
                Bytes += outcome.Object.Object.Length;
                _finished.Add(unit);
                if (unit.IsUnasked && IsOptimized && !WasAsked)
                {
                    OfferLeftOut(unit, outcome.Object);
                }
            }
            else
            {
                Unplace(unit); // Who asks for one of these later gets another unit.
            }
        }

        unit.Complete(outcome);
    }

    /// <summary>An image with a finished unit and others that may be needed next.</summary>
    /// <param name="unit">The unit. It was compiled, and has the function.</param>
    /// <param name="request">What the client has need not be sent.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public Answer Assemble(Unit unit, CompileRequest request)
    {
        List<Unit> units;
        string name;
        Answer? answer;
        lock (_lock)
        {
            units = WithOthers(unit, request);
            name = string.Join(' ', units.ConvertAll(u => u.Functions[0]));
            _answers.TryGetValue(name, out answer);
        }

        if (answer is null)
        {
            answer = new Answer(units, ImageLinker.Link(Hash, units.ConvertAll(u => u.Outcome.Result.Object!), Options, keep: true));
        }

        lock (_lock)
        {
            if (_answers.TryAdd(name, answer))
            {
                Bytes += answer.Image.Length;
            }

            if (!_sentWith.TryGetValue(unit.Functions[0], out HashSet<Unit>? sent))
            {
                _sentWith.Add(unit.Functions[0], sent = []);
            }

            sent.UnionWith(units);
        }

        return answer;
    }

    /// <summary>The answers that clients got when they asked for one of these units.</summary>
    public List<Answer> AnswersLedBy(IReadOnlyCollection<Unit> units)
    {
        lock (_lock)
        {
            return [.. _answers.Values.Where(answer => units.Contains(answer.Units[0]))];
        }
    }

    /// <summary>The units in the answers with these leaders.</summary>
    public List<Unit> Sent(IEnumerable<uint> leaders)
    {
        List<Unit> units = [];
        HashSet<Unit> seen = [];
        lock (_lock)
        {
            foreach (uint leader in leaders)
            {
                foreach (Unit unit in _sentWith.GetValueOrDefault(leader) ?? [])
                {
                    if (seen.Add(unit))
                    {
                        units.Add(unit);
                    }
                }
            }
        }

        return units;
    }

    /// <summary>A compiler for the calling thread alone: LLVM reads a module in one thread at a time.</summary>
    /// <param name="isAhead">Whether nobody waits for what it compiles.</param>
    public ModuleCompiler TakeCompiler(bool isAhead)
    {
        lock (_lock)
        {
            if (_idleCompilers[isAhead ? 1 : 0].TryPop(out ModuleCompiler? compiler) || _idleCompilers[1].TryPop(out compiler))
            {
                return compiler;
            }
        }

        return new ModuleCompiler(File, File.SourceName, Options);
    }

    /// <summary>Gives a compiler back.</summary>
    /// <param name="compiler">The compiler.</param>
    /// <param name="isAhead">As it was taken.</param>
    public void ReturnCompiler(ModuleCompiler compiler, bool isAhead)
    {
        lock (_lock)
        {
            _idleCompilers[isAhead ? 1 : 0].Push(compiler);
        }
    }

    /// <summary>Releases LLVM's memory. Nobody may use the module any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            DisposeCompilers();
            foreach (Unit unit in _finished)
            {
                unit.Outcome.Result.Object!.Dispose();
            }

            _finished.Clear();
            _units.Clear();
        }
    }

    private void DisposeCompilers()
    {
        foreach (Stack<ModuleCompiler> compilers in _idleCompilers)
        {
            while (compilers.TryPop(out ModuleCompiler? compiler))
            {
                compiler.Dispose();
            }
        }
    }

    private void Unplace(Unit unit)
    {
        foreach (uint id in unit.Functions)
        {
            if (_units.GetValueOrDefault(id) == unit)
            {
                _units.Remove(id);
            }
        }
    }

    private Unit? PlanAhead()
    {
        if (!MoveNext())
        {
            return null;
        }

        // All that is likely is offered; what does not fit into this unit is there for the next.
        return AddAhead(Candidates());
    }

    private Unit AddAhead(IEnumerable<uint> functions)
    {
        Unit unit = Add(_planner.PlanAhead(functions, IsPlaced));
        _ahead += unit.Instructions;
        return unit;
    }

    private bool IsOptimized => File.SpeedLevel > 0;

    private bool IsPlaced(uint function) => _units.ContainsKey(function) || _placedElsewhere.Contains(function);

    private bool WantsMore()
    {
        (ulong atOnce, ulong times) = IsOptimized ? (OptimizedAheadAtOnce, OptimizedAheadTimes) : (AheadAtOnce, AheadTimes);
        return _ahead < atOnce + times * _demanded && Environment.TickCount64 - LastUsed < InterestMilliseconds;
    }

    // What is called now comes first, then what it calls, then what may be called in ways that the call graph does not
    // show, as virtual functions are. Most of an optimised module's functions would be work for nothing.
    private bool MoveNext()
    {
        while (_likely.TryPeek(out uint likely))
        {
            if (!IsPlaced(likely))
            {
                return true;
            }

            _likely.Pop();
        }

        for (; !IsOptimized && _next < File.FunctionCount; _next++)
        {
            if (IsUnplacedRoot(_next))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsUnplacedRoot(uint function) => File.Function(function).Kind != FunctionKind.JitOnly && !IsPlaced(function);

    private IEnumerable<uint> Candidates()
    {
        int some = UnitPlanner.FunctionBudget;
        foreach (uint id in _likely)
        {
            if (some-- > 0 && !IsPlaced(id))
            {
                yield return id;
            }
        }

        for (uint id = _next; some-- > 0 && !IsOptimized && id < File.FunctionCount; id++)
        {
            if (IsUnplacedRoot(id))
            {
                yield return id;
            }
        }
    }

    private Unit Add(UnitPlan plan)
    {
        ulong instructions = 0;
        foreach (uint id in plan.Functions)
        {
            instructions += File.Function(id).Instructions;
        }

        Unit unit = new(plan, instructions);
        foreach (uint id in unit.Functions)
        {
            _units[id] = unit;
        }

        // The first callee of the first function is to be on top. Nobody will ask for what only this unit calls.
        List<uint> all = [.. plan.Functions, .. plan.Private];
        foreach (uint id in all)
        {
            ReadOnlySpan<uint> callees = File.Callees(id);
            for (int c = 0; c < callees.Length; c++)
            {
                int rarity = _rarities.GetValueOrDefault(id) + File.Rarities(id)[c];
                _rarities[callees[c]] = int.Min(rarity, _rarities.GetValueOrDefault(callees[c], int.MaxValue));
            }
        }

        for (int i = all.Count - 1; i >= 0; i--)
        {
            ReadOnlySpan<uint> callees = File.Callees(all[i]);
            for (int c = callees.Length - 1; c >= 0; c--)
            {
                if (!IsPlaced(callees[c]) && !plan.Private.Contains(callees[c]) && _rarities[callees[c]] <= MostRarity)
                {
                    _likely.Push(callees[c]);
                }
            }
        }

        return unit;
    }

    // The finished units that the client has nothing of: breadth first through the calls, then in the order they were made.
    private List<Unit> WithOthers(Unit first, CompileRequest request)
    {
        List<Unit> units = [first];
        HashSet<Unit> seen = [first];
        long size = first.Outcome.Result.Object!.Object.Length;
        for (int i = 0; i < units.Count; i++)
        {
            foreach (uint id in units[i].Functions)
            {
                foreach (uint callee in File.Callees(id))
                {
                    if (_units.TryGetValue(callee, out Unit? unit))
                    {
                        Consider(unit);
                    }
                }
            }
        }

        foreach (Unit unit in _finished)
        {
            Consider(unit);
        }

        return units;

        void Consider(Unit unit)
        {
            if (seen.Add(unit) && unit.Outcome is { IsCompleted: true, Result.Object: { } code } && !code.Functions.Any(request.Has) &&
                size + code.Object.Length <= (_isComplete ? CompleteAnswerBytes : AnswerBytes))
            {
                size += code.Object.Length;
                units.Add(unit);
            }
        }
    }
}

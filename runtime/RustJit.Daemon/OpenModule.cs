// A module that clients ask about: its file, its units, and the readers of its bitcode.

using System;
using System.Collections.Generic;
using System.Threading;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>One module at one debug level. Safe for any thread.</summary>
internal sealed class OpenModule : IDisposable
{
    // Units that were compiled ahead and that nobody has asked for yet: more would be work for nothing.
    private const int MostUnclaimed = 24;

    private readonly Lock _lock = new();
    private readonly UnitPlanner _planner;
    private readonly Dictionary<uint, Unit> _units = [];
    private readonly HashSet<uint> _placedElsewhere = [];
    private readonly Stack<ModuleCompiler> _idleCompilers = [];
    private int _unclaimed;
    private int _users;

    public OpenModule(ContentHash hash, ModuleFile file, CompilerOptions options)
    {
        Hash = hash;
        File = file;
        Options = options;
        KeyName = ImageName.Key(options.Key.Span, options.Hasher);
        _planner = new UnitPlanner(file);
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
    /// <param name="isFirst">Nobody has asked for the unit before.</param>
    public Unit Demand(CompileRequest request, out bool isNew, out bool isFirst)
    {
        lock (_lock)
        {
            LastUsed = Environment.TickCount64;
            for (uint id = 0; id < 8 * (uint)request.Placed.Length && id < File.FunctionCount; id++)
            {
                if (request.Has(id))
                {
                    _placedElsewhere.Add(id);
                }
            }

            isNew = false;
            isFirst = true;
            if (!_units.TryGetValue(request.Function, out Unit? unit))
            {
                unit = Plan(request.Function);
                unit.IsClaimed = true;
                isNew = true;
            }
            else if (!unit.IsClaimed)
            {
                unit.IsClaimed = true;
                _unclaimed--;
            }
            else
            {
                isFirst = false;
            }

            return unit;
        }
    }

    /// <summary>Plans a unit that nobody has asked for; null when there is no use for it.</summary>
    public Unit? Guess(uint function)
    {
        lock (_lock)
        {
            if (_unclaimed >= MostUnclaimed || IsPlaced(function))
            {
                return null;
            }

            _unclaimed++;
            return Plan(function);
        }
    }

    /// <summary>What a unit calls that has no code yet, most likely first.</summary>
    public List<uint> LikelyNext(Unit unit)
    {
        List<uint> callees = [];
        lock (_lock)
        {
            HashSet<uint> seen = [];
            foreach (uint id in unit.Functions)
            {
                foreach (uint callee in File.Callees(id))
                {
                    if (!IsPlaced(callee) && seen.Add(callee))
                    {
                        callees.Add(callee);
                    }
                }
            }
        }

        return callees;
    }

    /// <summary>Records what became of a unit, and tells those who wait.</summary>
    public void Finish(Unit unit, UnitOutcome outcome)
    {
        HashSet<uint> present = outcome.Image is null ? [] : FunctionsOf(outcome.Image);
        lock (_lock)
        {
            Bytes += (outcome.Image?.Length ?? 0) + (outcome.Object?.Object.Length ?? 0);
            foreach (uint id in unit.Functions)
            {
                // An optimiser may have found nobody who needs it; who asks for it later gets another unit. So
                // do all of a unit that failed.
                if (!present.Contains(id))
                {
                    _units.Remove(id);
                }
            }

            if (outcome.Image is null && !unit.IsClaimed)
            {
                _unclaimed--;
            }
        }

        unit.Complete(outcome);
    }

    /// <summary>The finished units with these leaders, in this order.</summary>
    public List<Unit> Finished(IEnumerable<uint> leaders)
    {
        List<Unit> units = [];
        lock (_lock)
        {
            foreach (uint leader in leaders)
            {
                if (_units.TryGetValue(leader, out Unit? unit) && unit.Functions[0] == leader && !units.Contains(unit) &&
                    unit.Outcome is { IsCompleted: true, Result.Object: not null })
                {
                    units.Add(unit);
                }
            }
        }

        return units;
    }

    /// <summary>A compiler for the calling thread alone: LLVM reads a module in one thread at a time.</summary>
    public ModuleCompiler TakeCompiler()
    {
        lock (_lock)
        {
            if (_idleCompilers.TryPop(out ModuleCompiler? compiler))
            {
                return compiler;
            }
        }

        return new ModuleCompiler(File, File.SourceName, Options, LlvmCodeGenerator.Instance);
    }

    /// <summary>Gives a compiler back.</summary>
    public void ReturnCompiler(ModuleCompiler compiler)
    {
        lock (_lock)
        {
            _idleCompilers.Push(compiler);
        }
    }

    /// <summary>Releases LLVM's memory. Nobody may use the module any more.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (ModuleCompiler compiler in _idleCompilers)
            {
                compiler.Dispose();
            }

            _idleCompilers.Clear();
            foreach (Unit unit in new HashSet<Unit>(_units.Values))
            {
                if (unit.Outcome.IsCompleted)
                {
                    unit.Outcome.Result.Object?.Dispose();
                }
            }

            _units.Clear();
        }
    }

    private bool IsPlaced(uint function) => _units.ContainsKey(function) || _placedElsewhere.Contains(function);

    private Unit Plan(uint function)
    {
        Unit unit = new(_planner.Plan(function, IsPlaced));
        foreach (uint id in unit.Functions)
        {
            _units[id] = unit;
        }

        return unit;
    }

    private HashSet<uint> FunctionsOf(byte[] image)
    {
        HashSet<uint> ids = [];
        if (ImageFile.TryParse(image, Options.Hasher, out ImageFile? file) == ImageError.None)
        {
            for (int i = 0; i < file!.FunctionCount; i++)
            {
                ids.Add(file.Function(i).Id);
            }
        }

        return ids;
    }
}

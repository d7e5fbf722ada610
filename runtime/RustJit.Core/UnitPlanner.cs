// Chooses which functions are compiled together.

using System;
using System.Collections.Generic;

namespace RustJit.Core;

/// <summary>What is compiled together.</summary>
/// <param name="Functions">Functions that others may call; the first is the one that is needed now.</param>
/// <param name="Private">Functions that nothing but this unit calls: an optimiser may leave nothing of them.</param>
public sealed record UnitPlan(IReadOnlyList<uint> Functions, IReadOnlyList<uint> Private);

/// <summary>
/// Plans units: the called function, and functions it probably reaches through direct calls within the module. The
/// call graph comes from the index, so nothing of the bitcode is read for a plan.
/// </summary>
public sealed class UnitPlanner
{
    /// <summary>
    /// Functions a unit has at most. Larger units compile functions that may never run, smaller ones pay LLVM's and the
    /// linker's cost per unit more often.
    /// </summary>
    public const int FunctionBudget = 512;

    /// <summary>IR instructions after which a unit takes no further function, at -O0.</summary>
    public const uint InstructionBudget = 16000;

    /// <summary>The same for optimised code, where a function that never runs costs ten times as much.</summary>
    public const uint OptimizedInstructionBudget = 300;

    /// <summary>
    /// How seldom a function of a unit is called when the first one runs: steps as in <see cref="ModuleFile.Rarities"/>,
    /// added up along the calls that lead to it.
    /// </summary>
    public const int MostRarity = 4;

    /// <summary>The same where a unit costs its program a connection, and may not be had at all once it has given up rights.</summary>
    public const int RemoteMostRarity = 7;

    /// <summary>The same for optimised code, of which a function may vanish in its caller.</summary>
    public const int OptimizedMostRarity = 6;

    private readonly ModuleFile _module;
    private readonly int _mostRarity;
    private readonly HashSet<uint> _considered = [];
    private readonly PriorityQueue<uint, (int Rarity, int Order)> _queue = new();
    private uint[]? _callers;

    /// <summary>Plans units of one module.</summary>
    /// <param name="module">The module.</param>
    /// <param name="mostRarity"><see cref="MostRarity"/> or <see cref="RemoteMostRarity"/>.</param>
    public UnitPlanner(ModuleFile module, int mostRarity = MostRarity)
    {
        ArgumentNullException.ThrowIfNull(module);
        _module = module;
        _mostRarity = mostRarity;
    }

    /// <summary>Plans the unit of <paramref name="called"/>.</summary>
    /// <param name="called">The function that is needed now; first in the result.</param>
    /// <param name="isPlaced">Whether a function is compiled already and must not be taken again.</param>
    /// <param name="speed">The level it will be optimised with; null for the module's own.</param>
    /// <param name="likely">Functions that may be needed soon, not placed: taken as far as there is room, if nothing is optimised.</param>
    public UnitPlan Plan(uint called, Func<uint, bool> isPlaced, byte? speed = null, IEnumerable<uint>? likely = null) =>
        Plan([called, .. likely ?? []], isPlaced, (speed ?? _module.SpeedLevel) > 0);

    /// <summary>Plans a unit that nobody waits for, at the module's own level.</summary>
    /// <param name="likely">
    /// Functions that may be needed soon, most likely first. At least one; none of them placed. Optimised code is made for
    /// the first alone: of what it does not call, nothing would be left.
    /// </param>
    /// <param name="isPlaced">As above.</param>
    public UnitPlan PlanAhead(IEnumerable<uint> likely, Func<uint, bool> isPlaced) => Plan(likely, isPlaced, _module.SpeedLevel > 0);

    // What is called most probably comes first: from the first function, then from the next that there is room for.
    private UnitPlan Plan(IEnumerable<uint> wanted, Func<uint, bool> isPlaced, bool isOptimized)
    {
        ArgumentNullException.ThrowIfNull(isPlaced);
        ArgumentNullException.ThrowIfNull(wanted);
        (uint budget, int mostRarity) = isOptimized ? (OptimizedInstructionBudget, OptimizedMostRarity) : (InstructionBudget, _mostRarity);
        List<uint> unit = [];
        _considered.Clear();
        ulong instructions = 0;
        foreach (uint root in wanted)
        {
            Consider(root, 0);
            while (_queue.TryDequeue(out uint id, out (int Rarity, int Order) at))
            {
                uint size = _module.Function(id).Instructions;
                if (unit.Count > 0 && (unit.Count == FunctionBudget || instructions + size > budget))
                {
                    continue;
                }

                instructions += size;
                unit.Add(id);
                ReadOnlySpan<uint> callees = _module.Callees(id);
                ReadOnlySpan<byte> rarities = _module.Rarities(id);
                for (int i = 0; i < callees.Length; i++)
                {
                    int rarity = at.Rarity + rarities[i];
                    if (rarity <= mostRarity && !isPlaced(callees[i]))
                    {
                        Consider(callees[i], rarity);
                    }
                }
            }

            if (isOptimized)
            {
                break;
            }
        }

        return isOptimized ? Split(unit) : new UnitPlan(unit, []);

        void Consider(uint id, int rarity)
        {
            if (_considered.Add(id))
            {
                _queue.Enqueue(id, (rarity, _considered.Count));
            }
        }
    }

    // The inliner treats a function with one caller better than one that must stay, as it does ahead of time.
    private UnitPlan Split(List<uint> unit)
    {
        uint[] callers = _callers ??= CountCallers();
        Dictionary<uint, uint> inside = [];
        foreach (uint id in unit)
        {
            foreach (uint callee in _module.Callees(id))
            {
                inside[callee] = inside.GetValueOrDefault(callee) + 1;
            }
        }

        List<uint> functions = [unit[0]], alone = [];
        foreach (uint id in unit[1..])
        {
            bool isPrivate = _module.Function(id).Kind == FunctionKind.JitOnly && inside.GetValueOrDefault(id) == callers[id];
            (isPrivate ? alone : functions).Add(id);
        }

        return new UnitPlan(functions, alone);
    }

    private uint[] CountCallers()
    {
        uint[] callers = new uint[_module.FunctionCount];
        for (uint id = 0; id < _module.FunctionCount; id++)
        {
            foreach (uint callee in _module.Callees(id))
            {
                callers[callee]++;
            }
        }

        return callers;
    }

    /// <summary>
    /// The small functions that an inliner may see: callees of <paramref name="unit"/>, in it or not, and what is reached
    /// from it through small functions alone. Not what is called when the program ends or an exception is thrown: it is
    /// compiled when that happens.
    /// </summary>
    /// <param name="unit">What is going to be compiled.</param>
    /// <param name="largest">How many IR instructions are small.</param>
    public List<uint> InlineCandidates(IReadOnlyCollection<uint> unit, uint largest)
    {
        ArgumentNullException.ThrowIfNull(unit);
        HashSet<uint> seen = [];
        List<uint> candidates = [];
        foreach (uint id in unit)
        {
            AddSmallCallees(id);
        }

        for (int i = 0; i < candidates.Count; i++)
        {
            AddSmallCallees(candidates[i]);
        }

        return candidates;

        void AddSmallCallees(uint caller)
        {
            ReadOnlySpan<uint> callees = _module.Callees(caller);
            ReadOnlySpan<byte> rarities = _module.Rarities(caller);
            for (int i = 0; i < callees.Length; i++)
            {
                if (rarities[i] < ModuleFile.NeverExpected && _module.Function(callees[i]).Instructions <= largest && seen.Add(callees[i]))
                {
                    candidates.Add(callees[i]);
                }
            }
        }
    }
}

// What is compiled of a module that was published, before anybody asks about it.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Protocol;

namespace RustJit.Daemon;

internal sealed partial class OpenModule
{
    // What is compiled of such a module, in IR instructions.
    private const ulong UnaskedInstructions = 300_000, OptimizedUnaskedInstructions = 150_000;

    // Of optimised code that nobody waits for yet, how much less probable than a beginning it is that a function of the list
    // below is called: one that another module calls, one that was inlined, and one that can be called from outside or by pointer.
    private const int CalledRarity = 6, LeftOutRarity = 6, RootRarity = 14;

    // Optimised code: what may be called, the most probable first. It may be compiled already.
    private readonly PriorityQueue<uint, (int Rarity, int Order)> _byRarity = new();
    private uint _nextRest;
    private bool _isComplete;

    /// <summary>Names functions that will probably be called: they and what they call are compiled ahead.</summary>
    /// <param name="beginning">What a program begins with; the first comes first.</param>
    /// <param name="called">What other modules call.</param>
    /// <returns>Whether one of them is going to be compiled.</returns>
    public bool Expect(IReadOnlyList<uint> beginning, IReadOnlyList<uint> called)
    {
        lock (_lock)
        {
            if (_byRarity.Count == 0 && IsOptimized)
            {
                Offer(AllRoots(), RootRarity);
            }

            // The first is to be on top.
            bool isAny = Offer(called, CalledRarity);
            return (Offer(beginning, 0) || isAny) && _ahead < MostUnasked;
        }
    }

    /// <summary>Plans a unit although no client has asked about the module; null when that has been done enough.</summary>
    /// <param name="mostRarity">How seldom the program may call it.</param>
    public Unit? GuessUnasked(int mostRarity)
    {
        lock (_lock)
        {
            Unit? unit = _ahead >= MostUnasked ? null
                : IsOptimized ? PlanMostProbable(mostRarity)
                : PlanAhead() ?? (mostRarity > MostRarity ? PlanRest() : null);
            if (unit is not null)
            {
                unit.IsUnasked = true;
            }

            return unit;
        }
    }

    /// <summary>No more is compiled before somebody asks: links what a client gets whose first call this is.</summary>
    /// <param name="first">A function; null when it is not known.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public void Conclude(uint? first)
    {
        Unit? unit = null;
        lock (_lock)
        {
            _isComplete = !WasAsked;
            if (_isComplete && first is { } id && _units.TryGetValue(id, out unit) &&
                (unit.Outcome is not { IsCompleted: true, Result.Object: not null } || unit.IsWithout(id)))
            {
                unit = null;
            }
        }

        if (unit is not null)
        {
            _ = Assemble(unit, new CompileRequest(0, first!.Value, (uint)Options.DebugInformation, default));
        }
    }

    /// <summary>Releases the readers of the bitcode that are not in use.</summary>
    public void CloseReaders()
    {
        lock (_lock)
        {
            DisposeCompilers();
        }
    }

    /// <summary>Gives a unit up that takes too long: who asks for its functions next gets others.</summary>
    /// <returns>False when it is made after all.</returns>
    public bool TryAbandon(Unit unit)
    {
        lock (_lock)
        {
            if (unit.Outcome.IsCompleted)
            {
                return false;
            }

            unit.IsAbandoned = true;
            Unplace(unit);
            return true;
        }
    }

    /// <summary>Nobody will ask about it: the next sweep closes it.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            LastUsed = WasAsked ? LastUsed : long.MinValue / 2;
        }
    }

    private ulong MostUnasked => IsOptimized ? OptimizedUnaskedInstructions : UnaskedInstructions;

    // What is called seldom, before the end of the program, or by nobody.
    private Unit? PlanRest()
    {
        while (_nextRest < File.FunctionCount && IsPlaced(_nextRest))
        {
            _nextRest++;
        }

        return _nextRest == File.FunctionCount ? null : AddAhead(UnplacedFrom(_nextRest));
    }

    // Where all of it would take too long, the most probable comes first.
    private Unit? PlanMostProbable(int mostRarity)
    {
        while (_byRarity.TryPeek(out uint id, out (int Rarity, int) at) && at.Rarity <= mostRarity)
        {
            _ = _byRarity.Dequeue();
            if (!IsPlaced(id))
            {
                _rarities[id] = at.Rarity;
                Unit unit = AddAhead([id]);
                OfferCallees(unit.Plan);
                return unit;
            }
        }

        return null;
    }

    private bool Offer(IReadOnlyList<uint> functions, int rarity)
    {
        bool isAny = false;
        for (int i = functions.Count - 1; i >= 0; i--)
        {
            uint id = functions[i];
            if (IsPlaced(id))
            {
                continue;
            }

            isAny = true;
            if (IsOptimized)
            {
                _byRarity.Enqueue(id, (rarity, i));
            }
            else
            {
                _rarities[id] = 0;
                _likely.Push(id);
            }
        }

        return isAny;
    }

    private void OfferCallees(UnitPlan plan)
    {
        foreach (uint id in (IEnumerable<uint>)[.. plan.Functions, .. plan.Private])
        {
            foreach (uint callee in File.Callees(id))
            {
                if (!IsPlaced(callee) && !plan.Private.Contains(callee))
                {
                    _byRarity.Enqueue(callee, (_rarities[callee], _byRarity.Count));
                }
            }
        }
    }

    // What was inlined into all its callers in a unit, and may have callers elsewhere that it is too large for.
    private void OfferLeftOut(Unit unit, CompiledUnit code)
    {
        foreach (uint id in unit.Functions.Where(f => !code.Functions.Contains(f) && _units.GetValueOrDefault(f) == unit))
        {
            _units.Remove(id);
            _byRarity.Enqueue(id, (_rarities.GetValueOrDefault(id) + LeftOutRarity, _byRarity.Count));
        }
    }

    private List<uint> AllRoots()
    {
        List<uint> roots = [];
        for (uint id = 0; id < File.FunctionCount; id++)
        {
            if (IsUnplacedRoot(id))
            {
                roots.Add(id);
            }
        }

        return roots;
    }

    private IEnumerable<uint> UnplacedFrom(uint first)
    {
        int some = UnitPlanner.FunctionBudget;
        for (uint id = first; some-- > 0 && id < File.FunctionCount; id++)
        {
            if (!IsPlaced(id))
            {
                yield return id;
            }
        }
    }
}

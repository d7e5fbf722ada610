// Functions that are compiled together, and what a client gets.

using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>What became of a unit.</summary>
/// <param name="Object">Its code; null when it failed.</param>
/// <param name="Microseconds">What making it took.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record UnitOutcome(CompiledUnit? Object, uint Microseconds, string? Problem);

/// <summary>A unit of one module. Its table's lock guards what can change.</summary>
/// <param name="plan">What is compiled.</param>
/// <param name="instructions">How much that is, in IR instructions.</param>
internal sealed class Unit(UnitPlan plan, ulong instructions)
{
    private readonly TaskCompletionSource<UnitOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is compiled.</summary>
    public UnitPlan Plan => plan;

    /// <summary>How much that is, in IR instructions.</summary>
    public ulong Instructions => instructions;

    /// <summary>The functions that may be asked for; the first is the leader.</summary>
    public IReadOnlyList<uint> Functions => plan.Functions;

    /// <summary>Completes when the unit is made, or cannot be. Never throws.</summary>
    public Task<UnitOutcome> Outcome => _outcome.Task;

    /// <summary>Some client has asked for it; else it was compiled ahead.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>It was compiled because its module was published.</summary>
    public bool IsUnasked { get; set; }

    /// <summary>Nobody will get it, see <see cref="OpenModule.TryAbandon"/>.</summary>
    public bool IsAbandoned { get; set; }

    /// <summary>It is made, and the optimiser has found nobody in it who needs this function of the plan.</summary>
    public bool IsWithout(uint function) =>
        Outcome is { IsCompleted: true, Result.Object: { } code } && !code.Functions.Contains(function);

    /// <summary>Says what became of it.</summary>
    public void Complete(UnitOutcome outcome) => _outcome.TrySetResult(outcome);
}

/// <summary>An image for clients.</summary>
/// <param name="Units">What is in it; the first was asked for.</param>
/// <param name="Image">Its bytes.</param>
internal sealed record Answer(IReadOnlyList<Unit> Units, byte[] Image)
{
    /// <summary>How many functions were compiled for it.</summary>
    public int FunctionCount { get; } = Units.Sum(u => u.Outcome.Result.Object!.FunctionCount);
}

// Functions that are compiled together, from plan to image.

using System.Collections.Generic;
using System.Threading.Tasks;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>What became of a unit.</summary>
/// <param name="Image">The image; null when it failed.</param>
/// <param name="Object">What it was linked from, for packing.</param>
/// <param name="Microseconds">What making it took.</param>
/// <param name="Problem">Why there is none.</param>
internal sealed record UnitOutcome(byte[]? Image, CompiledUnit? Object, uint Microseconds, string? Problem);

/// <summary>A unit of one module. Its table's lock guards what can change.</summary>
/// <param name="plan">What is compiled.</param>
internal sealed class Unit(UnitPlan plan)
{
    private readonly TaskCompletionSource<UnitOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>What is compiled.</summary>
    public UnitPlan Plan => plan;

    /// <summary>The functions that may be asked for; the first is the leader.</summary>
    public IReadOnlyList<uint> Functions => plan.Functions;

    /// <summary>Completes when the unit is made, or cannot be. Never throws.</summary>
    public Task<UnitOutcome> Outcome => _outcome.Task;

    /// <summary>Some client has asked for it; else it was compiled ahead.</summary>
    public bool IsClaimed { get; set; }

    /// <summary>Says what became of it.</summary>
    public void Complete(UnitOutcome outcome) => _outcome.TrySetResult(outcome);
}

// What the compilation of a query did, and how long it took.

using System;
using System.Collections.Generic;

namespace QueryFilter;

internal sealed record JitReport
{
    /// <summary>Reading compiled.bc and writing the query's IR.</summary>
    public TimeSpan Build { get; init; }

    public TimeSpan Optimize { get; init; }

    /// <summary>Code generation, linking and lookup.</summary>
    public TimeSpan Emit { get; init; }

    public TimeSpan Total => Build + Optimize + Emit;

    /// <summary>Functions that the query calls and that are still called after optimisation. Empty when all were inlined.</summary>
    public required IReadOnlyList<string> NotInlined { get; init; }

    /// <summary>The module before optimisation, as IR text; null unless asked for.</summary>
    public string? Text { get; init; }

    /// <summary>The module after it.</summary>
    public string? OptimizedText { get; init; }

    public override string ToString() =>
        $"{Total.TotalMilliseconds:F1} ms (IR {Build.TotalMilliseconds:F1}, optimise {Optimize.TotalMilliseconds:F1}, code {Emit.TotalMilliseconds:F1})";
}

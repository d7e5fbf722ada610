// What one `autojit run` was asked to do.

using System.Collections.Generic;

namespace RustJit.Tool;

internal sealed record RunSettings
{
    /// <summary>The program; null for the built-in demonstration.</summary>
    public string? File { get; init; }

    /// <summary>More files, linked into the program.</summary>
    public IReadOnlyList<string> Link { get; init; } = [];

    /// <summary>The function to call; null for main, else for sum.</summary>
    public string? Call { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>From 0 to 3.</summary>
    public int Level { get; init; }

    public bool Dump { get; init; }

    public bool CountAllocations { get; init; }

    public IReadOnlyList<string> LlvmOptions { get; init; } = [];

    public IReadOnlyList<string> CompilerOptions { get; init; } = [];

    public string Clang { get; init; } = "clang-22";

    public string Rustc { get; init; } = "rustc";
}

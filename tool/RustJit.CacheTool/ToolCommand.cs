// A subcommand with what its help says beyond its options.

using System;
using System.CommandLine;

namespace RustJit.CacheTool;

internal sealed class ToolCommand(string name, string description) : Command(name, description)
{
    /// <summary>Command lines that people may want, each with what it does.</summary>
    public (string Line, string Meaning)[] Examples { get; init; } = [];

    /// <summary>Does it.</summary>
    public required Func<ParseResult, ToolContext, int> Execute { get; init; }
}

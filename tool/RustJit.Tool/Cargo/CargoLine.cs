// The parts of a cargo command line that matter here: toolchain, subcommand, and the options we would add ourselves.

using System;
using System.Collections.Generic;
using System.Linq;

namespace RustJit.Tool;

internal sealed class CargoLine
{
    private static readonly string[] s_building = ["build", "b", "run", "r", "test", "t", "bench", "check", "c", "rustc"];

    // Of the options that may precede the subcommand, those with a value.
    private static readonly string[] s_valued = ["--config", "--color", "-C", "-Z"];

    private readonly string[] _before;
    private readonly string[] _after;

    private CargoLine(string? toolchain, string[] before, string command, string[] after)
    {
        Toolchain = toolchain;
        Command = command;
        _before = before;
        _after = after;
    }

    /// <summary>`+nightly`, or null.</summary>
    public string? Toolchain { get; }

    /// <summary>`build`, `run`, ...</summary>
    public string Command { get; }

    /// <summary>Whether it compiles anything.</summary>
    public bool Builds => Command != "clean";

    /// <summary>Splits a command line.</summary>
    /// <exception cref="ToolException">There is no subcommand, or one that lazy builds have no meaning for.</exception>
    public static CargoLine Parse(string[] args)
    {
        string? toolchain = args[0].StartsWith('+') ? args[0] : null;
        int at = toolchain is null ? 0 : 1;
        int first = at;
        while (at < args.Length && args[at].StartsWith('-'))
        {
            at += s_valued.Contains(args[at]) ? 2 : 1;
        }

        if (at >= args.Length)
        {
            throw new ToolException("no cargo command: try `autojit cargo build`");
        }

        string command = args[at];
        return command == "clean" || s_building.Contains(command)
            ? new CargoLine(toolchain, args[first..at], command, args[(at + 1)..])
            : throw new ToolException($"'cargo {command}' builds nothing lazily: use cargo itself, or one of build, run, test, bench, check, rustc, clean");
    }

    /// <summary>The value of an option of cargo (`--name value` or `--name=value`), or null.</summary>
    public string? Value(string name)
    {
        IEnumerable<string> options = _after.TakeWhile(a => a != "--");
        string? joined = options.LastOrDefault(a => a.StartsWith(name + "=", StringComparison.Ordinal));
        if (joined is not null)
        {
            return joined[(name.Length + 1)..];
        }

        int at = Array.IndexOf(options.ToArray(), name);
        return at >= 0 && at + 1 < _after.Length ? _after[at + 1] : null;
    }

    /// <summary>What precedes the subcommand, for a question to cargo.</summary>
    public IEnumerable<string> GlobalOptions => _before;

    /// <summary>The option that decides which package is meant, if given.</summary>
    public IEnumerable<string> Manifest => Value("--manifest-path") is { } path ? ["--manifest-path", path] : [];

    /// <summary>The whole line, with options added.</summary>
    public IEnumerable<string> With(IEnumerable<string> global, IEnumerable<string> options) =>
        [.. Toolchain is null ? Array.Empty<string>() : [Toolchain], .. _before, .. global, Command, .. options, .. _after];
}

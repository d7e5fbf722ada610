// The command line: subcommands, options that all share, errors and exit codes.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.CommandLine.Help;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal sealed class Application
{
    private readonly ToolHost _host;
    private readonly RootCommand _root;
    private readonly Option<string?> _cacheDirectory = new("--cache-dir")
    {
        Description = "Use this cache instead of $AUTOJIT_CACHE_DIR, $XDG_CACHE_HOME/autojit or ~/.cache/autojit",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print JSON for programs", Recursive = true };

    public Application(ToolHost host)
    {
        _host = host;
        _root = new RootCommand("Shows and cleans the cache of lazily compiled programs.") { _cacheDirectory, _json };
        Add(StatsCommand.Create());
        Add(ListCommand.Create());
        Add(ShowCommand.Create(KnownIds));
        Add(ClearCommand.Create());
        Add(PruneCommand.Create());
        Add(LimitCommand.Create());
        Add(VerifyCommand.Create());
        Add(PathCommand.Create());
        Add(DoctorCommand.Create());
        Add(CompletionCommand.Create());
        HelpOption help = _root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpNotes((HelpAction)help.Action!);
    }

    /// <summary>Runs one command.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Run(string[] args)
    {
        ParseResult parsed = _root.Parse(args);
        InvocationConfiguration configuration = new()
        {
            Output = _host.Output,
            Error = _host.Error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            if (parsed.Errors.Count != 0)
            {
                string problem = parsed.UnmatchedTokens.Count != 0
                    ? $"there is no command or option '{parsed.UnmatchedTokens[0]}'"
                    : string.Join(' ', parsed.Errors[0].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
                _host.Error.WriteLine($"autojit-cache: {problem}; see autojit-cache --help");
                return ExitCode.Usage;
            }

            return parsed.Invoke(configuration);
        }
        catch (Exception e) when (e is CacheException or IOException or UnauthorizedAccessException)
        {
            _host.Error.WriteLine($"autojit-cache: {e.Message}");
            return ExitCode.Unusable;
        }
    }

    // For completion, where a message would land in the middle of a command line.
    private IEnumerable<string> KnownIds()
    {
        try
        {
            return CacheDirectory.Find(_host.Variable) is { } cache
                ? CacheContents.Read(cache).Of(CacheEntryKind.Module).Select(e => e.Module)
                : [];
        }
        catch (CacheException)
        {
            return [];
        }
    }

    private void Add(ToolCommand command)
    {
        command.SetAction(parsed =>
        {
            string? chosen = parsed.GetValue(_cacheDirectory);
            CacheDirectory? cache = string.IsNullOrEmpty(chosen)
                ? CacheDirectory.Find(_host.Variable)
                : new CacheDirectory(Path.GetFullPath(chosen));
            return command.Execute(parsed, new ToolContext(_host, cache, parsed.GetValue(_json)));
        });
        _root.Subcommands.Add(command);
    }
}

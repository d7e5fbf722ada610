// The command line and the environment of autojitd.

using System;
using System.Globalization;

namespace RustJit.Daemon;

/// <summary>What the daemon was told.</summary>
internal sealed record DaemonOptions
{
    public const string Usage = """
        autojitd - compiles functions for programs that link libautojit_static-x86_64.a

        usage: autojitd [--socket PATH] [--idle SECONDS] [--threads N] [--trace FILE] [--no-watch]

          --socket PATH    where to listen; @NAME is an abstract socket. Default: $AUTOJIT_SOCKET_PATH,
                           else $XDG_RUNTIME_DIR/autojitd.sock, else autojitd.sock in the cache
          --idle SECONDS   end after that long without a client; 0 for never. Default:
                           $AUTOJITD_IDLE_SECONDS, else never, or 60 when a program started it
          --threads N      compile on N threads; default: one for each processor, at least 2
          --trace FILE     record the traffic; `autojit trace show FILE` reads it
          --no-watch       do not compile what the compiler puts into the cache before a program asks;
                           the same as AUTOJITD_WATCH=Off. A daemon that a program started never does
          --spawned        a program starts it: says nothing, inherits its lock as descriptor 3
          --version, --help

        AUTOJIT_DEBUG=On prints each decision. SIGTERM, SIGINT and SIGHUP end it after the requests it has.
        Exit codes: 0 ended, or another daemon serves the socket already (with --spawned); 1 an error;
        2 a mistake on the command line.
        """;

    private const int SpawnedIdleSeconds = 60;

    /// <summary>Where to listen; null for the default places.</summary>
    public string? Socket { get; init; }

    /// <summary>How long to stay without clients; null for ever.</summary>
    public TimeSpan? Idle { get; init; }

    /// <summary>Threads that compile.</summary>
    public int Threads { get; init; }

    /// <summary>Where the traffic is recorded; null for nowhere.</summary>
    public string? Trace { get; init; }

    /// <summary>A client started this process.</summary>
    public bool Spawned { get; init; }

    /// <summary>Compiles modules that are published in the cache before a program asks.</summary>
    public bool Watch { get; init; }

    /// <summary>Reads command line and environment.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="variable">Returns an environment variable's value, or null.</param>
    /// <param name="problem">What is wrong, as a sentence; else null.</param>
    public static DaemonOptions? Parse(string[] arguments, Func<string, string?> variable, out string? problem)
    {
        string? socket = null, trace = null, idle = null, threads = null;
        bool spawned = false, watch = true;
        problem = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string name = arguments[i];
            if (name == "--spawned")
            {
                spawned = true;
                continue;
            }

            if (name == "--no-watch")
            {
                watch = false;
                continue;
            }

            if (name is not ("--socket" or "--idle" or "--threads" or "--trace"))
            {
                problem = $"'{name}' is not an option of autojitd; see --help";
                return null;
            }

            if (++i == arguments.Length)
            {
                problem = $"{name} needs a value; see --help";
                return null;
            }

            switch (name)
            {
                case "--socket":
                    socket = arguments[i];
                    break;
                case "--idle":
                    idle = arguments[i];
                    break;
                case "--threads":
                    threads = arguments[i];
                    break;
                default:
                    trace = arguments[i];
                    break;
            }
        }

        string source = "--idle";
        if (idle is null && variable("AUTOJITD_IDLE_SECONDS") is { Length: > 0 } seconds)
        {
            idle = seconds;
            source = "AUTOJITD_IDLE_SECONDS";
        }

        int idleSeconds = spawned ? SpawnedIdleSeconds : 0;
        if (idle is not null && !TryNumber(idle, 0, 1_000_000, out idleSeconds))
        {
            problem = $"{source}: '{idle}' is not a number of seconds";
            return null;
        }

        int workers = Math.Max(2, Environment.ProcessorCount);
        if (threads is not null && !TryNumber(threads, 1, 256, out workers))
        {
            problem = $"--threads: '{threads}' is not a number from 1 to 256";
            return null;
        }

        switch (variable("AUTOJITD_WATCH")?.ToUpperInvariant())
        {
            case null or "" or "ON" or "1" or "YES" or "TRUE":
                break;
            case "OFF" or "0" or "NO" or "FALSE":
                watch = false;
                break;
            default:
                problem = $"AUTOJITD_WATCH: '{variable("AUTOJITD_WATCH")}' is neither On nor Off";
                return null;
        }

        return new DaemonOptions
        {
            Socket = socket is { Length: 0 } ? null : socket,
            Idle = idleSeconds == 0 ? null : TimeSpan.FromSeconds(idleSeconds),
            Threads = workers,
            Trace = trace,
            Spawned = spawned,
            Watch = watch && !spawned,
        };
    }

    private static bool TryNumber(string text, int least, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number >= least && number <= most;
}

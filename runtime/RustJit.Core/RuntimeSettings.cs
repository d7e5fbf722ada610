// The environment of a process that runs lazily compiled code, read once.

using System;
using System.Globalization;

namespace RustJit.Core;

/// <summary>What the linker behind a unit is.</summary>
public enum LinkerChoice
{
    /// <summary>A shared library: visible to every tool, and the cache entry at once.</summary>
    Image,

    /// <summary>ORC's JITLink: memory only.</summary>
    JitLink,
}

/// <summary>What makes code that is not optimised.</summary>
public enum BackEndChoice
{
    /// <summary>One pass, as far as it goes.</summary>
    Fast,

    /// <summary>LLVM's.</summary>
    Llvm,
}

/// <summary>How much debug information compiled units carry.</summary>
public enum DebugLevel
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Names and line tables: what a backtrace needs.</summary>
    Lines = 1,

    /// <summary>Variables and types as well.</summary>
    Full = 2,
}

/// <summary>The user's choices.</summary>
public sealed record RuntimeSettings
{
    /// <summary>What makes a function hot when <see cref="HotCalls"/> says nothing.</summary>
    public const uint DefaultHotCalls = 2000;

    /// <summary>AUTOJIT_DEBUG=On: print each decision.</summary>
    public bool Debug { get; init; }

    /// <summary>AUTOJIT_PACK=Off: leave images as they are when the process ends, for tools that look at them later.</summary>
    public bool Pack { get; init; } = true;

    /// <summary>AUTOJIT_LINKER.</summary>
    public LinkerChoice Linker { get; init; }

    /// <summary>AUTOJIT_BACKEND.</summary>
    public BackEndChoice BackEnd { get; init; }

    /// <summary>AUTOJIT_DEBUG_INFO; null to decide by what the code was built with and whether a debugger is there.</summary>
    public DebugLevel? DebugInformation { get; init; }

    /// <summary>AUTOJIT_DAEMON=prefer: ask a daemon that is there before compiling.</summary>
    public bool PreferDaemon { get; init; }

    /// <summary>AUTOJIT_CACHE_MAX_SIZE in bytes, 0 for no limit; null when the cache's own setting decides.</summary>
    public long? CacheLimit { get; init; }

    /// <summary>AUTOJIT_TIER: which code is compiled again when it is hot.</summary>
    public TierUp TierUp { get; init; } = TierUp.Optimized;

    /// <summary>
    /// AUTOJIT_TIER_CALLS: how many calls of a function, or a fifth of how many iterations of its loops, make it hot, however
    /// short the program has run; null when nothing is said.
    /// </summary>
    public uint? HotCalls { get; init; }

    /// <summary>A setting that could not be understood, as a sentence; null when there is none.</summary>
    public string? Complaint { get; init; }

    /// <summary>Reads the settings.</summary>
    /// <param name="variable">Returns an environment variable's value, or null. In a process with elevated rights it
    /// must return null for every name.</param>
    public static RuntimeSettings Read(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        string? complaint = null;
        bool Flag(string name, bool otherwise)
        {
            switch (variable(name)?.ToUpperInvariant())
            {
                case null or "":
                    return otherwise;
                case "OFF" or "0" or "NO" or "FALSE":
                    return false;
                case "ON" or "1" or "YES" or "TRUE":
                    return true;
                default:
                    complaint = $"{name}={variable(name)} is neither On nor Off";
                    return otherwise;
            }
        }

        // Which of the values it may have a variable has, in the order of its enum; null when it is not set.
        int? Choice(string name, string problem, params ReadOnlySpan<string> values)
        {
            if (variable(name) is not { Length: > 0 } value)
            {
                return null;
            }

            int position = values.IndexOf(value);
            if (position < 0)
            {
                complaint = $"{name}={value} {problem}";
                return null;
            }

            return position;
        }

        bool debug = Flag("AUTOJIT_DEBUG", otherwise: false);
        bool pack = Flag("AUTOJIT_PACK", otherwise: true);
        int? linker = Choice("AUTOJIT_LINKER", "names no linker; use image or jitlink", "image", "jitlink");
        int? backEnd = Choice("AUTOJIT_BACKEND", "names no back end; use fast or llvm", "fast", "llvm");
        int? level = Choice("AUTOJIT_DEBUG_INFO", "names no level; use full, lines or none", "none", "lines", "full");
        int? daemon = Choice("AUTOJIT_DAEMON", "is not understood; use prefer, or nothing", "prefer");

        long? limit = null;
        if (variable("AUTOJIT_CACHE_MAX_SIZE") is { Length: > 0 } size)
        {
            limit = ByteSize.Parse(size);
            complaint = limit is null ? $"AUTOJIT_CACHE_MAX_SIZE={size} is no size; use a number with K, M, G or T, or 0 for no limit" : complaint;
        }

        int? tierUp = Choice("AUTOJIT_TIER", "is not 0, 1 or 2", "0", "1", "2");

        uint? hotCalls = null;
        if (variable("AUTOJIT_TIER_CALLS") is { Length: > 0 } calls)
        {
            if (uint.TryParse(calls, NumberStyles.None, CultureInfo.InvariantCulture, out uint number) && number <= 100_000_000)
            {
                hotCalls = number;
            }
            else
            {
                complaint = $"AUTOJIT_TIER_CALLS={calls} is no number up to 100000000";
            }
        }

        return new RuntimeSettings
        {
            TierUp = (TierUp?)tierUp ?? TierUp.Optimized,
            HotCalls = hotCalls,
            PreferDaemon = daemon is not null,
            Debug = debug,
            Pack = pack,
            CacheLimit = limit,
            Linker = (LinkerChoice)(linker ?? 0),
            BackEnd = (BackEndChoice)(backEnd ?? 0),
            DebugInformation = (DebugLevel?)level,
            Complaint = complaint,
        };
    }
}

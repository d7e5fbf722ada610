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
    /// <summary>What <see cref="HotCalls"/> is when nothing is said.</summary>
    public const uint DefaultHotCalls = 20000;

    /// <summary>AUTOJIT_DEBUG=On: print each decision.</summary>
    public bool Debug { get; init; }

    /// <summary>AUTOJIT_PACK=Off: leave images as they are when the process ends, for tools that look at them later.</summary>
    public bool Pack { get; init; } = true;

    /// <summary>AUTOJIT_LINKER.</summary>
    public LinkerChoice Linker { get; init; }

    /// <summary>AUTOJIT_DEBUG_INFO; null to decide by what the code was built with and whether a debugger is there.</summary>
    public DebugLevel? DebugInformation { get; init; }

    /// <summary>AUTOJIT_DAEMON=prefer: ask a daemon that is there before compiling.</summary>
    public bool PreferDaemon { get; init; }

    /// <summary>AUTOJIT_CACHE_MAX_SIZE in bytes, 0 for no limit; null when the cache's own setting decides.</summary>
    public long? CacheLimit { get; init; }

    /// <summary>AUTOJIT_TIER: which code is compiled again when it is hot.</summary>
    public TierUp TierUp { get; init; }

    /// <summary>AUTOJIT_TIER_CALLS: how many calls of a function, or a fifth of how many iterations of its loops, make it hot.</summary>
    public uint HotCalls { get; init; } = DefaultHotCalls;

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

        bool debug = Flag("AUTOJIT_DEBUG", otherwise: false);
        bool pack = Flag("AUTOJIT_PACK", otherwise: true);
        LinkerChoice linker = LinkerChoice.Image;
        switch (variable("AUTOJIT_LINKER"))
        {
            case null or "" or "image":
                break;
            case "jitlink":
                linker = LinkerChoice.JitLink;
                break;
            case string other:
                complaint = $"AUTOJIT_LINKER={other} names no linker; use image or jitlink";
                break;
        }

        DebugLevel? level = null;
        switch (variable("AUTOJIT_DEBUG_INFO"))
        {
            case null or "":
                break;
            case "full":
                level = DebugLevel.Full;
                break;
            case "lines":
                level = DebugLevel.Lines;
                break;
            case "none":
                level = DebugLevel.None;
                break;
            case string other:
                complaint = $"AUTOJIT_DEBUG_INFO={other} names no level; use full, lines or none";
                break;
        }

        bool preferDaemon = false;
        switch (variable("AUTOJIT_DAEMON"))
        {
            case null or "":
                break;
            case "prefer":
                preferDaemon = true;
                break;
            case string other:
                complaint = $"AUTOJIT_DAEMON={other} is not understood; use prefer, or nothing";
                break;
        }

        long? limit = null;
        if (variable("AUTOJIT_CACHE_MAX_SIZE") is { Length: > 0 } size)
        {
            limit = ByteSize.Parse(size);
            complaint = limit is null ? $"AUTOJIT_CACHE_MAX_SIZE={size} is no size; use a number with K, M, G or T, or 0 for no limit" : complaint;
        }

        TierUp tierUp = TierUp.Never;
        switch (variable("AUTOJIT_TIER"))
        {
            case null or "" or "0":
                break;
            case "1":
                tierUp = TierUp.Unoptimized;
                break;
            case "2":
                tierUp = TierUp.All;
                break;
            case string other:
                complaint = $"AUTOJIT_TIER={other} is not 0, 1 or 2";
                break;
        }

        uint hotCalls = DefaultHotCalls;
        if (variable("AUTOJIT_TIER_CALLS") is { Length: > 0 } calls &&
            (!uint.TryParse(calls, NumberStyles.None, CultureInfo.InvariantCulture, out hotCalls) || hotCalls > 100_000_000))
        {
            complaint = $"AUTOJIT_TIER_CALLS={calls} is no number up to 100000000";
        }

        return new RuntimeSettings
        {
            TierUp = tierUp,
            HotCalls = hotCalls,
            PreferDaemon = preferDaemon,
            Debug = debug,
            Pack = pack,
            CacheLimit = limit,
            Linker = linker,
            DebugInformation = level,
            Complaint = complaint,
        };
    }
}

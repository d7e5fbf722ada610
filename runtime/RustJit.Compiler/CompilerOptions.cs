// What a compilation depends on besides its module.

using System;
using System.Text;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Compiler;

/// <summary>The choices of the process that compiles.</summary>
public sealed record CompilerOptions
{
    /// <summary>What compiled code carries, as far as its source has it.</summary>
    public required DebugLevel DebugInformation { get; init; }

    /// <summary>Everything that images depend on besides their module; stored in them and compared.</summary>
    public required ReadOnlyMemory<byte> Key { get; init; }

    /// <summary>The same for objects, which are found by what they were made of; <see cref="Key"/> if nothing else is said.</summary>
    public ReadOnlyMemory<byte>? ObjectKey { get; init; }

    /// <summary>How many calls, or a fifth of how many iterations of its loops, make a body of the first tier hot.</summary>
    public uint HotCalls { get; init; }

    /// <summary>Where objects are found again; null for nowhere.</summary>
    public IObjectStore? Objects { get; init; }

    /// <summary>Which modules stay open; null for all until they are disposed of.</summary>
    public OpenSources? OpenSources { get; init; }

    /// <summary>The back end.</summary>
    public ICodeGenerator Generator { get; init; } = LlvmCodeGenerator.Instance;

    /// <summary>XXH3-128.</summary>
    public required IContentHasher Hasher { get; init; }

    /// <summary>Where decisions are told; null for nowhere.</summary>
    public Action<string>? Log { get; init; }

    /// <summary>The key of code that this compiler makes.</summary>
    /// <param name="compilerSize">Bytes of libautojit-llvm.so: a rebuilt compiler never meets the old one's code.</param>
    /// <param name="compilerModified">When it was written, in nanoseconds since 1970.</param>
    /// <param name="debugInformation">See <see cref="DebugInformation"/>.</param>
    /// <remarks>Code depends on its functions' own attributes for CPU and features, not on this machine.</remarks>
    public static byte[] BuildKey(long compilerSize, long compilerModified, DebugLevel debugInformation) => Encoding.UTF8.GetBytes(
        $"x86_64-elf image={ImageFile.FormatVersion} module={ModuleFile.FormatVersion} llvm={compilerSize}-{compilerModified} debug={NameOf(debugInformation)}");

    // Not by ToString: finding the names of an enum's values is the most expensive thing that a warm run would do.
    private static string NameOf(DebugLevel level) => level switch
    {
        DebugLevel.None => "None",
        DebugLevel.Lines => "Lines",
        _ => "Full",
    };
}

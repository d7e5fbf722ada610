// The Rust toolchain that will be used, and whether its compiler can load the plugin.

using System;
using System.Linq;

namespace RustJit.Tool;

internal sealed class Toolchain
{
    private const string Triple = "x86_64-unknown-linux-gnu";
    private const int RequiredLlvm = 22;

    private readonly string[] _selection;

    private Toolchain(string? selection, string cargo, string rustc)
    {
        _selection = selection is null ? [] : [selection];
        Cargo = cargo;
        string[] version = ToolOutput.Of(rustc, [.. Environment.GetEnvironmentVariable("RUSTC") is null ? _selection : [], "-vV"]).Split('\n');
        string Field(string name) => version.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim() ?? "";
        Release = Field("release:");
        Host = Field("host:");
        string llvm = Field("LLVM version:");
        if (llvm.Split('.')[0] != RequiredLlvm.ToString(System.Globalization.CultureInfo.InvariantCulture))
        {
            throw new ToolException($"rustc {Release} uses LLVM {(llvm.Length == 0 ? "of an unknown version" : llvm)}, and the plugin needs LLVM {RequiredLlvm}: "
                + "choose another toolchain, such as `autojit cargo +nightly ...` (`rustc -vV` prints the version)");
        }

        if (Host != Triple)
        {
            throw new ToolException($"rustc {Release} runs on {Host}; lazy code is for {Triple} only");
        }
    }

    /// <summary>The cargo to run: $CARGO, else the one on PATH.</summary>
    public string Cargo { get; }

    /// <summary>The compiler's version, such as 1.95.0 or 1.97.0-nightly.</summary>
    public string Release { get; }

    /// <summary>The host's triple.</summary>
    public string Host { get; }

    /// <summary>Whether unstable options need RUSTC_BOOTSTRAP.</summary>
    public bool IsStable => !Release.EndsWith("-nightly", StringComparison.Ordinal) && !Release.EndsWith("-dev", StringComparison.Ordinal);

    /// <summary>Asks the compiler.</summary>
    /// <param name="selection">`+nightly`, or null for rustup's choice.</param>
    /// <exception cref="ToolException">There is none, or it cannot be used.</exception>
    public static Toolchain Find(string? selection) => new(
        selection,
        Environment.GetEnvironmentVariable("CARGO") ?? "cargo",
        Environment.GetEnvironmentVariable("RUSTC") ?? "rustc");

    /// <summary>What a cargo command prints.</summary>
    public string AskCargo(params string[] arguments) => ToolOutput.Of(Cargo, [.. _selection, .. arguments]);

    /// <summary>What a cargo command prints, or null when it fails; unstable commands are allowed.</summary>
    public string? TryAskCargo(params string[] arguments) => ToolOutput.TryOf(Cargo, [.. _selection, .. arguments]);
}

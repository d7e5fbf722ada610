// Calls cargo, so that the filters may depend on any crate that needs no standard library.

using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;

namespace QueryFilter.Compile;

/// <param name="cargo">The program.</param>
/// <param name="workspace">Where Cargo.toml is.</param>
/// <param name="target">Where cargo keeps its output.</param>
/// <param name="cpu">What rustc generates code for.</param>
internal sealed class CrateCompiler(string cargo, string workspace, string target, string cpu)
{
    private const int LlvmVersion = 22;

    /// <summary>
    /// Compiles the crate `functions` with link-time optimisation: rustc then links the bitcode that the rlibs of its
    /// dependencies and of core and alloc carry, and keeps what is used.
    /// </summary>
    /// <returns>The path of the bitcode.</returns>
    /// <exception cref="CompileException">cargo is missing, or its LLVM is too new, or the crate has errors, which cargo has printed.</exception>
    public string Compile()
    {
        if (!File.Exists(Path.Combine(workspace, "Cargo.toml")))
        {
            throw new CompileException($"no Cargo.toml in '{workspace}': name the directory of the workspace with --workspace");
        }

        CheckVersion();
        string bitcode = Path.Combine(target, "functions.bc");
        string fingerprints = Path.Combine(target, "release", ".fingerprint");
        if (!File.Exists(bitcode) && Directory.Exists(fingerprints))
        {
            // cargo does not know about this file of ours, and would think that there is nothing to do.
            Directory.Delete(fingerprints, recursive: true);
        }

        Run(
            cargo,
            [
                "rustc", "--quiet", "--release", "--package=functions", "--lib", "--target-dir", target,
                "--", $"--emit=llvm-bc={bitcode}", $"-Ctarget-cpu={cpu}",
            ],
            capture: false);
        return File.Exists(bitcode) ? bitcode : throw new CompileException($"cargo did not write '{bitcode}'");
    }

    /// <summary>LLVM reads bitcode of older versions, not of newer ones.</summary>
    private void CheckVersion()
    {
        const string Label = "LLVM version: ";
        string rustc = Environment.GetEnvironmentVariable("RUSTC") is { Length: > 0 } named ? named : "rustc";
        string version = Run(rustc, ["--version", "--verbose"], capture: true);
        string? llvm = version.Split('\n').FirstOrDefault(l => l.StartsWith(Label, StringComparison.Ordinal))?[Label.Length..];
        if (llvm is null || !int.TryParse(llvm.Split('.')[0], out int major) || major > LlvmVersion)
        {
            throw new CompileException(
                $"{rustc} has LLVM {llvm ?? "of an unknown version"}, and bitcode of LLVM {LlvmVersion} or older is needed: choose another toolchain, for instance with RUSTUP_TOOLCHAIN");
        }
    }

    private string Run(string program, List<string> arguments, bool capture)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = workspace, RedirectStandardOutput = capture };
            using Process process = Process.Start(start)!;
            string output = capture ? process.StandardOutput.ReadToEnd() : "";
            process.WaitForExit();
            return process.ExitCode == 0 ? output : throw new CompileException($"{program} failed with exit code {process.ExitCode}");
        }
        catch (Win32Exception e)
        {
            throw new CompileException($"cannot start {program}: {e.Message}. Install Rust with rustup, or name a cargo with --cargo.");
        }
    }
}

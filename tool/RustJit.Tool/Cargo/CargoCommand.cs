// `autojit cargo`: its command line and its errors. Everything after `cargo` is cargo's.

using System;
using System.CommandLine;
using System.ComponentModel;
using System.IO;
using System.Linq;

namespace RustJit.Tool;

internal static class CargoCommand
{
    private const int Failed = 1;
    private const string Usage = """
        Description:
          Builds a Rust package or workspace lazily: cargo with the plugin.

        Usage:
          autojit cargo [+TOOLCHAIN] build|run|test|bench|check|rustc|clean [cargo's options...]

          Everything is passed on to cargo. Build scripts and procedural macros stay regular. What is built goes to
          target/autojit, so that regular builds are not disturbed (--target-dir DIR: to DIR).
          The toolchain must have LLVM 22 and be installed for x86_64-unknown-linux-gnu. Stable toolchains are run with
          RUSTC_BOOTSTRAP=1, because rustc's option for plugins is unstable.
          CARGO and RUSTC name other programs than `cargo` and `rustc`. AUTOJIT_* variables: see the README.
        """;

    /// <summary>The command, for the list of commands; <see cref="Run"/> does the work.</summary>
    public static Command Create() => new("cargo", "Builds, runs and tests Rust packages lazily.") { TreatUnmatchedTokensAsErrors = false };

    /// <summary>Runs cargo in place of this process.</summary>
    /// <param name="args">What follows `cargo`.</param>
    /// <returns>An exit code, when cargo cannot be started.</returns>
    public static int Run(string[] args)
    {
        if (args.FirstOrDefault() is null or "-h" or "--help" or "-?")
        {
            Console.WriteLine(Usage);
            return args.Length == 0 ? Failed : 0;
        }

        try
        {
            CargoLine line = CargoLine.Parse(args);
            var toolchain = Toolchain.Find(line.Toolchain);
            CargoPlan plan = CargoPlan.Make(line, toolchain, PluginFiles.BesideThisProgram());
            throw new ToolException($"cannot run '{toolchain.Cargo}': {ProcessImage.Replace(toolchain.Cargo, plan.Arguments, plan.Environment)}");
        }
        catch (Exception e) when (e is ToolException or Win32Exception or IOException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
            return Failed;
        }
    }
}

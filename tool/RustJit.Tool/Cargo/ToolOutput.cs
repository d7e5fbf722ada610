// Runs a program for its output.

using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Threading.Tasks;

namespace RustJit.Tool;

internal static class ToolOutput
{
    /// <summary>The standard output of a program that succeeds; its errors go to ours.</summary>
    /// <exception cref="ToolException">It cannot be started or fails.</exception>
    public static string Of(string program, IEnumerable<string> arguments)
    {
        (int code, string output) = Run(program, arguments, quiet: false);
        return code == 0 ? output : throw new ToolException($"{program} failed with exit code {code}");
    }

    /// <summary>The standard output of a program, or null when it fails.</summary>
    public static string? TryOf(string program, IEnumerable<string> arguments)
    {
        (int code, string output) = Run(program, arguments, quiet: true);
        return code == 0 ? output : null;
    }

    private static (int Code, string Output) Run(string program, IEnumerable<string> arguments, bool quiet)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = quiet };
        // `cargo config` is unstable, and harmless.
        start.Environment["RUSTC_BOOTSTRAP"] = "1";
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = quiet ? process.StandardError.ReadToEndAsync() : Task.FromResult("");
            string output = process.StandardOutput.ReadToEnd();
            _ = errors.Result;
            process.WaitForExit();
            return (process.ExitCode, output);
        }
        catch (Win32Exception e)
        {
            throw new ToolException($"cannot run '{program}': {e.Message}; install Rust with rustup, or set RUSTC and CARGO");
        }
    }
}

// `autojit run`: its command line, its errors and its exit codes.

using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using RustJit.Interop;
using RustJit.Orc;

namespace RustJit.Tool;

internal static class RunCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var file = new Argument<string?>("file")
        {
            Description = "A .ll, .bc, .o, .c, .cpp or .rs file; without one, a built-in sum(a, b)",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var arguments = new Argument<string[]>("args")
        {
            Description = "Arguments of the function, decimal or 0x hexadecimal; without any, they are asked for",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var call = new Option<string?>("--call") { Description = "The function to call (default: main, else sum)" };
        var level = new Option<int>("-O") { Description = "Optimisation level, 0 to 3", DefaultValueFactory = _ => 0 };
        level.AcceptOnlyFromAmong("0", "1", "2", "3");
        var dump = new Option<bool>("--dump") { Description = "Print the IR before it is run" };
        var count = new Option<bool>("--count-allocations") { Description = "Report what Rust code allocated and freed" };
        var link = new Option<string[]>("--link") { Description = "Another file to link in; may be repeated", DefaultValueFactory = _ => [] };
        var llvm = new Option<string[]>("--llvm") { Description = "An option for LLVM, such as --llvm=--print-changed; may be repeated. LLVM ignores those it does not know", DefaultValueFactory = _ => [] };
        var compiler = new Option<string[]>("--compiler-option") { Description = "An option for clang or rustc; may be repeated", DefaultValueFactory = _ => [] };
        var clang = new Option<string>("--clang") { Description = "The C compiler", DefaultValueFactory = _ => "clang-22" };
        var rustc = new Option<string>("--rustc") { Description = "The Rust compiler", DefaultValueFactory = _ => "rustc" };
        var command = new Command("run", "Compiles a function at run time and calls it.")
        {
            file, arguments, call, level, dump, count, link, llvm, compiler, clang, rustc,
        };
        command.SetAction(parsed => Guard(() => new Runner(WithFile(parsed.GetValue(file), parsed.GetValue(arguments) ?? []) with
        {
            Call = parsed.GetValue(call),
            Level = parsed.GetValue(level),
            Dump = parsed.GetValue(dump),
            CountAllocations = parsed.GetValue(count),
            Link = parsed.GetValue(link) ?? [],
            LlvmOptions = parsed.GetValue(llvm) ?? [],
            CompilerOptions = parsed.GetValue(compiler) ?? [],
            Clang = parsed.GetValue(clang)!,
            Rustc = parsed.GetValue(rustc)!,
        }).Run()));
        return command;
    }

    /// <summary>A number in place of the file is the first argument of the built-in function.</summary>
    private static RunSettings WithFile(string? file, string[] arguments) =>
        file is { Length: > 0 } && !File.Exists(file) && char.IsAsciiDigit(file.TrimStart('-').FirstOrDefault()) && !file.StartsWith("--", StringComparison.Ordinal)
            ? new RunSettings { Arguments = [file, .. arguments] }
            : new RunSettings { File = file, Arguments = arguments };

    private static int Guard(Func<int> run)
    {
        try
        {
            return run();
        }
        catch (LlvmException e) when (e.Diagnostics.Count != 0)
        {
            Console.Error.WriteLine($"Error parsing IR-code: {e.Message}");
        }
        catch (Exception e) when (e is ToolException or LlvmException or LlvmLibraryException or IOException or KeyNotFoundException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {e.Message}");
        }

        return Failed;
    }
}

// Calls clang or rustc to turn a source file into bitcode.

using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using RustJit.Orc;

namespace RustJit.Tool;

internal sealed class SourceCompiler(RunSettings settings)
{
    private enum Language
    {
        C,
        Cpp,
        Rust,
    }

    /// <summary>True for a file that has to be compiled first.</summary>
    public static bool IsSource(string path) => LanguageOf(path) is not null;

    /// <summary>Compiles <paramref name="path"/>; the module is not optimised yet.</summary>
    /// <exception cref="ToolException">The compiler is missing, or found errors; it has printed them.</exception>
    public LlvmModule Compile(LlvmContext context, string path)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"no such file: '{path}'", path);
        }

        Language language = LanguageOf(path)!.Value;
        DirectoryInfo directory = Directory.CreateTempSubdirectory("autojit-");
        try
        {
            string bitcode = Path.Combine(directory.FullName, Path.GetFileNameWithoutExtension(path) + ".bc");
            if (language == Language.Rust)
            {
                Start(settings.Rustc, RustArguments(path, bitcode), "Install rustup, or name a rustc with --rustc", ("RUSTC_BOOTSTRAP", "1"));
            }
            else
            {
                string clang = language == Language.Cpp ? settings.Clang.Replace("clang", "clang++", StringComparison.Ordinal) : settings.Clang;
                Start(clang, ClangArguments(path, bitcode), "Install clang-22, or name it with --clang");
            }

            return LlvmModule.FromFile(context, bitcode);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static Language? LanguageOf(string path) => Path.GetExtension(path) switch
    {
        ".c" => Language.C,
        ".cpp" or ".cc" or ".cxx" => Language.Cpp,
        ".rs" => Language.Rust,
        _ => null,
    };

    // Both compilers only prepare for the level: the passes run in this process.
    private List<string> ClangArguments(string path, string output) =>
    [
        "-emit-llvm", "-c", "-g", $"-O{settings.Level}", "-fPIC", "-Xclang", "-disable-llvm-passes", .. settings.CompilerOptions, path, "-o", output,
    ];

    private List<string> RustArguments(string path, string output) =>
    [
        "--crate-type=lib", "--emit=llvm-bc", "-Cdebuginfo=2", $"-Copt-level={settings.Level}", "-Cpanic=abort", "-Ccodegen-units=1",
        "-Cno-prepopulate-passes",
        // Instances that libstd happens to contain are compiled here as well: it is this module that is to be run.
        "-Zshare-generics=no",
        .. settings.CompilerOptions, path, "-o", output,
    ];

    private static void Start(string program, List<string> arguments, string advice, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using Process process = Process.Start(start)!;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new ToolException($"{program} failed with exit code {process.ExitCode}");
            }
        }
        catch (Win32Exception e)
        {
            throw new ToolException($"cannot start {program}: {e.Message}. {advice}.");
        }
    }
}

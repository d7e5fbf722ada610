// Looks at everything that must fit together: compilers, plugin, runtime, cache, environment. Changes nothing.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.CacheTool;

internal sealed class Doctor(ToolHost host, CacheDirectory? cache, string clang, string rustc)
{
    /// <summary>The major version of LLVM that plugin, compilers and runtime share.</summary>
    public const int RequiredLlvm = 22;

    private readonly Installation _installation = new(host.BaseDirectory);
    private string? _compiler;
    private bool _rust;
    private bool _rustIsStable;

    /// <summary>All checks, in the order in which problems should be mended.</summary>
    public List<CheckResult> Run()
    {
        List<CheckResult> results = [.. _installation.Check(), CheckClang(), CheckRust(), .. CheckCache(), CheckEnvironment()];
        bool canBuild = _compiler is not null && results.Take(3).All(r => r.State == CheckState.Ok);
        results.Add(canBuild
            ? new SelfTest(_installation, _compiler!).Run()
            : CheckResult.Note("self-test", "left out: mend the problems above first"));
        return results;
    }

    /// <summary>How to compile and link; after <see cref="Run"/>.</summary>
    public DoctorFlags Flags()
    {
        string lib = Quote(_installation.Library), plugin = Quote(_installation.Plugin);
        string bootstrap = _rustIsStable ? "RUSTC_BOOTSTRAP=1 " : "";
        return new DoctorFlags(
            $"{clang} -fpass-plugin={plugin} -c FILE.c",
            $"{clang} FILE.o -L{lib} -lautojit-runtime -Wl,-rpath,{lib}",
            _rust ? $"{bootstrap}{rustc} -Zllvm-plugins={plugin} -L{lib} -lautojit-runtime -Clink-arg=-Wl,-rpath,{lib} FILE.rs" : null);
    }

    private CheckResult CheckClang()
    {
        string install = $"apt-get install clang-{RequiredLlvm}";
        if (ToolProcess.Find(host, clang) is not { } path)
        {
            return CheckResult.Problem("clang", $"{clang} is not on PATH", install);
        }

        ProcessResult version = ToolProcess.Run(path, ["--version"]);
        int? major = NumberAfter(version.Output, "clang version ");
        if (major != RequiredLlvm)
        {
            string found = major is null ? version.Complaint : $"version {major}";
            return CheckResult.Problem("clang", $"{path} is {found}; the plugin needs clang {RequiredLlvm}", install);
        }

        _compiler = path;
        return CheckResult.Ok("clang", $"{path}: {version.Output.Split('\n')[0]}");
    }

    private CheckResult CheckRust()
    {
        if (ToolProcess.Find(host, rustc) is not { } path)
        {
            return CheckResult.Note("rustc", $"{rustc} is not on PATH; only Rust programs need it");
        }

        ProcessResult version = ToolProcess.Run(path, ["-vV"]);
        int? major = NumberAfter(version.Output, "LLVM version: ");
        if (major != RequiredLlvm)
        {
            string found = major is null ? version.Complaint : $"its LLVM is {major}";
            return CheckResult.Note("rustc", $"{path}: {found}; the plugin needs a rustc with LLVM {RequiredLlvm}", "rustup update");
        }

        _rust = true;
        string first = version.Output.Split('\n')[0];
        _rustIsStable = !first.Contains("nightly", StringComparison.Ordinal) && !first.Contains("dev", StringComparison.Ordinal);
        return CheckResult.Ok("rustc", $"{path}: {first}, LLVM {RequiredLlvm}");
    }

    private IEnumerable<CheckResult> CheckCache()
    {
        if (cache is null)
        {
            yield return CheckResult.Problem("cache", "there is no home directory to keep it in", "export AUTOJIT_CACHE_DIR=DIRECTORY");
            yield break;
        }

        DirectoryProblem problem = DirectoryCheck.Inspect(cache.Root);
        if (problem == DirectoryProblem.Missing)
        {
            yield return CheckResult.Ok("cache", $"{cache.Root} will be made by the first compilation");
            yield break;
        }

        foreach (string path in (string[])[cache.Root, cache.Modules, cache.Objects, cache.Images, cache.Counters])
        {
            problem = DirectoryCheck.Inspect(path);
            if (problem is not (DirectoryProblem.None or DirectoryProblem.Missing))
            {
                yield return CheckResult.Problem("cache", DirectoryCheck.Explain(problem, path), Remedy(problem, path));
                yield break;
            }
        }

        yield return WriteProblem(cache.Root) is { } reason
            ? CheckResult.Problem("cache", $"cannot write to '{cache.Root}': {reason}", "free some space, or export AUTOJIT_CACHE_DIR=DIRECTORY")
            : CheckResult.Ok("cache", $"{cache.Root} is private and can be written");
    }

    private CheckResult CheckEnvironment()
    {
        RuntimeSettings settings = RuntimeSettings.Read(host.Variable);
        if (settings.Complaint is not null)
        {
            return CheckResult.Problem("environment", settings.Complaint, $"unset {settings.Complaint.Split('=')[0]}");
        }

        if (cache is not null && CacheSettings.Read(cache, null).Problem is { } problem)
        {
            return CheckResult.Problem("environment", problem, "autojit-cache limit 5G");
        }

        // What only the compiler reads, see plugin-native/Options.cpp.
        if (host.Variable("AUTOJIT_STORE") is { Length: > 0 } store && store is not ("cache" or "embed") &&
            !(store.StartsWith("dir=", StringComparison.Ordinal) && store.Length > 4))
        {
            return CheckResult.Problem("environment", $"AUTOJIT_STORE={store} names no store; use cache, embed or dir=PATH", "unset AUTOJIT_STORE");
        }

        // What comes before the path that a program was linked with.
        string? other = (host.Variable("LD_LIBRARY_PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(path => File.Exists(Path.Combine(path, Path.GetFileName(_installation.Runtime))) &&
                Path.GetFullPath(path) != _installation.Library);
        if (other is not null)
        {
            return CheckResult.Problem("environment", $"LD_LIBRARY_PATH leads programs to another runtime, in '{other}'", "unset LD_LIBRARY_PATH");
        }

        return host.Variable("AUTOJIT_DISABLE") is { Length: > 0 } disable
            ? CheckResult.Note("environment", $"AUTOJIT_DISABLE={disable} may turn the plugin off", "unset AUTOJIT_DISABLE")
            : CheckResult.Ok("environment", "all settings are understood");
    }

    private static string Remedy(DirectoryProblem problem, string path) => problem == DirectoryProblem.WritableByOthers
        ? $"chmod go-w {Quote(path)}"
        : "export AUTOJIT_CACHE_DIR=DIRECTORY";

    private static string? WriteProblem(string directory)
    {
        string path = Path.Combine(directory, $"{CacheEntry.TemporaryPrefix}doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(path, new byte[4096]);
            File.Delete(path);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    private static int? NumberAfter(string text, string words)
    {
        int at = text.IndexOf(words, StringComparison.Ordinal);
        if (at < 0)
        {
            return null;
        }

        string digits = new([.. text.Skip(at + words.Length).TakeWhile(char.IsAsciiDigit)]);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }

    private static string Quote(string path) =>
        path.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+,:@%".Contains(c)) ? path : $"'{path.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

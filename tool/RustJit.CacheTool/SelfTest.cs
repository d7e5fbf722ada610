// Compiles, links and runs a small program with a cache of its own, twice: the second run must find what the first made.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RustJit.Cache;

namespace RustJit.CacheTool;

internal sealed class SelfTest(Installation installation, string compiler)
{
    private const string Name = "self-test";
    private const string Source = """
        #include <stdio.h>
        static int half(int x) { return x / 2; }
        int main(void) { printf("%d\n", half(84)); return 0; }
        """;

    public CheckResult Run()
    {
        string directory = Directory.CreateTempSubdirectory("autojit-doctor-").FullName;
        try
        {
            return Run(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return CheckResult.Problem(Name, e.Message, "free some space in the directory for temporary files, or export TMPDIR=DIRECTORY");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private CheckResult Run(string directory)
    {
        CacheDirectory cache = new(Path.Combine(directory, "cache"));
        Dictionary<string, string?> environment = new()
        {
            ["AUTOJIT_CACHE_DIR"] = cache.Root,
            ["AUTOJIT_STORE"] = null,
            ["AUTOJIT_DISABLE"] = null,
            ["AUTOJIT_KEEP"] = null,
        };
        File.WriteAllText(Path.Combine(directory, "test.c"), Source);
        ProcessResult compiled = ToolProcess.Run(
            compiler, [$"-fpass-plugin={installation.Plugin}", "-c", "test.c"], directory, environment);
        if (compiled.ExitCode != 0)
        {
            return CheckResult.Problem(Name, $"cannot compile with the plugin: {compiled.Complaint}", Installation.Reinstall);
        }

        if (CacheContents.Read(cache).Of(CacheEntryKind.Module).Count() != 1)
        {
            return CheckResult.Problem(Name, $"the plugin wrote no bitcode: {compiled.Complaint}", "AUTOJIT_DEBUG=On clang ... says why");
        }

        ProcessResult linked = ToolProcess.Run(
            compiler,
            ["test.o", "-o", "test", $"-L{installation.Library}", "-lautojit-runtime", $"-Wl,-rpath,{installation.Library}"],
            directory,
            environment);
        if (linked.ExitCode != 0)
        {
            string remedy = linked.Complaint.Contains("autojit", StringComparison.Ordinal) ? Installation.Reinstall : "apt-get install gcc libc6-dev";
            return CheckResult.Problem(Name, $"cannot link with the runtime: {linked.Complaint}", remedy);
        }

        foreach (string run in (string[])["first", "second"])
        {
            ProcessResult result = ToolProcess.Run(Path.Combine(directory, "test"), [], directory, environment);
            if (result.ExitCode != 0 || result.Output != "42\n")
            {
                return CheckResult.Problem(Name, $"the {run} run of a program failed: {result.Complaint}", "set AUTOJIT_DEBUG=On and run a program of yours to see more");
            }

            if (!CacheContents.Read(cache).Of(CacheEntryKind.Image).Any())
            {
                return CheckResult.Problem(Name, "compiled code was not kept: each run would compile again", "AUTOJIT_DEBUG=On says why");
            }
        }

        return CheckResult.Ok(Name, "compiled, linked and ran a program; the second run found its code");
    }
}

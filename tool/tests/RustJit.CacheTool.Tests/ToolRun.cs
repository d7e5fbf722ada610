// Runs the tool inside the test, with a cache, a clock and a keyboard of its own.

using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using RustJit.Cache.Tests;

namespace RustJit.CacheTool.Tests;

internal sealed record ToolRun(int ExitCode, string Output, string Error)
{
    /// <summary>The output as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs the tool on a cache.</summary>
    /// <param name="fixture">The cache.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="answer">What is typed; null when there is nobody.</param>
    /// <param name="color">Whether the output is a terminal.</param>
    /// <param name="variables">The environment besides the cache.</param>
    /// <param name="baseDirectory">Where the tool is installed.</param>
    public static ToolRun Of(
        CacheFixture fixture,
        string[] arguments,
        string? answer = null,
        bool color = false,
        Dictionary<string, string>? variables = null,
        string baseDirectory = "/nonexistent/bin")
    {
        Dictionary<string, string> environment = new(variables ?? []) { ["AUTOJIT_CACHE_DIR"] = fixture.Cache.Root };
        StringWriter output = new(), error = new();
        int exitCode = new Application(new ToolHost
        {
            Output = output,
            Error = error,
            Input = new StringReader(answer ?? ""),
            Variable = environment.GetValueOrDefault,
            CanAsk = answer is not null,
            UseColor = color,
            BaseDirectory = baseDirectory,
            Now = CacheFixture.Now,
        }).Run(arguments);
        return new ToolRun(exitCode, output.ToString(), error.ToString());
    }
}

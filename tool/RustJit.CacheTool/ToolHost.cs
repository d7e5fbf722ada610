// The outside of the tool, so that tests can stand in for terminal, environment and clock.

using System;
using System.IO;

namespace RustJit.CacheTool;

internal sealed record ToolHost
{
    /// <summary>Where results go.</summary>
    public required TextWriter Output { get; init; }

    /// <summary>Where messages go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where answers come from.</summary>
    public required TextReader Input { get; init; }

    /// <summary>Returns an environment variable's value, or null.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Whether there is somebody to answer a question.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether <see cref="Output"/> is a terminal that shows colours.</summary>
    public bool UseColor { get; init; }

    /// <summary>Whether <see cref="Error"/> is a terminal where progress may be shown.</summary>
    public bool ShowProgress { get; init; }

    /// <summary>Where this program's executable file is.</summary>
    public string BaseDirectory { get; init; } = "";

    /// <summary>The current time.</summary>
    public DateTimeOffset Now { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The real one.</summary>
    public static ToolHost OfProcess()
    {
        // https://no-color.org
        bool plain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) ||
            Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new ToolHost
        {
            Output = Console.Out,
            Error = Console.Error,
            Input = Console.In,
            Variable = Environment.GetEnvironmentVariable,
            CanAsk = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            UseColor = !plain && !Console.IsOutputRedirected,
            ShowProgress = !plain && !Console.IsErrorRedirected,
            BaseDirectory = AppContext.BaseDirectory,
        };
    }
}

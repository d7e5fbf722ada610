// Lines on stderr.

using System;
using System.Diagnostics;
using System.Globalization;

namespace RustJit.Daemon;

internal static class Log
{
    /// <summary>Whether AUTOJIT_DEBUG is on.</summary>
    public static bool Enabled { get; set; }

    /// <summary>One decision. Callers check <see cref="Enabled"/> before they build the text.</summary>
    public static void Write(string message) => Console.Error.Write($"[autojitd] {message}\n");

    /// <summary>The time since <paramref name="start"/>, for the end of a line.</summary>
    public static string Since(long start) =>
        string.Create(CultureInfo.InvariantCulture, $"({Stopwatch.GetElapsedTime(start).TotalMilliseconds:F2} ms)");
}

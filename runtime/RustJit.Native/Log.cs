// Lines on stderr, written with one system call each and without stdio.

using System;
using System.Globalization;
using System.Text;

namespace RustJit.Native;

internal static unsafe class Log
{
    /// <summary>Whether AUTOJIT_DEBUG is on.</summary>
    public static bool Enabled { get; set; }

    /// <summary>Milliseconds on a monotonic clock.</summary>
    public static double Now => NativeMethods.Clock();

    /// <summary>One decision. Callers check <see cref="Enabled"/> before they build the text.</summary>
    public static void Write(string message)
    {
        byte[] line = Encoding.UTF8.GetBytes($"[autojit] {message}\n");
        fixed (byte* text = line)
        {
            NativeMethods.WriteError(text, (nuint)line.Length);
        }
    }

    /// <summary>The time since <paramref name="start"/>, for the end of a line.</summary>
    public static string Since(double start) => string.Create(CultureInfo.InvariantCulture, $"({Now - start:F2} ms)");
}

internal static unsafe class Fatal
{
    /// <summary>A stub has nobody to return an error to: one line that says what to do, then abort.</summary>
    public static void Stop(string message)
    {
        Log.Write(message);
        NativeMethods.Abort();
    }

    /// <summary>The line for a function that cannot be had.</summary>
    public static void CannotRun(string function, string source, string what, string path, string remedy) =>
        Stop($"cannot run {function} from {source}: {what} '{path}'; {remedy}");
}

// Replaces this process by another program, which then has its terminal, signals and exit status.

using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Runtime.InteropServices;

namespace RustJit.Tool;

internal static unsafe partial class ProcessImage
{
    private const int SigPipe = 13;

    /// <summary>Runs a program of PATH in place of this one.</summary>
    /// <returns>Why it could not.</returns>
    public static string Replace(string program, IEnumerable<string> arguments, IEnumerable<string> environment)
    {
        // .NET ignores SIGPIPE, and ignored signals stay so in the new program.
        _ = signal(SigPipe, 0);
        _ = execvpe(program, [program, .. arguments, null], [.. environment, null]);
        return new Win32Exception(Marshal.GetLastPInvokeError()).Message;
    }

    [LibraryImport("libc.so.6", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int execvpe(string file, string?[] arguments, string?[] environment);

    [LibraryImport("libc.so.6")]
    private static partial nint signal(int number, nint handler);
}

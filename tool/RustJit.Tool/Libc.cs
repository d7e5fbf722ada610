// The few functions of libc that the tool calls itself.

using System.Runtime.InteropServices;

namespace RustJit.Tool;

internal static unsafe partial class Libc
{
    /// <summary>Writes out what JITed code has printed, so that it stays in order with what we print.</summary>
    public static void FlushOutput() => _ = fflush(null);

    [DllImport("libc.so.6")]
    private static extern int fflush(void* stream);
}

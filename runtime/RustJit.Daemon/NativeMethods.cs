// The few system calls that .NET has no name for.

using System.Runtime.InteropServices;

namespace RustJit.Daemon;

internal static class NativeMethods
{
    /// <summary>LOCK_EX | LOCK_NB.</summary>
    public const int LockNow = 6;

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", EntryPoint = "flock", ExactSpelling = true)]
    public static extern int Flock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "umask", ExactSpelling = true)]
    public static extern int Umask(int mask);

    [DllImport("libc", EntryPoint = "fcntl", ExactSpelling = true)]
    private static extern int Fcntl(int descriptor, int command, int argument);
#pragma warning restore SYSLIB1054

    /// <summary>Keeps a descriptor from the programs that this one might start.</summary>
    public static void CloseOnExec(int descriptor) => _ = Fcntl(descriptor, 2, 1);
}

// The few system calls that .NET has no name for.

using System.Runtime.InteropServices;

namespace RustJit.Daemon;

internal static class NativeMethods
{
    /// <summary>Opens or makes a lock file of mode 0600. Not through a symbolic link.</summary>
    /// <returns>A descriptor, or -1 and the errno.</returns>
    public static int OpenLock(string path, out int error)
    {
        const int ReadWrite = 0x2, Create = 0x40, NoFollow = 0x20000, CloseOnExecute = 0x80000, Mode = 0x180;
        int descriptor = Open(path, ReadWrite | Create | NoFollow | CloseOnExecute, Mode);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor;
    }

    /// <summary>Takes the lock unless another process has it.</summary>
    public static bool TryLock(int descriptor)
    {
        const int ExclusiveNow = 6;
        return Flock(descriptor, ExclusiveNow) == 0;
    }

    /// <summary>Keeps a descriptor from the programs that this one might start.</summary>
    public static void CloseOnExec(int descriptor)
    {
        const int SetFlags = 2, CloseOnExecute = 1;
        _ = Fcntl(descriptor, SetFlags, CloseOnExecute);
    }

    /// <summary>Lets the calling thread run when the others do not need the processor. It cannot be undone.</summary>
    public static void Yield() => _ = Nice(10); // On Linux, of this thread only.

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", EntryPoint = "umask", ExactSpelling = true)]
    public static extern int Umask(int mask);

    [DllImport("libc", EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "nice", ExactSpelling = true)]
    private static extern int Nice(int increment);

    [DllImport("libc", EntryPoint = "flock", ExactSpelling = true)]
    private static extern int Flock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "fcntl", ExactSpelling = true)]
    private static extern int Fcntl(int descriptor, int command, int argument);
#pragma warning restore SYSLIB1054
}

// The few system calls that .NET has no name for.

using System;
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
    /// <param name="increment">How much: 10, or 19 for what gives way to that, too.</param>
    public static void Yield(int increment) => _ = Nice(increment); // On Linux, of this thread only.

    /// <summary>How long the calling thread has had a processor.</summary>
    public static TimeSpan ThreadTime()
    {
        const int ThreadClock = 3;
        _ = ClockGetTime(ThreadClock, out TimeValue time);
        return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000);
    }

    /// <summary>Opens a file for reading that is no symbolic link. A pipe does not block.</summary>
    /// <returns>A descriptor, or -1 and the errno.</returns>
    public static int OpenForReading(string path, out int error)
    {
        const int NonBlocking = 0x800, NoFollow = 0x20000, CloseOnExecute = 0x80000;
        int descriptor = Open(path, NonBlocking | NoFollow | CloseOnExecute, 0);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor;
    }

    /// <summary>Opens a queue of file events.</summary>
    /// <returns>A descriptor, or -1 and the errno.</returns>
    public static int OpenInotify(out int error)
    {
        const int NonBlocking = 0x800, CloseOnExecute = 0x80000;
        int descriptor = InotifyInit(NonBlocking | CloseOnExecute);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        return descriptor;
    }

    /// <summary>Has the queue hear of files that are renamed into a directory.</summary>
    /// <returns>The watch, the same as long as it is the same directory; -1 when there is none.</returns>
    public static int WatchRenames(int inotify, string directory)
    {
        const uint MovedTo = 0x80, OnlyDirectory = 0x0100_0000, DoNotFollow = 0x0200_0000;
        return InotifyAddWatch(inotify, directory, MovedTo | OnlyDirectory | DoNotFollow);
    }

    /// <summary>Undoes <see cref="WatchRenames"/>.</summary>
    public static void EndWatch(int inotify, int watch) => _ = InotifyRemoveWatch(inotify, watch);

    /// <summary>Waits until there is something to read.</summary>
    public static bool WaitForInput(int descriptor, int milliseconds)
    {
        const short Input = 1;
        PollDescriptor poll = new() { Descriptor = descriptor, Events = Input };
        return Poll(ref poll, 1, milliseconds) > 0;
    }

    /// <summary>Reads what there is.</summary>
    /// <returns>Bytes; 0 when there is nothing.</returns>
    public static int ReadSome(int descriptor, byte[] buffer) => (int)nint.Max(0, Read(descriptor, buffer, buffer.Length));

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeValue
    {
        public long Seconds;
        public long Nanoseconds;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", EntryPoint = "umask", ExactSpelling = true)]
    public static extern int Umask(int mask);

    [DllImport("libc", EntryPoint = "open", ExactSpelling = true, SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", EntryPoint = "clock_gettime", ExactSpelling = true)]
    private static extern int ClockGetTime(int clock, out TimeValue time);

    [DllImport("libc", EntryPoint = "inotify_init1", ExactSpelling = true, SetLastError = true)]
    private static extern int InotifyInit(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", ExactSpelling = true)]
    private static extern int InotifyAddWatch(int inotify, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mask);

    [DllImport("libc", EntryPoint = "inotify_rm_watch", ExactSpelling = true)]
    private static extern int InotifyRemoveWatch(int inotify, int watch);

    [DllImport("libc", EntryPoint = "poll", ExactSpelling = true)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    [DllImport("libc", EntryPoint = "read", ExactSpelling = true)]
    private static extern nint Read(int descriptor, byte[] buffer, nint count);

    [DllImport("libc", EntryPoint = "nice", ExactSpelling = true)]
    private static extern int Nice(int increment);

    [DllImport("libc", EntryPoint = "flock", ExactSpelling = true)]
    private static extern int Flock(int descriptor, int operation);

    [DllImport("libc", EntryPoint = "fcntl", ExactSpelling = true)]
    private static extern int Fcntl(int descriptor, int command, int argument);
#pragma warning restore SYSLIB1054
}

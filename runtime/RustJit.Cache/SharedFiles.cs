// Files that several processes use at once, by system calls: .NET cannot append or lock, and its own file classes would
// make the runtime a quarter larger, which every warm process pays for.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace RustJit.Cache;

internal static class SharedFiles
{
    /// <summary>ENOENT.</summary>
    public const int NoSuchFile = 2;

    private const int TooLarge = 27; // EFBIG
    private const int Interrupted = 4; // EINTR
    private const int CloseOnExec = 0x80000, NoFollow = 0x20000, DirectoryOnly = 0x10000, NonBlocking = 0x800;
    private const int Private = 0x180; // 0600

    /// <summary>
    /// Appends all of <paramref name="bytes"/> with one write, which on local file systems is one piece whoever else appends.
    /// Four system calls.
    /// </summary>
    /// <param name="path">A file; symbolic links are not followed.</param>
    /// <param name="bytes">Less than a page.</param>
    /// <param name="create">Whether to make the file, for this user only, when it is missing.</param>
    /// <returns>0 or an errno.</returns>
    public static int Append(string path, ReadOnlySpan<byte> bytes, bool create)
    {
        const int WriteOnly = 1, Create = 0x40, AtEnd = 0x400;
        return Write(path, WriteOnly | AtEnd | (create ? Create : 0), bytes);
    }

    /// <summary>Writes a small file under a temporary name and gives it its own.</summary>
    /// <returns>Whether that worked.</returns>
    public static bool Publish(string directory, string name, ReadOnlySpan<byte> bytes)
    {
        const int WriteOnly = 1, Create = 0x40, Exclusive = 0x80;
        // Only one process at a time has the lock under which this is called, so its number is name enough.
        string temporary = $"{directory}/{CacheEntry.TemporaryPrefix}{getpid()}-{name}";
        _ = unlink(temporary);
        if (Write(temporary, WriteOnly | Create | Exclusive, bytes) == 0 && rename(temporary, $"{directory}/{name}") == 0)
        {
            return true;
        }

        _ = unlink(temporary);
        return false;
    }

    /// <summary>Reads a file.</summary>
    /// <returns>Null when it cannot be read, or has more than <paramref name="limit"/> bytes.</returns>
    public static byte[]? Read(string path, int limit)
    {
        int file = open(path, CloseOnExec | NoFollow | NonBlocking, 0);
        if (file < 0)
        {
            return null;
        }

        byte[] bytes = new byte[4096];
        int used = 0;
        nint count;
        while ((count = read(file, ref bytes[used], bytes.Length - used)) > 0 || (count < 0 && Marshal.GetLastPInvokeError() == Interrupted))
        {
            used += int.Max((int)count, 0);
            if (used == bytes.Length)
            {
                Array.Resize(ref bytes, used * 2);
            }

            if (used > limit)
            {
                break;
            }
        }

        _ = close(file);
        return count < 0 || used > limit ? null : bytes[..used];
    }

    /// <summary>The names in a directory, read while they are asked for, in no order.</summary>
    public static IEnumerable<string> List(string directory)
    {
        int file = open(directory, DirectoryOnly | CloseOnExec | NoFollow, 0);
        if (file < 0)
        {
            yield break;
        }

        try
        {
            // struct linux_dirent64 of getdents64(2): u64, i64, u16 length, u8 type, name.
            byte[] entries = new byte[16384];
            nint used;
            while ((used = getdents64(file, ref entries[0], entries.Length)) > 0)
            {
                for (int at = 0; at < used; at += BinaryPrimitives.ReadUInt16LittleEndian(entries.AsSpan(at + 16)))
                {
                    ReadOnlySpan<byte> name = entries.AsSpan(at + 19);
                    name = name[..name.IndexOf((byte)0)];
                    if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
                    {
                        yield return Encoding.UTF8.GetString(name);
                    }
                }
            }
        }
        finally
        {
            _ = close(file);
        }
    }

    /// <summary>Makes a directory for this user only.</summary>
    /// <returns>Whether it is there.</returns>
    public static bool MakeDirectory(string path)
    {
        const int ForUser = 0x1C0, Exists = 17;
        return mkdir(path, ForUser) == 0 || Marshal.GetLastPInvokeError() == Exists;
    }

    /// <summary>Removes a file.</summary>
    /// <returns>Whether it is this call that removed it.</returns>
    public static bool Remove(string path) => unlink(path) == 0;

    /// <summary>Removes a directory if it is empty.</summary>
    public static void RemoveDirectory(string path) => _ = rmdir(path);

    /// <summary>Takes a lock on a directory, if nobody has it. It ends with the process at the latest.</summary>
    /// <returns>What <see cref="Unlock"/> takes; negative when another process has it, or locks do not work there.</returns>
    public static int TryLock(string directory)
    {
        const int Exclusive = 2, DoNotWait = 4;
        int file = open(directory, DirectoryOnly | CloseOnExec | NoFollow, 0);
        if (file >= 0 && flock(file, Exclusive | DoNotWait) != 0)
        {
            _ = close(file);
            return -1;
        }

        return file;
    }

    /// <summary>Gives a lock back.</summary>
    public static void Unlock(int held) => _ = close(held);

    private static int Write(string path, int flags, ReadOnlySpan<byte> bytes)
    {
        // Writing beyond this limit raises SIGXFSZ, which would end the program.
        const int FileSize = 1;
        Span<ulong> limit = stackalloc ulong[2];
        if (getrlimit(FileSize, ref MemoryMarshal.GetReference(limit)) == 0 && limit[0] != ulong.MaxValue)
        {
            return TooLarge;
        }

        int file = open(path, flags | CloseOnExec | NoFollow | NonBlocking, Private);
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        nint written = write(file, in MemoryMarshal.GetReference(bytes), bytes.Length);
        int error = written == bytes.Length ? 0 : written < 0 ? Marshal.GetLastPInvokeError() : TooLarge;
        _ = close(file);
        return error;
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, int mode);

    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern nint read(int file, ref byte data, nint size);

    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern nint write(int file, in byte data, nint size);

    [DllImport("libc", ExactSpelling = true)]
    private static extern nint getdents64(int file, ref byte data, nint size);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int close(int file);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int flock(int file, int operation);

    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern int mkdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int rmdir([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int unlink([MarshalAs(UnmanagedType.LPUTF8Str)] string path);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);

    [DllImport("libc", ExactSpelling = true)]
    private static extern int getpid();

    [DllImport("libc", ExactSpelling = true)]
    private static extern int getrlimit(int resource, ref ulong limit);
#pragma warning restore SYSLIB1054
}

// lstat for C#: .NET does not tell who owns a file.

using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RustJit.Cache;

/// <summary>What kind of file a path names.</summary>
public enum FileKind
{
    /// <summary>A regular file.</summary>
    Regular,

    /// <summary>A directory.</summary>
    Directory,

    /// <summary>A symbolic link.</summary>
    SymbolicLink,

    /// <summary>A socket, pipe or device.</summary>
    Other,
}

/// <summary>The status of a file. A symbolic link is described itself and not followed.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Owner">The user id of the owner.</param>
/// <param name="Permissions">The permission bits.</param>
/// <param name="Size">Bytes of content.</param>
/// <param name="Modified">When its content was last changed.</param>
/// <param name="Accessed">When it was last read, as exactly as the file system records that: by default, once a day.</param>
public readonly record struct FileStatus(
    FileKind Kind, uint Owner, int Permissions, long Size, DateTimeOffset Modified, DateTimeOffset Accessed)
{
    private const int WritableByOthers = 0x12; // S_IWGRP | S_IWOTH

    /// <summary>The same as <see cref="Modified"/> in nanoseconds since 1970: exact, where that counts in steps of 100.</summary>
    public long ModifiedNanoseconds { get; init; }

    /// <summary>The user id that this process acts with.</summary>
    public static uint CurrentUser => geteuid();

    /// <summary>Whether group or others may write.</summary>
    public bool IsWritableByOthers => (Permissions & WritableByOthers) != 0;

    /// <summary>The later of <see cref="Modified"/> and <see cref="Accessed"/>.</summary>
    public DateTimeOffset LastUsed => Accessed > Modified ? Accessed : Modified;

    /// <summary>Reads the status of <paramref name="path"/>.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="error">0, or an errno.</param>
    /// <returns>Null when there is an error.</returns>
    public static FileStatus? Read(string path, out int error)
    {
        // struct statx is the same on every architecture: see statx(2).
        const int CurrentDirectory = -100, DoNotFollow = 0x100;
        const uint BasicStatus = 0x7FF;
        byte[] buffer = new byte[256];
        if (statx(CurrentDirectory, path, DoNotFollow, BasicStatus, buffer) != 0)
        {
            error = Marshal.GetLastPInvokeError();
            return null;
        }

        error = 0;
        int mode = BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(28));
        FileKind kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Directory,
            0xA000 => FileKind.SymbolicLink,
            _ => FileKind.Other,
        };
        return new FileStatus(
            kind,
            BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(20)),
            mode & 0xFFF,
            BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(40)),
            Time(buffer.AsSpan(112)),
            Time(buffer.AsSpan(64)))
        {
            ModifiedNanoseconds = unchecked((BinaryPrimitives.ReadInt64LittleEndian(buffer.AsSpan(112)) * 1_000_000_000) +
                BinaryPrimitives.ReadUInt32LittleEndian(buffer.AsSpan(120))),
        };
    }

    private static DateTimeOffset Time(ReadOnlySpan<byte> bytes)
    {
        // A file system may hold anything; DateTimeOffset ends with the year 9999.
        long seconds = Math.Clamp(BinaryPrimitives.ReadInt64LittleEndian(bytes), 0, 253_402_300_799);
        return DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks(BinaryPrimitives.ReadUInt32LittleEndian(bytes[8..]) / 100);
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern int statx(
        int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", ExactSpelling = true)]
    private static extern uint geteuid();
#pragma warning restore SYSLIB1054
}

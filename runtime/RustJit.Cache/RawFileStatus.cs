// lstat for C#: .NET does not tell who owns a file. Times are numbers here: .NET's classes for time bring the time zones
// with them, and the runtime would have to carry those.

using System;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace RustJit.Cache;

/// <summary>The status of a file, as statx(2) gives it. A symbolic link is described itself and not followed.</summary>
internal struct RawFileStatus
{
    public const int WritableByOthers = 0x12; // S_IWGRP | S_IWOTH

    public FileKind Kind;
    public uint Owner;
    public int Permissions;
    public long Size;

    /// <summary>Seconds since 1970.</summary>
    public long Modified;
    public uint ModifiedNanoseconds;

    /// <summary>Seconds since 1970.</summary>
    public long Accessed;
    public uint AccessedNanoseconds;

    /// <summary>The user id that this process acts with.</summary>
    public static uint CurrentUser => geteuid();

    /// <summary>Reads the status of <paramref name="path"/>.</summary>
    /// <returns>0 or an errno.</returns>
    public static int Read(string path, out RawFileStatus status)
    {
        // struct statx is the same on every architecture: see statx(2).
        const int CurrentDirectory = -100, DoNotFollow = 0x100;
        const uint BasicStatus = 0x7FF;
        status = default;
        Span<byte> buffer = stackalloc byte[256];
        if (statx(CurrentDirectory, path, DoNotFollow, BasicStatus, ref MemoryMarshal.GetReference(buffer)) != 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        int mode = BinaryPrimitives.ReadUInt16LittleEndian(buffer[28..]);
        status.Kind = (mode & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Directory,
            0xA000 => FileKind.SymbolicLink,
            _ => FileKind.Other,
        };
        status.Permissions = mode & 0xFFF;
        status.Owner = BinaryPrimitives.ReadUInt32LittleEndian(buffer[20..]);
        status.Size = BinaryPrimitives.ReadInt64LittleEndian(buffer[40..]);
        status.Accessed = BinaryPrimitives.ReadInt64LittleEndian(buffer[64..]);
        status.AccessedNanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(buffer[72..]);
        status.Modified = BinaryPrimitives.ReadInt64LittleEndian(buffer[112..]);
        status.ModifiedNanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(buffer[120..]);
        return 0;
    }

#pragma warning disable SYSLIB1054 // The generator of LibraryImport writes unsafe code, which this project does not allow.
    [DllImport("libc", ExactSpelling = true, SetLastError = true)]
    private static extern int statx(
        int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, ref byte buffer);

    [DllImport("libc", ExactSpelling = true)]
    private static extern uint geteuid();
#pragma warning restore SYSLIB1054
}

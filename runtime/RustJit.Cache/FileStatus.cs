// The status of a file for people; what the system says is in RawFileStatus.cs.

using System;

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
    /// <summary>The same as <see cref="Modified"/> in nanoseconds since 1970: exact, where that counts in steps of 100.</summary>
    public long ModifiedNanoseconds { get; init; }

    /// <summary>The user id that this process acts with.</summary>
    public static uint CurrentUser => RawFileStatus.CurrentUser;

    /// <summary>Whether group or others may write.</summary>
    public bool IsWritableByOthers => (Permissions & RawFileStatus.WritableByOthers) != 0;

    /// <summary>The later of <see cref="Modified"/> and <see cref="Accessed"/>.</summary>
    public DateTimeOffset LastUsed => Accessed > Modified ? Accessed : Modified;

    /// <summary>Reads the status of <paramref name="path"/>.</summary>
    /// <param name="path">Any path.</param>
    /// <param name="error">0, or an errno.</param>
    /// <returns>Null when there is an error.</returns>
    public static FileStatus? Read(string path, out int error)
    {
        error = RawFileStatus.Read(path, out RawFileStatus raw);
        return error != 0
            ? null
            : new FileStatus(raw.Kind, raw.Owner, raw.Permissions, raw.Size, Time(raw.Modified, raw.ModifiedNanoseconds), Time(raw.Accessed, raw.AccessedNanoseconds))
            {
                ModifiedNanoseconds = unchecked((raw.Modified * 1_000_000_000) + raw.ModifiedNanoseconds),
            };
    }

    // A file system may hold anything; DateTimeOffset ends with the year 9999.
    private static DateTimeOffset Time(long seconds, uint nanoseconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, 253_402_300_799)).AddTicks(nanoseconds / 100);
}

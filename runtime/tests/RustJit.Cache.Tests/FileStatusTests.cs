// lstat, compared with what .NET and the test itself know.

using System;
using System.IO;

namespace RustJit.Cache.Tests;

public sealed class FileStatusTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Read_File_GivesSizeTimesAndPermissions()
    {
        string path = _directory.Write("file", new byte[1234]);
        DateTime modified = new(2020, 2, 3, 4, 5, 6, DateTimeKind.Utc), accessed = modified.AddDays(1).AddMilliseconds(250);
        File.SetLastWriteTimeUtc(path, modified);
        File.SetLastAccessTimeUtc(path, accessed);
        File.SetUnixFileMode(path, (UnixFileMode)0x1A0); // 0640
        FileStatus status = FileStatus.Read(path, out int error)!.Value;
        Assert.Equal(0, error);
        Assert.Equal(
            new FileStatus(FileKind.Regular, FileStatus.CurrentUser, 0x1A0, 1234, modified, accessed)
            {
                ModifiedNanoseconds = (modified - DateTime.UnixEpoch).Ticks * 100,
            },
            status);
        Assert.Equal(accessed, status.LastUsed);
        Assert.False(status.IsWritableByOthers);
    }

    [Fact]
    public void Read_FileOnlyWritten_WasLastUsedThen()
    {
        string path = _directory.Write("file", "x"u8);
        File.SetLastAccessTimeUtc(path, DateTime.UnixEpoch);
        FileStatus status = FileStatus.Read(path, out _)!.Value;
        Assert.Equal(status.Modified, status.LastUsed);
    }

    [Fact]
    public void Read_SymbolicLink_IsTheLinkItself()
    {
        string link = _directory.Combine("link");
        File.CreateSymbolicLink(link, _directory.Combine("nowhere"));
        Assert.Equal(FileKind.SymbolicLink, FileStatus.Read(link, out _)!.Value.Kind);
    }

    [Fact]
    public void Read_Directory_IsOne() => Assert.Equal(FileKind.Directory, FileStatus.Read(_directory.Path, out _)!.Value.Kind);

    [Fact]
    public void Read_Device_IsOther() => Assert.Equal(FileKind.Other, FileStatus.Read("/dev/null", out _)!.Value.Kind);

    [Theory]
    [InlineData("none", 2)]
    [InlineData("none/below", 2)]
    public void Read_NothingThere_GivesErrno(string relative, int expected)
    {
        Assert.Null(FileStatus.Read(_directory.Combine(relative), out int error));
        Assert.Equal(expected, error);
    }

    public void Dispose() => _directory.Dispose();
}

// Each reason for which a directory is refused.

using System;
using System.IO;

namespace RustJit.Cache.Tests;

public sealed class DirectoryCheckTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    [Fact]
    public void Inspect_PrivateDirectory_IsAccepted() =>
        Assert.Equal(DirectoryProblem.None, DirectoryCheck.Inspect(_directory.Path));

    [Fact]
    public void Inspect_ReadableByAll_IsAccepted()
    {
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0x1ED); // 0755
        Assert.Equal(DirectoryProblem.None, DirectoryCheck.Inspect(_directory.Path));
    }

    [Theory]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherWrite)]
    [InlineData(UnixFileMode.OtherWrite | UnixFileMode.StickyBit)]
    public void Inspect_OthersMayWrite_IsNamed(UnixFileMode more)
    {
        File.SetUnixFileMode(_directory.Path, (UnixFileMode)0x1C0 | more);
        Assert.Equal(DirectoryProblem.WritableByOthers, DirectoryCheck.Inspect(_directory.Path));
    }

    [Fact]
    public void Inspect_NothingThere_IsMissing() =>
        Assert.Equal(DirectoryProblem.Missing, DirectoryCheck.Inspect(_directory.Combine("none")));

    [Fact]
    public void Inspect_File_IsNotADirectory() =>
        Assert.Equal(DirectoryProblem.NotADirectory, DirectoryCheck.Inspect(_directory.Write("file", "x"u8)));

    [Fact]
    public void Inspect_BelowAFile_IsUnreadable()
    {
        _directory.Write("file", "x"u8);
        Assert.Equal(DirectoryProblem.Unreadable, DirectoryCheck.Inspect(_directory.Combine("file", "below")));
    }

    [Fact]
    public void Inspect_SymbolicLinkToAPrivateDirectory_IsNamed()
    {
        string link = _directory.Combine("link");
        Directory.CreateDirectory(_directory.Combine("target"));
        File.CreateSymbolicLink(link, _directory.Combine("target"));
        Assert.Equal(DirectoryProblem.SymbolicLink, DirectoryCheck.Inspect(link));
    }

    [Fact]
    public void Inspect_DirectoryOfAnotherUser_IsNamed() => Assert.Equal(
        // Whoever runs this, one of the two is somebody else's.
        DirectoryProblem.OtherOwner, DirectoryCheck.Inspect(FileStatus.CurrentUser == 0 ? OfNobody() : "/"));

    [Theory]
    [InlineData(DirectoryProblem.SymbolicLink)]
    [InlineData(DirectoryProblem.NotADirectory)]
    [InlineData(DirectoryProblem.OtherOwner)]
    [InlineData(DirectoryProblem.WritableByOthers)]
    [InlineData(DirectoryProblem.Unreadable)]
    public void Explain_EachProblem_NamesPathAndRemedy(DirectoryProblem problem)
    {
        string text = DirectoryCheck.Explain(problem, "/some/path");
        Assert.Contains("'/some/path'", text);
        Assert.Contains("AUTOJIT_CACHE_DIR", text);
    }

    public void Dispose() => _directory.Dispose();

    private string OfNobody()
    {
        string path = _directory.Combine("nobody");
        Directory.CreateDirectory(path);
        using System.Diagnostics.Process chown = System.Diagnostics.Process.Start("chown", ["65534", path]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
        return path;
    }
}

// A private directory of one test.

using System;
using System.IO;

namespace RustJit.Cache.Tests;

internal sealed class TemporaryDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("autojit-test-").FullName;

    /// <summary>Writes a file, making directories that are private as the cache's are.</summary>
    public string Write(string relative, ReadOnlySpan<byte> content)
    {
        string path = System.IO.Path.Combine(Path, relative);
        Directory.CreateDirectory(
            System.IO.Path.GetDirectoryName(path)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllBytes(path, content);
        return path;
    }

    public string Combine(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

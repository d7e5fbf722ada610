// Opens a module file of the cache that nobody has sent, by the rules of docs/cache-format.md.

using System;
using System.IO;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Daemon;

internal static class PublishedFile
{
    /// <summary>The largest file that is opened.</summary>
    public const long MostBytes = 64 << 20;

    private const string Extension = ".bc";

    /// <summary>Reads the name of a module file. Temporary files and others have none.</summary>
    public static bool TryReadName(string name, out ContentHash hash)
    {
        Span<byte> bytes = stackalloc byte[ContentHash.Size];
        hash = default;
        if (name.Length != (2 * ContentHash.Size) + Extension.Length || !name.EndsWith(Extension, StringComparison.Ordinal) ||
            Convert.FromHexString(name.AsSpan(0, 2 * ContentHash.Size), bytes, out _, out int written) != System.Buffers.OperationStatus.Done ||
            written != ContentHash.Size)
        {
            return false;
        }

        hash = ContentHash.Read(bytes);
        return hash + Extension == name; // As the compiler spells it.
    }

    /// <summary>Reads and checks a module file as one that a client sends.</summary>
    /// <param name="cache">Where.</param>
    /// <param name="hash">Which.</param>
    /// <param name="problem">Why it is not used, as part of a sentence; null when it is, or when it is no longer there.</param>
    public static ModuleFile? Read(CacheDirectory cache, ContentHash hash, out string? problem)
    {
        problem = null;
        if (!CacheFiles.ArePrivate([cache.Root, cache.Modules], make: false))
        {
            return null; // Which was said.
        }

        string path = PathOf(cache, hash);
        try
        {
            if (FileStatus.Read(path, out _) is not { } status)
            {
                return null;
            }

            problem = Check(status);
            return problem is null ? Read(path, hash, out problem) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or OutOfMemoryException)
        {
            problem = e.Message;
            return null;
        }
    }

    /// <summary>Where a module file is.</summary>
    public static string PathOf(CacheDirectory cache, ContentHash hash) => Path.Combine(cache.Modules, hash + Extension);

    private static string? Check(FileStatus status) => status switch
    {
        { Kind: not FileKind.Regular } => "it is no regular file",
        _ when status.Owner != FileStatus.CurrentUser => "it belongs to another user",
        { IsWritableByOthers: true } => "others may write to it",
        { Size: > MostBytes } => "it is too large to be opened before somebody asks for it",
        _ => null,
    };

    private static ModuleFile? Read(string path, ContentHash hash, out string? problem)
    {
        int descriptor = NativeMethods.OpenForReading(path, out int errno);
        if (descriptor < 0)
        {
            problem = Marshal.GetPInvokeErrorMessage(errno);
            return null;
        }

        using SafeFileHandle handle = new(descriptor, ownsHandle: true);
        long size = Math.Min(RandomAccess.GetLength(handle), MostBytes);
        // Pinned: LLVM reads from it as long as the module is open.
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)size, pinned: true);
        int at = 0;
        for (int some; at < bytes.Length && (some = RandomAccess.Read(handle, bytes.AsSpan(at), at)) > 0; at += some)
        {
        }

        ModuleFileError error = ModuleFile.TryParse(bytes.AsMemory(0, at), hash, NativeContentHasher.Instance, out ModuleFile? file);
        problem = error == ModuleFileError.None ? null : error.Message(bytes);
        return file;
    }
}

// The compiler that this daemon works with: the private LLVM of its own installation.

using System;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Interop;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>Opened once, when the daemon starts.</summary>
internal sealed class Installation
{
    private readonly string _path;
    private readonly ObjectStore? _objects;

    private Installation(string path, CompilerStamp stamp)
    {
        _path = path;
        Cache = CacheDirectory.Find(Environment.GetEnvironmentVariable);
        _objects = Cache is { } cache ? new ObjectStore(cache) : null;
        Stamp = stamp;
    }

    /// <summary>The cache of the daemon's own environment; null when there is none.</summary>
    public CacheDirectory? Cache { get; }

    /// <summary>Tells this compiler from others; part of every image's key.</summary>
    public CompilerStamp Stamp { get; }

    /// <summary>Finds and opens the compiler.</summary>
    /// <exception cref="LlvmLibraryException">There is none, or it cannot be opened.</exception>
    public static Installation Open()
    {
        string path = LlvmLibrary.Find();
        // Before it is opened: a file that is replaced in between is noticed by the first IsCurrent.
        CompilerStamp stamp = StampOf(path);
        LlvmLibrary.Load(path);
        AutoJitLlvm.BindForThreads();
        return new Installation(path, stamp);
    }

    /// <summary>Whether the file is still the one that was opened. A daemon that was replaced ends.</summary>
    public bool IsCurrent() => StampOf(_path) == Stamp;

    /// <summary>The choices behind code with this much debug information.</summary>
    public CompilerOptions OptionsFor(DebugLevel level) => new()
    {
        DebugInformation = level,
        Key = CompilerOptions.BuildKey(Stamp.Size, Stamp.Modified, level),
        Hasher = NativeContentHasher.Instance,
        Objects = _objects,
        Log = Log.Enabled ? Log.Write : null,
        Generator = new FastCodeGenerator(Log.Enabled ? Log.Write : null),
    };

    private static CompilerStamp StampOf(string path)
    {
        try
        {
            path = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (IOException)
        {
            return default;
        }

        return FileStatus.Read(path, out _) is { } status ? new CompilerStamp(status.Size, status.ModifiedNanoseconds) : default;
    }
}

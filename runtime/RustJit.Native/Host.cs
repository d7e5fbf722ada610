// What is decided once for the process: settings, cache, key of the code that is made here.

using System;
using System.IO;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Native;

internal static unsafe class Host
{
    static Host()
    {
        Settings = RuntimeSettings.Read(NativeText.Variable);
        Log.Enabled = Settings.Debug;
        if (Settings.Complaint is not null)
        {
            Fatal.Stop(Settings.Complaint);
        }

        Linker = Settings.Linker;
        Cache = CacheDirectory.Find(NativeText.Variable);
        LibraryDirectory = NativeText.Read(NativeMethods.LibraryDirectory()) ?? "";
        DebugInformation = Settings.DebugInformation ?? (NativeMethods.IsTraced() != 0 ? DebugLevel.Full : DebugLevel.Lines);
        Key = BuildKey();
        CompilerOptions = new CompilerOptions
        {
            DebugInformation = DebugInformation,
            Key = Key,
            Hasher = NativeHasher.Instance,
            Objects = Cache is null ? null : new ObjectStore(Cache),
            Log = Log.Enabled ? Log.Write : null,
        };
        KeyName = ImageName.Key(Key, NativeHasher.Instance);
    }

    /// <summary>The user's choices.</summary>
    public static RuntimeSettings Settings { get; }

    /// <summary>What units are linked with.</summary>
    public static LinkerChoice Linker { get; private set; }

    /// <summary>The cache, or null when there is no place for one.</summary>
    public static CacheDirectory? Cache { get; }

    /// <summary>Where this library and its LLVM are.</summary>
    public static string LibraryDirectory { get; }

    /// <summary>What compiled code carries, as far as its source has it.</summary>
    public static DebugLevel DebugInformation { get; }

    /// <summary>Everything that code depends on besides its module.</summary>
    public static byte[] Key { get; }

    /// <summary>The start of the names of images with this key.</summary>
    public static string KeyName { get; }

    /// <summary>How units are compiled here.</summary>
    public static CompilerOptions CompilerOptions { get; }

    /// <summary>The private LLVM.</summary>
    public static string LlvmPath => Path.Combine(LibraryDirectory, LlvmLibrary.FileName);

    /// <summary>From now on units are linked without files.</summary>
    public static void UseMemoryOnly()
    {
        Linker = LinkerChoice.JitLink;
        if (Log.Enabled)
        {
            Log.Write("linking in memory: images can be neither written nor loaded here");
        }
    }

    private static byte[] BuildKey()
    {
        long size = 0, modified = 0;
        fixed (byte* path = NativeText.ToNative(LlvmPath))
        {
            _ = NativeMethods.FileStamp(path, &size, &modified);
        }

        return CompilerOptions.BuildKey(size, modified, DebugInformation);
    }
}

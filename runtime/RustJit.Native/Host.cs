// What is decided once for the process: settings, cache, key of the code that is made here.

using System;
using System.IO;
using System.Text;
using RustJit.Cache;
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
        Key = Encoding.UTF8.GetBytes(BuildKey());
        KeyName = NativeHasher.Instance.Hash(Key).High.ToString("x16");
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

    // Code depends on the functions' own attributes for CPU and features, not on this machine. The
    // compiler is known by its file, so that a rebuilt one never meets the old one's code.
    private static string BuildKey()
    {
        long size = 0, modified = 0;
        fixed (byte* path = NativeText.ToNative(LlvmPath))
        {
            _ = NativeMethods.FileStamp(path, &size, &modified);
        }

        return $"x86_64-elf image={ImageFile.FormatVersion} module={ModuleFile.FormatVersion} llvm={size}-{modified} debug={DebugInformation}";
    }
}

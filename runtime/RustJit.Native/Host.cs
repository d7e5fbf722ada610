// What is decided once for the process: settings, cache, key of the code that is made here.

using System;
using System.IO;
using System.Text;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Native;

internal static unsafe class Host
{
    private static readonly OpenSources s_openSources = new();

    static Host()
    {
        Settings = WarmStart.HasBeen ? new RuntimeSettings() : RuntimeSettings.Read(NativeText.Variable);
        Log.Enabled = Settings.Debug;
        if (Settings.Complaint is not null)
        {
            Fatal.Stop(Settings.Complaint);
        }

        Linker = Settings.Linker;
        Cache = WarmStart.CacheRoot is { } root ? new CacheDirectory(root) : CacheDirectory.Find(NativeText.Variable);
        LibraryDirectory = NativeText.Read(NativeMethods.LibraryDirectory()) ?? "";
        bool traced = !WarmStart.HasBeen && NativeMethods.IsTraced() != 0;
        DebugInformation = Settings.DebugInformation ?? (traced ? DebugLevel.Full : DebugLevel.Lines);
        LlvmStamp = WarmStart.HasBeen ? WarmStart.LlvmStamp : StampOf(LlvmPath);

        byte[] key = CompilerOptions.BuildKey(LlvmStamp.Size, LlvmStamp.Modified, DebugInformation);
        if (Settings.BackEnd == BackEndChoice.Llvm)
        {
            key = [.. key, .. " backend=llvm"u8];
        }

        // A debugger is to see the code that it was told of.
        bool tierUp = Settings.TierUp != TierUp.Never && !traced && Linker == LinkerChoice.Image;
        Code = Version(tierUp && Settings.TierUp != TierUp.Optimized ? Tier.Second : Tier.Only, key);
        FirstCode = tierUp ? Version(Tier.First, key) : null;
    }

    /// <summary>The user's choices.</summary>
    public static RuntimeSettings Settings { get; }

    /// <summary>What units are linked with.</summary>
    public static LinkerChoice Linker { get; private set; }

    /// <summary>The cache, or null when there is no place for one.</summary>
    public static CacheDirectory? Cache { get; private set; }

    /// <summary>Where this library and its LLVM are.</summary>
    public static string LibraryDirectory { get; }

    /// <summary>What compiled code carries, as far as its source has it.</summary>
    public static DebugLevel DebugInformation { get; }

    /// <summary>Tells one build of the private LLVM from another.</summary>
    public static (long Size, long Modified) LlvmStamp { get; }

    /// <summary>What a function gets in the end.</summary>
    public static CodeVersion Code { get; private set; }

    /// <summary>What functions that <see cref="FirstTier"/> takes get when they are called for the first time; null where none is.</summary>
    public static CodeVersion? FirstCode { get; private set; }

    /// <summary>Whether panics say where they were, and <c>Backtrace::capture</c> looks (std::backtrace).</summary>
    public static bool PrintsRustBacktraces { get; } =
        (NativeText.Variable("RUST_LIB_BACKTRACE") ?? "0") != "0" || (NativeText.Variable("RUST_BACKTRACE") ?? "0") != "0";

    /// <summary>The private LLVM.</summary>
    public static string LlvmPath => Path.Combine(LibraryDirectory, LlvmLibrary.FileName);

    /// <summary>From now on units are linked without files.</summary>
    public static void UseMemoryOnly()
    {
        Linker = LinkerChoice.JitLink;
        Code = Code with { Tier = Tier.Only };
        FirstCode = null;
        if (Log.Enabled)
        {
            Log.Write("linking in memory: images can be neither written nor loaded here");
        }
    }

    /// <summary>From now on nothing is cached.</summary>
    public static void LoseCache()
    {
        if (Log.Enabled)
        {
            Log.Write($"not caching: '{Cache?.Root}' is out of reach, or another directory");
        }

        Cache = null;
    }

    private static (long Size, long Modified) StampOf(string file)
    {
        long size = 0, modified = 0;
        fixed (byte* path = NativeText.ToNative(file))
        {
            _ = NativeMethods.FileStamp(path, &size, &modified);
        }

        return (size, modified);
    }

    private static uint HotCalls => Settings.HotCalls ?? RuntimeSettings.DefaultHotCalls;

    private static CodeVersion Version(Tier tier, byte[] key)
    {
        byte[] own = tier == Tier.Only ? key : [.. key, .. Encoding.UTF8.GetBytes(tier == Tier.First ? $" tier={(int)Settings.TierUp} calls={HotCalls}" : " tier=second")];
        CompilerOptions options = new()
        {
            DebugInformation = DebugInformation,
            Key = own,
            ObjectKey = key,
            HotCalls = HotCalls,
            OpenSources = s_openSources,
            Hasher = NativeHasher.Instance,
            Objects = Cache is null ? null : new ObjectStore(Cache),
            Log = Log.Enabled ? Log.Write : null,
            Generator = Settings.BackEnd == BackEndChoice.Llvm ? LlvmCodeGenerator.Instance : new FastCodeGenerator(Log.Enabled ? Log.Write : null),
        };
        return new CodeVersion(tier, options, ImageName.Key(own, NativeHasher.Instance));
    }
}

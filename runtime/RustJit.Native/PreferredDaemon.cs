// What a daemon has ready need not be compiled here (AUTOJIT_DAEMON=prefer), and what cannot be is compiled there.

using System;
using System.Collections.Generic;
using System.IO;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>
/// Asks a daemon; never fails because of one. One is started only where the compiler cannot be loaded. Used under the guest lock.
/// </summary>
internal static unsafe class PreferredDaemon
{
    private const int MostPlacedBytes = 16 << 10;

    // One that did not answer is not asked again.
    private static bool s_isGone;

    /// <summary>An image with a function; null when it has to be compiled here, as with tiers: daemons make the only kind of code.</summary>
    public static Image? Ask(ModuleInstance module, uint function, Func<uint, bool> isPlaced)
    {
        if (s_isGone || Host.Linker != LinkerChoice.Image || Host.Code.Tier != Tier.Only)
        {
            return null;
        }

        string? daemon = PrivateLlvm.IsOutOfReach ? Executable : null;
        if (isPlaced(function) || (daemon is null && !Host.Settings.PreferDaemon))
        {
            return null;
        }

        double start = Log.Now;
        if (Request(module, function, daemon, isPlaced, out DaemonAnswer answer) is not { } content ||
            ImageFile.TryParse(content, module.Hash, Host.Code.Options.Key.Span, NativeHasher.Instance, out ImageFile? file) != ImageError.None ||
            !Has(file!, function))
        {
            s_isGone = true;
            if (Log.Enabled)
            {
                Log.Write("no daemon answers: compiling here");
            }

            return null;
        }

        if (Log.Enabled)
        {
            Log.Write($"autojitd had {module.File.FunctionName(function)}: unit of {answer.Functions} functions {Log.Since(start)}");
        }

        Usage.Received((int)answer.Functions, answer.Found != 0);
        Image? image = ImageStore.Publish(module, answer.Leader, content, file!, Host.Code);
        if (image is { Library.IsCached: true })
        {
            Packer.AddReceived(module, answer.Leader);
        }

        return image;
    }

    /// <summary>Has the daemon do with what it made what <see cref="Packer"/> does with what was made here.</summary>
    public static void Pack(ModuleInstance module, List<uint> leaders)
    {
        fixed (byte* cache = NativeText.ToNative(Host.Cache!.Root))
        fixed (byte* hash = HashOf(module))
        fixed (uint* first = leaders.ToArray())
        {
            DaemonPack request = new()
            {
                Cache = cache,
                Hash = hash,
                Leaders = first,
                LeaderCount = (uint)leaders.Count,
                DebugLevel = (uint)Host.DebugInformation,
            };
            if (NativeMethods.PackAtDaemon(&request) == 0 && Log.Enabled)
            {
                Log.Write($"autojitd packs {leaders.Count} images of {module.SourceName}");
            }
        }
    }

    // Where the install tree has it. Without a cache (also with elevated rights) none is started.
    private static string? Executable => Host.Cache is null
        ? null
        : NativeText.Variable("AUTOJIT_DAEMON_PATH") ?? Path.Combine(Host.LibraryDirectory, "../bin/autojitd");

    private static byte[]? Request(ModuleInstance module, uint function, string? daemon, Func<uint, bool> isPlaced, out DaemonAnswer answer)
    {
        answer = default;
        byte[] placed = new byte[Math.Min((module.File.FunctionCount + 7) / 8, MostPlacedBytes)];
        for (uint id = 0; id < Math.Min(module.File.FunctionCount, 8 * (uint)placed.Length); id++)
        {
            if (isPlaced(id))
            {
                placed[id / 8] |= (byte)(1 << (int)(id % 8));
            }
        }

        using System.Buffers.MemoryHandle bytes = module.File.Bytes.Pin();
        fixed (byte* cache = Host.Cache is null ? null : NativeText.ToNative(Host.Cache.Root))
        fixed (byte* path = daemon is null ? null : NativeText.ToNative(daemon))
        fixed (byte* hash = HashOf(module), placedBytes = placed)
        fixed (DaemonAnswer* result = &answer)
        {
            DaemonRequest request = new()
            {
                Cache = cache,
                Daemon = path,
                Hash = hash,
                Module = (byte*)bytes.Pointer,
                ModuleSize = (nuint)module.File.Bytes.Length,
                Placed = placedBytes,
                PlacedBytes = (uint)placed.Length,
                Function = function,
                DebugLevel = (uint)Host.DebugInformation,
                LlvmSize = Host.LlvmStamp.Size,
                LlvmTime = Host.LlvmStamp.Modified,
            };
            if (NativeMethods.AskDaemon(&request, result) < 0)
            {
                return null;
            }

            byte[] content = new ReadOnlySpan<byte>(result->Image, (int)result->Size).ToArray();
            NativeMethods.UnmapFile(result->Image, result->Size);
            return content;
        }
    }

    private static byte[] HashOf(ModuleInstance module)
    {
        byte[] hash = new byte[ContentHash.Size];
        module.Hash.Write(hash);
        return hash;
    }

    private static bool Has(ImageFile file, uint function)
    {
        foreach (ref readonly ImageFunction candidate in file.Functions)
        {
            if (candidate.Id == function)
            {
                return true;
            }
        }

        return false;
    }
}

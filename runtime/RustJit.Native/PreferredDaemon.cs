// AUTOJIT_DAEMON=prefer: what a daemon has ready need not be compiled here.

using System;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>Asks a daemon that is there; never starts one, and never fails because of one. Used under the guest lock.</summary>
internal static unsafe class PreferredDaemon
{
    private const int MostPlacedBytes = 16 << 10;

    // One that did not answer is not asked again.
    private static bool s_isGone;

    /// <summary>An image with a function; null when it has to be compiled here, as with tiers: daemons make the only kind of code.</summary>
    public static Image? Ask(ModuleInstance module, uint function, Func<uint, bool> isPlaced)
    {
        if (!Host.Settings.PreferDaemon || s_isGone || Host.Linker != LinkerChoice.Image || Host.Code.Tier != Tier.Only)
        {
            return null;
        }

        double start = Log.Now;
        if (Request(module, function, isPlaced, out uint leader) is not { } content ||
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
            Log.Write($"autojitd had {module.File.FunctionName(function)}: unit of {file!.FunctionCount} functions {Log.Since(start)}");
        }

        return ImageStore.Publish(module, leader, content, file!, Host.Code);
    }

    private static byte[]? Request(ModuleInstance module, uint function, Func<uint, bool> isPlaced, out uint leader)
    {
        byte[] placed = new byte[Math.Min((module.File.FunctionCount + 7) / 8, MostPlacedBytes)];
        for (uint id = 0; id < Math.Min(module.File.FunctionCount, 8 * (uint)placed.Length); id++)
        {
            if (isPlaced(id))
            {
                placed[id / 8] |= (byte)(1 << (int)(id % 8));
            }
        }

        byte[] hash = new byte[ContentHash.Size];
        module.Hash.Write(hash);
        using System.Buffers.MemoryHandle bytes = module.File.Bytes.Pin();
        fixed (byte* cache = Host.Cache is null ? null : NativeText.ToNative(Host.Cache.Root))
        fixed (byte* hashBytes = hash, placedBytes = placed)
        {
            DaemonRequest request = new()
            {
                Cache = cache,
                Hash = hashBytes,
                Module = (byte*)bytes.Pointer,
                ModuleSize = (nuint)module.File.Bytes.Length,
                Placed = placedBytes,
                PlacedBytes = (uint)placed.Length,
                Function = function,
                DebugLevel = (uint)Host.DebugInformation,
                LlvmSize = Host.LlvmStamp.Size,
                LlvmTime = Host.LlvmStamp.Modified,
            };
            byte* image;
            nuint size;
            int answer = NativeMethods.AskDaemon(&request, &image, &size);
            leader = (uint)answer;
            if (answer < 0)
            {
                return null;
            }

            byte[] content = new ReadOnlySpan<byte>(image, (int)size).ToArray();
            NativeMethods.UnmapFile(image, size);
            return content;
        }
    }

    private static bool Has(ImageFile file, uint function)
    {
        for (int i = 0; i < file.FunctionCount; i++)
        {
            if (file.Function(i).Id == function)
            {
                return true;
            }
        }

        return false;
    }
}

// Linked code, as a file and in memory.

using System;
using RustJit.Cache;
using RustJit.Core;

namespace RustJit.Native;

/// <summary>Code of one module: an image, or a module's part of a pack. Checked. Used under the guest lock.</summary>
/// <param name="library">Where it is.</param>
/// <param name="file">Its metadata.</param>
internal sealed class Image(ImageLibrary library, ImageFile file)
{
    /// <summary>Where it is. Modules of a pack have one in common.</summary>
    public ImageLibrary Library => library;

    /// <summary>Its metadata.</summary>
    public ImageFile File => file;

    /// <summary>Whether its bindings are written.</summary>
    public bool IsBound { get; set; }
}

/// <summary>Code as a file, and as the loader has it. Used under the guest lock.</summary>
/// <param name="path">Its file.</param>
/// <param name="descriptor">When the file is an unnamed one in memory: its descriptor, closed as soon as it is loaded.</param>
internal sealed unsafe class ImageLibrary(string path, int descriptor = -1)
{
    private nint _handle;

    /// <summary>Where it is, or was when it was loaded.</summary>
    public string Path => path;

    /// <summary>When it was last used by somebody else, in seconds since 1970; of no meaning when it is new.</summary>
    public long LastUse { get; init; }

    /// <summary>Its file in memory, when it was found.</summary>
    public MappedFile? Content { get; init; }

    /// <summary>Its key, when it was found.</summary>
    public CodeVersion? Version { get; init; }

    /// <summary>What it was linked from (<see cref="KeptUnits"/>), unchecked; empty when nothing was kept.</summary>
    public ReadOnlyMemory<byte> Units { get; init; }

    /// <summary>Whether this process made it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether other processes will find it.</summary>
    public bool IsCached => descriptor < 0;

    /// <summary>Whether this use of it is counted.</summary>
    public bool IsCounted { get; set; }

    /// <summary>Whether the loader has it.</summary>
    public bool IsOpen => _handle != 0;

    /// <summary>What its addresses are relative to, once it is open.</summary>
    public nint Bias { get; private set; }

    /// <summary>The same for another module record, which needs a library of its own.</summary>
    public ImageLibrary Again() => new(path) { LastUse = LastUse, Content = Content, Version = Version };

    /// <summary>It was loaded and counted before there was managed code.</summary>
    public void Continue(nint handle, nint bias)
    {
        _handle = handle;
        Bias = bias;
        IsCounted = true;
    }

    /// <summary>Loads it for a module. Gives the guest lock up.</summary>
    public bool Open(ModuleInstance module, out string? problem)
    {
        problem = null;
        if (_handle != 0)
        {
            return true;
        }

        nint bias = Load(path, out nint handle, out problem);
        if (handle != 0 && NativeMethods.ClaimImage(handle, module.Owner) == 0)
        {
            // The loader gave out the library that another program or library with this module has bound
            // to itself. Each needs a copy of its own.
            NativeMethods.CloseImage(handle);
            bias = LoadCopy(out handle, out problem);
        }
        else if (handle == 0 && IsCached)
        {
            // A cache on a file system without execution; or another process has merged it with others, and removed it.
            bias = LoadCopy(out handle, out _);
        }

        if (handle == 0)
        {
            return false;
        }

        if (_handle != 0)
        {
            NativeMethods.CloseImage(handle); // Another thread was faster.
            return true;
        }

        _handle = handle;
        Bias = bias;
        if (Log.Enabled && (handle & 1) != 0)
        {
            Log.Write($"the dynamic loader is busy: {path} is mapped without it");
        }

        if (descriptor >= 0)
        {
            NativeMethods.Close(descriptor);
        }

        return true;
    }

    private static nint Load(string file, out nint handle, out string? problem)
    {
        const uint Size = 512;
        byte* message = stackalloc byte[(int)Size];
        nint opened;
        nint bias;
        fixed (byte* text = NativeText.ToNative(file))
        {
            bias = NativeMethods.OpenImage(text, &opened, message, Size);
        }

        problem = bias == -1 ? NativeText.Read(message) : null;
        handle = bias == -1 ? 0 : opened;
        return bias;
    }

    private nint LoadCopy(out nint handle, out string? problem)
    {
        handle = 0;
        problem = "no memory file for a copy";
        using MappedFile? opened = Content is null ? MappedFile.Open(path, out _) : null;
        if ((Content ?? opened) is not { } content || ImageStore.MemoryCopy(content.GetSpan(), out int copy) is not { } memory)
        {
            return -1;
        }

        nint bias = Load(memory, out handle, out problem);
        NativeMethods.Close(copy);
        return bias;
    }
}

// A linked unit, as a file and as loaded code.

using System;
using System.Text;
using RustJit.Cache;

namespace RustJit.Native;

/// <summary>A checked image. Used under the guest lock.</summary>
/// <param name="path">Its file.</param>
/// <param name="file">Its metadata.</param>
/// <param name="descriptor">When the file is an unnamed one in memory: its descriptor, closed as soon as it is loaded.</param>
internal sealed unsafe class Image(string path, ImageFile file, int descriptor = -1)
{
    private nint _handle;

    /// <summary>Where it is, or was when it was loaded.</summary>
    public string Path => path;

    /// <summary>Whether other processes will find it.</summary>
    public bool IsCached => descriptor < 0;

    /// <summary>Its metadata.</summary>
    public ImageFile File => file;

    /// <summary>What its addresses are relative to, once it is open.</summary>
    public nint Bias { get; private set; }

    /// <summary>Whether its bindings are written.</summary>
    public bool IsBound { get; set; }

    /// <summary>Loads it. Gives the guest lock up.</summary>
    public bool Open(out string? problem)
    {
        problem = null;
        if (_handle != 0)
        {
            return true;
        }

        const uint Size = 512;
        byte* message = stackalloc byte[(int)Size];
        nint handle;
        nint bias;
        fixed (byte* text = NativeText.ToNative(path))
        {
            bias = NativeMethods.OpenImage(text, &handle, message, Size);
        }

        if (bias == -1)
        {
            problem = NativeText.Read(message);
            return false;
        }

        if (_handle != 0)
        {
            NativeMethods.CloseImage(handle); // Another thread was faster.
            return true;
        }

        _handle = handle;
        Bias = bias;
        if (descriptor >= 0)
        {
            NativeMethods.Close(descriptor);
        }

        return true;
    }
}

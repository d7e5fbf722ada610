// Strings for C.

using System;
using System.Runtime.InteropServices;
using System.Text;

namespace RustJit.Native;

internal static unsafe class NativeText
{
    /// <summary>A NUL-terminated UTF-8 copy.</summary>
    public static byte[] ToNative(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>Copies a NUL-terminated text; null stays null.</summary>
    public static string? Read(byte* text) => Marshal.PtrToStringUTF8((nint)text);

    /// <summary>An environment variable, or null; always null in a process with elevated rights.</summary>
    public static string? Variable(string name)
    {
        fixed (byte* text = ToNative(name))
        {
            return Read(NativeMethods.Variable(text));
        }
    }
}

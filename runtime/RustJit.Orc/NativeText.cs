// Strings across the C interface: UTF-8 arguments without garbage, and results read and freed once.

using System;
using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>A NUL-terminated UTF-8 copy of a string for the time of one call. Dispose it.</summary>
internal unsafe ref struct CString
{
    /// <summary>What callers put on their stack; longer strings go to native memory.</summary>
    public const int StackSize = 256;

    private Utf8StringMarshaller.ManagedToUnmanagedIn _text;

    public CString(string? text, Span<byte> stack) => _text.FromManaged(text, stack);

    public readonly sbyte* Pointer => (sbyte*)_text.ToUnmanaged();

    public readonly void Dispose() => _text.Free();
}

/// <summary>Reads native strings.</summary>
internal static unsafe class NativeText
{
    /// <summary>Copies a string that stays with LLVM.</summary>
    public static string Read(sbyte* text) => Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Copies a string that stays with LLVM and whose length is known.</summary>
    public static string Read(sbyte* text, nuint length) => Marshal.PtrToStringUTF8((nint)text, checked((int)length)) ?? "";

    /// <summary>Copies a message that LLVM handed over, and frees it with LLVMDisposeMessage.</summary>
    public static string Take(sbyte* message)
    {
        string text = Read(message);
        if (message is not null)
        {
            LLVM.DisposeMessage(message);
        }

        return text;
    }
}

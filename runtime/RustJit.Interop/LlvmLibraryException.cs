// The failure to find, open or accept libautojit-llvm.so.

using System;

namespace RustJit.Interop;

/// <summary>The private LLVM library could not be found or opened, or is not the LLVM this library was written for.</summary>
public sealed class LlvmLibraryException : Exception
{
    /// <summary>Creates the exception with a sentence that says what is wrong and what to do.</summary>
    public LlvmLibraryException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the failure that led to it.</summary>
    public LlvmLibraryException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

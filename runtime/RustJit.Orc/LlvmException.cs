// The exception for everything LLVM refuses, and the one place where an LLVMErrorRef is consumed.

using System;
using System.Collections.Generic;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>LLVM refused an operation. The message is LLVM's own.</summary>
public sealed class LlvmException : Exception
{
    /// <summary>Creates the exception from a text of LLVM.</summary>
    public LlvmException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception from a text of LLVM and the failure behind it.</summary>
    public LlvmException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception from diagnostics; its message is their text form.</summary>
    public LlvmException(IReadOnlyList<LlvmDiagnostic> diagnostics)
        : base(LlvmDiagnostic.Join(diagnostics)) => Diagnostics = diagnostics;

    /// <summary>The messages with their places. Empty when LLVM gave a sentence only.</summary>
    public IReadOnlyList<LlvmDiagnostic> Diagnostics { get; } = [];

    /// <summary>Throws unless <paramref name="error"/> is success (null). Consumes the error.</summary>
    internal static unsafe void ThrowIfFailed(LLVMOpaqueError* error)
    {
        if (error is not null)
        {
            throw new LlvmException(TakeMessage(error));
        }
    }

    /// <summary>An error for LLVM to consume.</summary>
    internal static unsafe LLVMOpaqueError* ToNative(string message)
    {
        using CString text = new(message, stackalloc byte[CString.StackSize]);
        return LLVM.CreateStringError(text.Pointer);
    }

    /// <summary>The text of <paramref name="error"/>, which is gone afterwards: an error can be read once.</summary>
    internal static unsafe string TakeMessage(LLVMOpaqueError* error)
    {
        sbyte* message = LLVM.GetErrorMessage(error);
        string text = NativeText.Read(message);
        LLVM.DisposeErrorMessage(message);
        return text;
    }
}

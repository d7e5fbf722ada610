// A block of bytes that LLVM reads from or has written: a file, bitcode, an object.

using System;
using System.IO;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>An owned, read-only block of bytes. Source: LLVMMemoryBufferRef in llvm-c/Core.h.</summary>
public sealed unsafe class MemoryBuffer : LlvmHandle
{
    internal MemoryBuffer(LLVMOpaqueMemoryBuffer* buffer) => Adopt((nint)buffer);

    /// <summary>The number of bytes.</summary>
    public nuint Length => LLVM.GetBufferSize(Native);

    internal LLVMOpaqueMemoryBuffer* Native => (LLVMOpaqueMemoryBuffer*)Pointer;

    /// <summary>Maps or reads a file. Its path becomes the name that diagnostics show.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="LlvmException">The file cannot be read.</exception>
    public static MemoryBuffer FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"no such file: '{path}'", path);
        }

        Llvm.Initialize();
        using CString name = new(path, stackalloc byte[CString.StackSize]);
        LLVMOpaqueMemoryBuffer* buffer;
        sbyte* message;
        return LLVM.CreateMemoryBufferWithContentsOfFile(name.Pointer, &buffer, &message) == 0
            ? new MemoryBuffer(buffer)
            : throw new LlvmException($"cannot read '{path}': {NativeText.Take(message)}");
    }

    /// <summary>Copies bytes into a new buffer.</summary>
    /// <param name="bytes">What to copy.</param>
    /// <param name="name">What diagnostics call it.</param>
    public static MemoryBuffer Copy(ReadOnlySpan<byte> bytes, string name)
    {
        Llvm.Initialize();
        using CString nativeName = new(name, stackalloc byte[CString.StackSize]);
        fixed (byte* data = bytes)
        {
            return new MemoryBuffer(LLVM.CreateMemoryBufferWithMemoryRangeCopy((sbyte*)data, (nuint)bytes.Length, nativeName.Pointer));
        }
    }

    /// <summary>The bytes. Valid until the buffer is disposed of or consumed.</summary>
    public ReadOnlySpan<byte> AsSpan()
    {
        LLVMOpaqueMemoryBuffer* buffer = Native;
        return new(LLVM.GetBufferStart(buffer), checked((int)LLVM.GetBufferSize(buffer)));
    }

    private protected override void Free(nint pointer) => LLVM.DisposeMemoryBuffer((LLVMOpaqueMemoryBuffer*)pointer);
}

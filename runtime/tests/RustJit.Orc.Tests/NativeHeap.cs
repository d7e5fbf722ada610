// How many bytes LLVM has allocated at the moment.

using System;
using System.Runtime.InteropServices;
using RustJit.Interop;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

/// <summary>
/// The heap of libautojit-llvm.so: what its own counter says, else that of the C library if LLVM uses it. A library with
/// an allocator of its own and no counter cannot be observed: then only crashes are noticed.
/// </summary>
internal static unsafe class NativeHeap
{
    private const string Counter = "autojit_llvm_heap_in_use";

    private static readonly delegate* unmanaged[Cdecl]<nuint> s_counter = FindCounter();

    public static bool IsObservable { get; } = s_counter is not null || CountsBuffer();

    /// <summary>Bytes in use. Finalizers have run.</summary>
    public static long InUse()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Read();
    }

    private static long Read() => (long)(s_counter is not null ? s_counter() : mallinfo2().InUse);

    private static delegate* unmanaged[Cdecl]<nuint> FindCounter()
    {
        Llvm.Initialize();
        nint library = NativeLibrary.Load(LlvmLibrary.LoadedPath!);
        return (delegate* unmanaged[Cdecl]<nuint>)(NativeLibrary.TryGetExport(library, Counter, out nint address) ? address : 0);
    }

    private static bool CountsBuffer()
    {
        const int Size = 100_000;
        long before = Read();
        using MemoryBuffer buffer = MemoryBuffer.Copy(new byte[Size], "probe");
        return Read() - before >= Size;
    }

    [DllImport("libc.so.6")]
    private static extern MallInfo mallinfo2();

    /// <summary>struct mallinfo2 of glibc.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct MallInfo
    {
        public nuint Arena;
        public nuint FreeChunks;
        public nuint FastChunks;
        public nuint MappedBlocks;
        public nuint MappedBytes;
        public nuint Unused;
        public nuint FastBytes;
        public nuint InUse;
        public nuint Free;
        public nuint Releasable;
    }
}

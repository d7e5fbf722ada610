// What compiled.bc expects of its host: memory, and the end of the program after a panic.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>The functions that functions/src/host.rs declares.</summary>
internal static unsafe class RustHost
{
    /// <summary>What Rust programs end with after a panic.</summary>
    private const int PanicExitCode = 101;

    private static long s_blocks;

    /// <summary>How many blocks Rust code has allocated and not freed.</summary>
    public static long LiveBlocks => Interlocked.Read(ref s_blocks);

    public static void Define(JitDylib dylib) => dylib.Define(
        new HostSymbol("host_alloc", (nuint)(delegate* unmanaged[Cdecl]<nuint, nuint, void*>)&Allocate),
        new HostSymbol("host_realloc", (nuint)(delegate* unmanaged[Cdecl]<void*, nuint, nuint, nuint, void*>)&Reallocate),
        new HostSymbol("host_dealloc", (nuint)(delegate* unmanaged[Cdecl]<void*, nuint, nuint, void>)&Free),
        new HostSymbol("host_panic", (nuint)(delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, uint, void>)&Panic),
        new HostSymbol("rust_eh_personality", (nuint)(delegate* unmanaged[Cdecl]<void>)&Unwind));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Allocate(nuint size, nuint alignment)
    {
        try
        {
            void* block = NativeMemory.AlignedAlloc(size, alignment);
            Interlocked.Increment(ref s_blocks);
            return block;
        }
        catch (OutOfMemoryException)
        {
            return EndWithoutMemory(size);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Reallocate(void* block, nuint size, nuint alignment, nuint newSize)
    {
        try
        {
            return NativeMemory.AlignedRealloc(block, newSize, alignment);
        }
        catch (OutOfMemoryException)
        {
            return EndWithoutMemory(newSize);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(void* block, nuint size, nuint alignment)
    {
        NativeMemory.AlignedFree(block);
        Interlocked.Decrement(ref s_blocks);
    }

    /// <summary>A panic does not return, and the frames above belong to code that cannot unwind.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Panic(byte* message, nuint messageLength, byte* file, nuint fileLength, uint line)
    {
        Console.Error.WriteLine($"panic in compiled.bc: {Read(message, messageLength)}");
        Console.Error.WriteLine($"  at {Read(file, fileLength)}:{line}");
        Environment.Exit(PanicExitCode);
    }

    /// <summary>Named by unwind tables, never called: nothing throws through code compiled with panic=abort.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Unwind() => Environment.FailFast("an exception reached code that was compiled with panic=abort");

    /// <summary>compiled.bc was promised that this does not return.</summary>
    private static void* EndWithoutMemory(nuint size)
    {
        Environment.FailFast($"no memory for {size} bytes");
        return null;
    }

    private static string Read(byte* text, nuint length) => Encoding.UTF8.GetString(text, checked((int)length));
}

// What JITed Rust code needs from outside besides a panic handler: an allocator, and the rest of the standard library.

using System;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;

namespace RustJit.Tool;

internal sealed unsafe class RustSupport(string rustc)
{
    private static long s_allocated;
    private static long s_freed;
    private nint _library;

    /// <summary>How many blocks JITed code has allocated.</summary>
    public static long Allocated => Interlocked.Read(ref s_allocated);

    /// <summary>How many of them it has freed.</summary>
    public static long Freed => Interlocked.Read(ref s_freed);

    /// <summary>The address of a symbol of libstd, which is loaded when the first one is asked for; 0 when it has none.</summary>
    public nuint FindInLibrary(string symbol)
    {
        if (!IsRust(symbol))
        {
            return 0;
        }

        if (_library == 0)
        {
            _library = NativeLibrary.Load(FindLibrary());
        }

        return NativeLibrary.TryGetExport(_library, symbol, out nint address) ? (nuint)address : 0;
    }

    private static bool IsRust(string symbol) =>
        symbol.StartsWith("_R", StringComparison.Ordinal)
        || symbol.StartsWith("rust_", StringComparison.Ordinal)
        || (symbol.StartsWith("_ZN", StringComparison.Ordinal) && symbol.Length > 20 && symbol.AsSpan(symbol.Length - 20).StartsWith("17h"));

    /// <summary>The host function for a symbol of Rust's allocator, or 0.</summary>
    public static nuint FindAllocator(string symbol)
    {
        if (symbol.EndsWith("___rustc12___rust_alloc", StringComparison.Ordinal))
        {
            return (nuint)(delegate* unmanaged[Cdecl]<nuint, nuint, void*>)&Allocate;
        }

        if (symbol.EndsWith("___rustc19___rust_alloc_zeroed", StringComparison.Ordinal))
        {
            return (nuint)(delegate* unmanaged[Cdecl]<nuint, nuint, void*>)&AllocateZeroed;
        }

        if (symbol.EndsWith("___rustc14___rust_realloc", StringComparison.Ordinal))
        {
            return (nuint)(delegate* unmanaged[Cdecl]<void*, nuint, nuint, nuint, void*>)&Reallocate;
        }

        if (symbol.EndsWith("___rustc14___rust_dealloc", StringComparison.Ordinal))
        {
            return (nuint)(delegate* unmanaged[Cdecl]<void*, nuint, nuint, void>)&Free;
        }

        return symbol.Contains("___rust_no_alloc_shim_is_unstable", StringComparison.Ordinal)
            ? (nuint)(delegate* unmanaged[Cdecl]<void>)&Nothing
            : 0;
    }

    private string FindLibrary()
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(rustc, ["--print", "target-libdir"]) { RedirectStandardOutput = true })!;
            string directory = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return Directory.EnumerateFiles(directory, "libstd-*.so").FirstOrDefault()
                ?? throw new ToolException($"no libstd-*.so in '{directory}': the code needs Rust's standard library");
        }
        catch (Exception e) when (e is Win32Exception or DirectoryNotFoundException or ArgumentException)
        {
            throw new ToolException($"the code needs Rust's standard library, and {rustc} does not tell where it is: {e.Message}");
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Allocate(nuint size, nuint alignment)
    {
        Interlocked.Increment(ref s_allocated);
        return NativeMemory.AlignedAlloc(size, alignment);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* AllocateZeroed(nuint size, nuint alignment)
    {
        Interlocked.Increment(ref s_allocated);
        void* block = NativeMemory.AlignedAlloc(size, alignment);
        NativeMemory.Clear(block, size);
        return block;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void* Reallocate(void* block, nuint size, nuint alignment, nuint newSize) =>
        NativeMemory.AlignedRealloc(block, newSize, alignment);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(void* block, nuint size, nuint alignment)
    {
        Interlocked.Increment(ref s_freed);
        NativeMemory.AlignedFree(block);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Nothing()
    {
    }
}

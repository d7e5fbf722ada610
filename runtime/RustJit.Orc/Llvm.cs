// What concerns the whole library: loading, version, command line options.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Threading;
using RustJit.Interop;

namespace RustJit.Orc;

/// <summary>The LLVM behind this library.</summary>
/// <remarks>All members may be called from any thread.</remarks>
public static unsafe class Llvm
{
    private static readonly Lock s_lock = new();
    private static bool s_initialized;

    /// <summary>The version of the loaded LLVM. Source: LLVMGetVersion in llvm-c/Core.h.</summary>
    public static Version Version
    {
        get
        {
            Initialize();
            uint major, minor, patch;
            LLVM.GetVersion(&major, &minor, &patch);
            return new Version((int)major, (int)minor, (int)patch);
        }
    }

    /// <summary>
    /// Opens libautojit-llvm.so unless <see cref="LlvmLibrary"/> has done so, and makes the X86 target known. Called by
    /// every constructor of this library; calling it early only moves the 3 ms.
    /// </summary>
    /// <exception cref="LlvmLibraryException">The library is missing or is another version.</exception>
    public static void Initialize()
    {
        if (Volatile.Read(ref s_initialized))
        {
            return;
        }

        lock (s_lock)
        {
            if (s_initialized)
            {
                return;
            }

            LlvmLibrary.Load();
            LLVM.InitializeX86TargetInfo();
            LLVM.InitializeX86Target();
            LLVM.InitializeX86TargetMC();
            LLVM.InitializeX86AsmPrinter();
            LLVM.InitializeX86AsmParser();
            Volatile.Write(ref s_initialized, true);
        }
    }

    /// <summary>
    /// Hands LLVM options such as <c>--print-changed</c> to LLVM's command line parser. They hold for the whole process,
    /// so call it once, before anything else. LLVM does not tell about options that it does not know.
    /// </summary>
    /// <param name="programName">What messages call this program.</param>
    /// <param name="options">The options, each as one string.</param>
    /// <remarks>Source: LLVMParseCommandLineOptions in llvm-c/Support.h.</remarks>
    public static void ParseCommandLineOptions(string programName, IReadOnlyList<string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Initialize();
        sbyte** arguments = (sbyte**)NativeMemory.AllocZeroed((nuint)options.Count + 1, (nuint)sizeof(sbyte*));
        try
        {
            // Copies of these strings are kept by LLVM's options, so they are never freed.
            arguments[0] = (sbyte*)Marshal.StringToCoTaskMemUTF8(programName);
            for (int i = 0; i < options.Count; i++)
            {
                arguments[i + 1] = (sbyte*)Marshal.StringToCoTaskMemUTF8(options[i]);
            }

            LLVM.ParseCommandLineOptions(options.Count + 1, arguments, null);
        }
        finally
        {
            NativeMemory.Free(arguments);
        }
    }
}

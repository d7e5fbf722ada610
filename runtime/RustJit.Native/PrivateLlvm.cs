// Opens libautojit-llvm.so when there is something to compile.

using RustJit.Interop;

namespace RustJit.Native;

internal static unsafe class PrivateLlvm
{
    private static bool s_initialized;

    /// <summary>Whether it is there.</summary>
    public static bool IsLoaded => s_initialized;

    /// <summary>
    /// Whether another thread keeps the dynamic loader busy and the library is not there yet: it may wait for this thread, in a
    /// constructor. Gives the guest lock up.
    /// </summary>
    public static bool IsOutOfReach => !s_initialized && NativeMethods.LoaderIsBusy() != 0;

    /// <summary>Readies LLVM for the calling thread. Gives the guest lock up: look again whether there is anything to compile.</summary>
    public static void Prepare()
    {
        if (!TryPrepare(out string? problem))
        {
            Fatal.Stop($"cannot load the compiler: {problem}; reinstall AutoJIT, {LlvmLibrary.FileName} belongs beside libautojit-runtime.so");
        }
    }

    /// <summary>The same for later: it may not be needed.</summary>
    public static bool TryPrepare(out string? problem)
    {
        const uint Size = 512;
        byte* message = stackalloc byte[(int)Size];
        nint* addresses = stackalloc nint[AutoJitLlvm.ExportCount];
        int error;
        fixed (byte* path = NativeText.ToNative(Host.LlvmPath))
        fixed (byte* names = AutoJitLlvm.ExportNames)
        {
            error = NativeMethods.OpenLlvm(path, names, s_initialized ? 0u : AutoJitLlvm.ExportCount, addresses, message, Size);
        }

        problem = error == 0 ? null : NativeText.Read(message);
        if (error == 0 && !s_initialized)
        {
            AutoJitLlvm.Bind(new System.ReadOnlySpan<nint>(addresses, AutoJitLlvm.ExportCount));
            AutoJitLlvm.Initialize();
            NativeMethods.ManagedHeapGrowsFast();
            s_initialized = true;
        }

        return error == 0;
    }
}

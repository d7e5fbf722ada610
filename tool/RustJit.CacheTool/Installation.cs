// The files that belong together: PREFIX/bin has this tool, PREFIX/lib the rest.

using System;
using System.Collections.Generic;
using System.IO;
using System.Runtime.InteropServices;

namespace RustJit.CacheTool;

internal sealed class Installation(string baseDirectory)
{
    public const string Reinstall = "install RustJit again: make && make install PREFIX=...";

    /// <summary>PREFIX/lib.</summary>
    public string Library { get; } = Path.GetFullPath(Path.Combine(baseDirectory, "..", "lib"));

    /// <summary>The pass plugin.</summary>
    public string Plugin => Path.Combine(Library, "autojit.so");

    /// <summary>What programs link.</summary>
    public string Runtime => Path.Combine(Library, "libautojit-runtime.so");

    /// <summary>What the runtime compiles with.</summary>
    public string Llvm => Path.Combine(Library, "libautojit-llvm.so");

    /// <summary>Whether all is there.</summary>
    public IEnumerable<CheckResult> Check()
    {
        yield return Exists("plugin", Plugin);
        yield return Exists("runtime", Runtime);
        yield return CheckLlvm();
    }

    private static CheckResult Exists(string name, string path) => File.Exists(path)
        ? CheckResult.Ok(name, path)
        : CheckResult.Problem(name, $"'{path}' is missing", Reinstall);

    private CheckResult CheckLlvm()
    {
        CheckResult exists = Exists("llvm", Llvm);
        if (exists.State != CheckState.Ok)
        {
            return exists;
        }

        nint library;
        try
        {
            library = NativeLibrary.Load(Llvm);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            return CheckResult.Problem("llvm", $"'{Llvm}' cannot be opened: {e.Message}", Reinstall);
        }

        if (!NativeLibrary.TryGetExport(library, "LLVMGetVersion", out nint export))
        {
            return CheckResult.Problem("llvm", $"'{Llvm}' is not the LLVM of this runtime", Reinstall);
        }

        Marshal.GetDelegateForFunctionPointer<GetVersion>(export)(out uint major, out uint minor, out uint patch);
        return major == Doctor.RequiredLlvm
            ? CheckResult.Ok("llvm", $"{Llvm} is LLVM {major}.{minor}.{patch}")
            : CheckResult.Problem("llvm", $"'{Llvm}' is LLVM {major}, and LLVM {Doctor.RequiredLlvm} is needed", Reinstall);
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void GetVersion(out uint major, out uint minor, out uint patch);
}

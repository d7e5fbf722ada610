// Finds, opens and checks libautojit-llvm.so, the library behind every declaration in Generated/.

using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Threading;

namespace RustJit.Interop;

/// <summary>
/// The loader of the private LLVM. Nothing is opened before the first call of <see cref="Load()"/> or
/// <see cref="Load(string)"/>, and once it is open it stays open until the process ends.
/// </summary>
/// <remarks>All members may be called from any thread.</remarks>
public static unsafe class LlvmLibrary
{
    /// <summary>The name that the declarations carry; <see cref="FileName"/> is the file it stands for.</summary>
    public const string ImportName = "autojit-llvm";

    /// <summary>The file name of the private LLVM.</summary>
    public const string FileName = "libautojit-llvm.so";

    /// <summary>The environment variable that names the library for programs that did not pass a path.</summary>
    public const string PathVariable = "AUTOJIT_LLVM_LIBRARY";

    /// <summary>The only major version whose bitcode and C interface these declarations describe.</summary>
    public const int RequiredMajorVersion = 22;

    private static readonly Lock s_lock = new();
    private static nint s_library;
    private static string? s_path;
    private static bool s_resolverInstalled;

    /// <summary>True once the library is open and its version was accepted.</summary>
    public static bool IsLoaded => Volatile.Read(ref s_library) != 0;

    /// <summary>The library, for <see cref="NativeLibrary"/>; 0 before it is open.</summary>
    internal static nint Handle => Volatile.Read(ref s_library);

    /// <summary>The file that was opened, or null before that.</summary>
    public static string? LoadedPath => IsLoaded ? s_path : null;

    /// <summary>
    /// Opens the library unless it is open: the file that $AUTOJIT_LLVM_LIBRARY names (not in a setuid
    /// program), else the one beside the
    /// program (also in <c>runtimes/linux-x64/native</c> and <c>../lib</c>), else <c>out/lib</c> of the
    /// source tree whose <c>artifacts</c> folder the program is in.
    /// </summary>
    /// <exception cref="LlvmLibraryException">It was not found, cannot be opened, or is another version of LLVM.</exception>
    public static void Load()
    {
        if (!IsLoaded)
        {
            Load(Find());
        }
    }

    /// <summary>Opens the library at <paramref name="path"/> unless one is open already. Reads no environment variable.</summary>
    /// <param name="path">An absolute path.</param>
    /// <exception cref="LlvmLibraryException">The file cannot be opened, or is another version of LLVM.</exception>
    public static void Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (IsLoaded)
        {
            return;
        }

        lock (s_lock)
        {
            if (s_library != 0)
            {
                return;
            }

            nint library = Open(path);
            CheckVersion(library, path);
            if (!s_resolverInstalled)
            {
                NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly, Resolve);
                s_resolverInstalled = true;
            }

            s_path = path;
            Volatile.Write(ref s_library, library);
        }
    }

    /// <summary>The path <see cref="Load()"/> would open.</summary>
    /// <exception cref="LlvmLibraryException">There is none; the message lists where it was looked for.</exception>
    public static string Find()
    {
        string? named = IsPrivileged() ? null : Environment.GetEnvironmentVariable(PathVariable);
        if (!string.IsNullOrEmpty(named))
        {
            return File.Exists(named)
                ? Path.GetFullPath(named)
                : throw new LlvmLibraryException($"{PathVariable} is set to '{named}', and there is no such file");
        }

        List<string> tried = [];
        foreach (string candidate in Candidates(AppContext.BaseDirectory))
        {
            if (File.Exists(candidate))
            {
                return candidate;
            }

            tried.Add(candidate);
        }

        throw new LlvmLibraryException(
            $"{FileName} was not found. Put it beside the program, or set {PathVariable} to its path. Looked for: {string.Join(", ", tried)}");
    }

    /// <summary>A program with more rights than its caller (setuid, capabilities) must not load what the caller names.</summary>
    private static bool IsPrivileged()
    {
        const nuint AtSecure = 23;
        return getauxval(AtSecure) != 0;
    }

    [DllImport("libc.so.6", EntryPoint = "getauxval")]
    private static extern nuint getauxval(nuint type);

    private static IEnumerable<string> Candidates(string baseDirectory)
    {
        yield return Path.Combine(baseDirectory, FileName);
        yield return Path.Combine(baseDirectory, "runtimes", "linux-x64", "native", FileName);
        yield return Path.GetFullPath(Path.Combine(baseDirectory, "..", "lib", FileName));

        // Programs and tests that `dotnet` built in the source tree. No search further up: others may write there.
        int artifacts = baseDirectory.IndexOf("/artifacts/", StringComparison.Ordinal);
        if (artifacts >= 0)
        {
            yield return Path.Combine(baseDirectory[..artifacts], "out", "lib", FileName);
        }
    }

    private static nint Open(string path)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new LlvmLibraryException($"cannot open '{path}': {e.Message}", e);
        }
    }

    private static void CheckVersion(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, "LLVMGetVersion", out nint export))
        {
            NativeLibrary.Free(library);
            throw new LlvmLibraryException($"'{path}' is not an LLVM library: it has no LLVMGetVersion");
        }

        uint major, minor, patch;
        ((delegate* unmanaged[Cdecl]<uint*, uint*, uint*, void>)export)(&major, &minor, &patch);
        if (major != RequiredMajorVersion)
        {
            NativeLibrary.Free(library);
            throw new LlvmLibraryException(
                $"'{path}' is LLVM {major}.{minor}.{patch}, and LLVM {RequiredMajorVersion} is needed: bitcode and C interface differ");
        }
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == ImportName ? Volatile.Read(ref s_library) : 0;
}

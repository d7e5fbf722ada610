// The loader, and the agreement between the declarations and the library.

using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.InteropServices;
using RustJit.Interop;

namespace RustJit.Orc.Tests;

public class LlvmLibraryTests
{
    [Fact]
    public void Version_AfterLoad_IsTheRequiredMajor()
    {
        Assert.Equal(LlvmLibrary.RequiredMajorVersion, Llvm.Version.Major);
        Assert.True(LlvmLibrary.IsLoaded);
        Assert.Equal(LlvmLibrary.FileName, Path.GetFileName(LlvmLibrary.LoadedPath));
    }

    [Fact]
    public void Declarations_AllOfThem_AreExportedByTheLibrary()
    {
        Llvm.Initialize();
        nint library = NativeLibrary.Load(LlvmLibrary.LoadedPath!);
        string[] names = [.. typeof(LLVM)
            .GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(m => m.GetCustomAttribute<DllImportAttribute>()?.EntryPoint)
            .OfType<string>()];
        Assert.True(names.Length > 900, $"only {names.Length} declarations");
        Assert.DoesNotContain(names, n => !NativeLibrary.TryGetExport(library, n, out _));
    }

    [Fact]
    public void Find_VariableNamesMissingFile_SaysSo()
    {
        string? before = Environment.GetEnvironmentVariable(LlvmLibrary.PathVariable);
        try
        {
            Environment.SetEnvironmentVariable(LlvmLibrary.PathVariable, "/nonexistent/libautojit-llvm.so");
            var e = Assert.Throws<LlvmLibraryException>(LlvmLibrary.Find);
            Assert.Contains("/nonexistent/libautojit-llvm.so", e.Message, StringComparison.Ordinal);
            Assert.Contains(LlvmLibrary.PathVariable, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(LlvmLibrary.PathVariable, before);
        }
    }
}

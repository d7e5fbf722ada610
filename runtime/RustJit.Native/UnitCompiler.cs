// From a function that is called for the first time to an image that holds it.

using System;
using System.Collections.Generic;
using System.IO;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Native;

/// <summary>Compiles units of one module. Used under the guest lock.</summary>
internal sealed unsafe class UnitCompiler
{
    private static bool s_initialized;

    private readonly ModuleInstance _module;
    private readonly UnitPlanner _planner;
    private AutoJitSource* _source;

    public UnitCompiler(ModuleInstance module)
    {
        _module = module;
        _planner = new UnitPlanner(module.File);
    }

    /// <summary>Readies LLVM for the calling thread. Gives the guest lock up.</summary>
    /// <returns>False while another thread is still opening it: look again whether there is anything to compile.</returns>
    public bool Prepare()
    {
        const uint Size = 512;
        byte* message = stackalloc byte[(int)Size];
        nint* addresses = stackalloc nint[AutoJitLlvm.ExportCount];
        addresses[0] = 0;
        int error;
        fixed (byte* path = NativeText.ToNative(Host.LlvmPath))
        fixed (byte* names = AutoJitLlvm.ExportNames)
        {
            error = NativeMethods.OpenLlvm(path, names, AutoJitLlvm.ExportCount, addresses, message, Size);
        }

        if (error != 0)
        {
            Fatal.Stop($"cannot load the compiler: {NativeText.Read(message)}; reinstall AutoJIT, {LlvmLibrary.FileName} belongs beside libautojit-runtime.so");
        }

        if (!s_initialized && addresses[0] != 0)
        {
            AutoJitLlvm.Bind(new ReadOnlySpan<nint>(addresses, AutoJitLlvm.ExportCount));
            AutoJitLlvm.Initialize();
            s_initialized = true;
        }

        return s_initialized;
    }

    /// <summary>Compiles the unit of <paramref name="function"/>.</summary>
    public CompiledUnit Compile(uint function, Func<uint, bool> isPlaced)
    {
        double start = Log.Now;
        OpenSource(function);
        List<uint> functions = _planner.Plan(function, isPlaced);
        byte speed = _module.File.SpeedLevel;
        List<uint> inline = speed > 0 ? _planner.InlineCandidates(functions, largest: 60) : [];

        byte* error = null;
        AutoJitUnit* unit;
        fixed (uint* ids = functions.ToArray())
        fixed (uint* inlineIds = inline.ToArray())
        {
            AutoJitUnitRequest request = new()
            {
                Functions = ids,
                Count = (uint)functions.Count,
                InlineIds = inlineIds,
                InlineCount = (uint)inline.Count,
                DebugLevel = (uint)(_module.File.HasDebugInformation ? Host.DebugInformation : DebugLevel.None),
                Speed = speed,
                UsePlt = Host.Linker == LinkerChoice.JitLink ? 1u : 0u,
            };
            unit = AutoJitLlvm.Extract(_source, &request, &error);
        }

        if (unit is null)
        {
            Fail(function, "extract", error);
        }

        double extracted = Log.Now;
        AutoJitLlvm.Optimize(unit, speed, _module.File.SizeLevel);
        double optimized = Log.Now;
        LLVMOpaqueMemoryBuffer* buffer = AutoJitLlvm.Generate(unit, speed, &error);
        if (buffer is null)
        {
            Fail(function, "generate code for", error);
        }

        if (Log.Enabled)
        {
            double now = Log.Now;
            Log.Write(
                $"compiled {_module.File.FunctionName(function)}: unit of {functions.Count} functions, {AutoJitLlvm.BufferContent(buffer).Length} bytes " +
                $"({now - start:F2} ms: extract {extracted - start:F2}, optimize {optimized - extracted:F2}, generate {now - optimized:F2})");
        }

        return new CompiledUnit(unit, buffer, functions, NativeMethods.GetPid());
    }

    private void OpenSource(uint function)
    {
        if (_source is not null)
        {
            return;
        }

        ModuleFile file = _module.File;
        byte* bytes = (byte*)file.Bytes.Pin().Pointer;
        AutoJitNames functions = new()
        {
            Table = bytes + ModuleFile.FunctionsOffset,
            Stride = ModuleFile.FunctionStride,
            Count = file.FunctionCount,
            Strings = bytes + file.StringsOffset,
        };
        AutoJitNames imports = new()
        {
            Table = bytes + file.ImportsOffset,
            Stride = ModuleFile.ImportStride,
            Count = file.ImportCount,
            Strings = bytes + file.StringsOffset,
        };
        byte* error = null;
        _source = AutoJitLlvm.Open(
            bytes + file.PayloadOffset,
            (nuint)file.PayloadSize,
            &functions,
            &imports,
            Host.DebugInformation == DebugLevel.Full ? 1 : 0,
            &error);
        if (_source is null)
        {
            Fail(function, "read the bitcode of", error);
        }
    }

    private void Fail(uint function, string what, byte* error) =>
        Fatal.Stop(
            $"cannot {what} {_module.File.FunctionName(function)} from {_module.SourceName}: {NativeText.Read(error)}; " +
            "please report this; AUTOJIT_KEEP=NAME at compile time keeps a function out");
}

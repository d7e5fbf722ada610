// The steps of `autojit run`: load, link, prepare, compile, call.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RustJit.Orc;

namespace RustJit.Tool;

internal sealed unsafe class Runner(RunSettings settings)
{
    /// <summary>Does all of it.</summary>
    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (settings.LlvmOptions.Count != 0)
        {
            Llvm.ParseCommandLineOptions("autojit", settings.LlvmOptions);
        }

        using var jit = new LLJit(new LLJitOptions { DebugSupport = true });
        using var context = new LlvmContext();
        jit.MainDylib.AddGenerator(new HostFunctions(new RustSupport(settings.Rustc)).Resolve);
        LlvmModule module = Load(context, jit);
        using LlvmModule guard = module;
        if (settings.Dump)
        {
            Console.Write(module);
        }

        bool callsMain = settings.Call is null && Defines(module, "main");
        CallThunk? thunk = callsMain ? null : CallThunk.Create(module, settings.Call ?? "sum");
        CallThunk? free = thunk is { ReturnsVector: true } ? CreateFree(module, thunk.Name) : null;
        IReadOnlyList<string> initializers = module.ExtractInitializers();
        if (NeedsCpp(module))
        {
            jit.MainDylib.AddLibrary("libstdc++.so.6");
        }

        module.Verify();
        jit.MainDylib.AddModule(module, new ModuleOptions { Passes = $"default<O{settings.Level}>" });
        foreach (string initializer in initializers)
        {
            ((delegate* unmanaged[Cdecl]<void>)jit.Lookup(initializer))();
        }

        return thunk is null ? CallMain(jit) : Call(jit, thunk, free);
    }

    private static bool Defines(LlvmModule module, string name) => module.FindFunction(name) is { Global.IsDeclaration: false };

    private static bool NeedsCpp(LlvmModule module) => module.Globals.Any(g =>
        g.IsDeclaration && (g.Name.StartsWith("_ZS", StringComparison.Ordinal) || g.Name.StartsWith("_ZNS", StringComparison.Ordinal)
            || g.Name.StartsWith("_ZNKS", StringComparison.Ordinal) || g.Name.StartsWith("__cxa_", StringComparison.Ordinal)
            || g.Name.StartsWith("_Zn", StringComparison.Ordinal)));

    private static CallThunk CreateFree(LlvmModule module, string name) =>
        Defines(module, name + "_free")
            ? CallThunk.Create(module, name + "_free")
            : throw new ToolException($"'{name}' returns a vector, so the program must define '{name}_free' to give it back");

    private LlvmModule Load(LlvmContext context, LLJit jit)
    {
        LlvmModule module = settings.File is null ? DemoModule.Create(context) : Load(context, settings.File);
        foreach (string file in settings.Link)
        {
            if (Path.GetExtension(file) == ".o")
            {
                jit.MainDylib.AddObject(MemoryBuffer.FromFile(file));
            }
            else
            {
                module.Link(Load(context, file));
            }
        }

        return module;
    }

    private LlvmModule Load(LlvmContext context, string file) =>
        SourceCompiler.IsSource(file) ? new SourceCompiler(settings).Compile(context, file) : LlvmModule.FromFile(context, file);

    private int CallMain(LLJit jit)
    {
        string[] arguments = [settings.File!, .. settings.Arguments];
        nint* pointers = stackalloc nint[arguments.Length + 1];
        for (int i = 0; i < arguments.Length; i++)
        {
            // The program may keep its arguments, so they stay until the process ends.
            pointers[i] = System.Runtime.InteropServices.Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        pointers[arguments.Length] = 0;
        int status = ((delegate* unmanaged[Cdecl]<int, nint*, int>)jit.Lookup("main"))(arguments.Length, pointers);
        Libc.FlushOutput();
        return status & 0xff;
    }

    private int Call(LLJit jit, CallThunk thunk, CallThunk? free)
    {
        if (settings.Arguments.Count == 0 && thunk.Parameters.Count != 0)
        {
            InteractiveLoop.Run(thunk, values => thunk.Call(jit, values, free));
        }
        else
        {
            string result = thunk.Call(jit, ParseArguments(thunk), free);
            if (result.Length != 0)
            {
                Console.WriteLine(result);
            }
        }

        if (settings.CountAllocations)
        {
            Console.WriteLine($"{RustSupport.Allocated} allocations, {RustSupport.Freed} freed");
        }

        return 0;
    }

    private long[] ParseArguments(CallThunk thunk)
    {
        if (settings.Arguments.Count != thunk.Parameters.Count)
        {
            throw new ToolException($"'{thunk.Name}' takes {thunk.Parameters.Count} arguments, and {settings.Arguments.Count} were given");
        }

        var values = new long[thunk.Parameters.Count];
        for (int i = 0; i < values.Length; i++)
        {
            if (!ValueText.TryParse(settings.Arguments[i], thunk.Parameters[i], out values[i]))
            {
                throw new ToolException($"argument {i + 1} of '{thunk.Name}': '{settings.Arguments[i]}' is not a value of type {thunk.Parameters[i]}");
            }
        }

        return values;
    }
}

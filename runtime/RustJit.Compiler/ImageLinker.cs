// From relocatable objects to an image: linking, then the relocations that only the runtime can resolve.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.InteropServices;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Compiler;

/// <summary>
/// Links objects of one module: one object of the fast back end without lld, all others with it. lld has one state for the
/// process: one link at a time.
/// </summary>
public static unsafe class ImageLinker
{
    private static readonly string[] s_options =
    [
        "-shared", "--threads=1", "--eh-frame-hdr", "-Bsymbolic", "--hash-style=gnu", "--build-id=none",
        // Bindings are written after loading.
        "-z", "norelro", "-z", "now", "--no-rosegment", "-O0",
    ];

    /// <summary>Links units of one module into the content of an image.</summary>
    /// <param name="module">Their module.</param>
    /// <param name="hash">Its identity.</param>
    /// <param name="units">At least one.</param>
    /// <param name="options">The key to store.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public static byte[] Link(ModuleFile module, ContentHash hash, IReadOnlyList<CompiledUnit> units, CompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        Dictionary<string, (AutoJitSymbolKind Kind, uint Index)> meaning = [];
        Dictionary<uint, (string Name, bool Counts)> bodies = [];
        bool hasTwoBodies = false;
        bool areCalled = true;
        foreach (CompiledUnit unit in units)
        {
            areCalled &= !unit.IsContinuation;
            foreach ((string name, AutoJitSymbolKind kind, uint index) in unit.Symbols)
            {
                if (kind == AutoJitSymbolKind.Defined)
                {
                    hasTwoBodies |= !bodies.TryAdd(index, (name, unit.Counts));
                }
                else
                {
                    meaning[name] = (kind, index);
                }
            }
        }

        // A call from unit to unit becomes a direct one when both are here.
        List<(string Callee, string Body)> direct = [];
        foreach ((string name, (AutoJitSymbolKind kind, uint index)) in meaning)
        {
            if (areCalled && kind == AutoJitSymbolKind.Callee && bodies.TryGetValue(index, out (string Name, bool Counts) body))
            {
                direct.Add((name, body.Name));
            }
        }

        // What was found in the cache lld reads, which trusts nobody.
        LLVMOpaqueMemoryBuffer* linked = units.Count == 1 && !units[0].WasFound && direct.Count == 0 ? AutoJitLlvm.LinkAlone(units[0].Buffer) : null;
        if (linked is null)
        {
            linked = RunLinker(LinkerOptions(direct, meaning, hasTwoBodies), units);
        }

        try
        {
            return ToImage(AutoJitLlvm.BufferContent(linked), module, hash, meaning, bodies, options);
        }
        finally
        {
            AutoJitLlvm.DisposeBuffer(linked);
        }
    }

    private static byte[] ToImage(
        Span<byte> library,
        ModuleFile module,
        ContentHash hash,
        Dictionary<string, (AutoJitSymbolKind Kind, uint Index)> meaning,
        Dictionary<uint, (string Name, bool Counts)> bodies,
        CompilerOptions options)
    {
        ElfImage elf = new(library);
        elf.ClearSymbolicFlag();
        Dictionary<string, ulong> defined = elf.DefinedSymbols();
        Dictionary<string, ulong> variables = bodies.Values.Any(b => b.Counts) ? elf.Variables() : [];
        List<ImageFunction> functions = [];
        foreach ((uint id, (string name, bool counts)) in bodies)
        {
            // An optimiser may have found nobody who needs it.
            if (defined.TryGetValue(name, out ulong address))
            {
                functions.Add(new ImageFunction(id, address, counts ? HeatOf(id, variables) : 0));
            }
        }

        List<ImageBinding> bindings = [];
        List<string> libraryNames = [];
        foreach (ElfReference reference in elf.TakeUndefinedReferences())
        {
            if (!meaning.TryGetValue(reference.Symbol, out (AutoJitSymbolKind Kind, uint Index) symbol))
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, (uint)libraryNames.Count, BindingKind.Library, ImportKind.Direct));
                libraryNames.Add(reference.Symbol);
            }
            else if (symbol.Kind == AutoJitSymbolKind.Import)
            {
                BindingKind kind = AccessLoss.IsCausedBy(module, symbol.Index) ? BindingKind.AccessLoss : BindingKind.Import;
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, symbol.Index, kind, module.Import(symbol.Index)));
            }
            else
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, symbol.Index, BindingKind.Callee, ImportKind.Direct));
            }
        }

        return ImageFile.Build(library, hash, options.Key.Span, functions, bindings, libraryNames, options.Hasher);
    }

    // By the name that plugin-native/llvm/Tiers.cpp gives it. A body that cannot be left (FirstBody.h) does not count.
    private static uint HeatOf(uint function, Dictionary<string, ulong> variables) =>
        variables.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"autojit.heat.{function}"), out ulong address) ? checked((uint)address) : 0;

    // Symbols of wrappers are given the meaning of what they wrap.
    private static List<string> LinkerOptions(
        List<(string Callee, string Body)> direct, Dictionary<string, (AutoJitSymbolKind Kind, uint Index)> meaning, bool hasTwoBodies)
    {
        List<string> options = [.. s_options];
        if (hasTwoBodies)
        {
            options.AddRange("-z", "muldefs"); // The first one is everybody's.
        }

        foreach ((string callee, string body) in direct)
        {
            // In quotes: `f3h` alone is a number.
            options.Add($"--defsym={callee}=\"{body}\"");
        }

        foreach (string name in meaning.Keys.Where(IsDefinedByLinker).ToArray())
        {
            if (meaning.TryAdd("__wrap_" + name, meaning[name]))
            {
                options.Add($"--wrap={name}");
            }
        }

        return options;
    }

    // lld would make these symbols of the image, and they are the program's: where it ends, by what its library's
    // destructors are known to the C library. Under the name of a wrapper lld defines nothing.
    private static bool IsDefinedByLinker(string name) => name is
        "__bss_start" or "__dso_handle" or "__ehdr_start" or "__executable_start" or "_DYNAMIC" or "_TLS_MODULE_BASE_" or
        "_edata" or "_end" or "_etext" or "edata" or "end" or "etext" or
        "__fini_array_end" or "__fini_array_start" or "__init_array_end" or "__init_array_start" or
        "__preinit_array_end" or "__preinit_array_start" or "__rela_iplt_end" or "__rela_iplt_start" ||
        name.StartsWith("__start_", StringComparison.Ordinal) || name.StartsWith("__stop_", StringComparison.Ordinal);

    // The result is the caller's.
    private static LLVMOpaqueMemoryBuffer* RunLinker(List<string> options, IReadOnlyList<CompiledUnit> units)
    {
        byte*[] texts = new byte*[options.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = (byte*)Marshal.StringToCoTaskMemUTF8(options[i]);
        }

        LLVMOpaqueMemoryBuffer*[] objects = new LLVMOpaqueMemoryBuffer*[units.Count];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = units[i].Buffer;
        }

        byte* error = null;
        LLVMOpaqueMemoryBuffer* linked;
        fixed (byte** optionPointers = texts)
        fixed (LLVMOpaqueMemoryBuffer** objectPointers = objects)
        {
            linked = AutoJitLlvm.Link(optionPointers, (uint)texts.Length, objectPointers, (uint)objects.Length, &error);
        }

        foreach (byte* text in texts)
        {
            Marshal.FreeCoTaskMem((nint)text);
        }

        if (linked is null)
        {
            throw new CompilationException($"cannot link compiled code: {LlvmText.Take(error)}; please report this");
        }

        return linked;
    }
}

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

/// <summary>Units of one module that are to be linked.</summary>
/// <param name="Module">Their module.</param>
/// <param name="Hash">Its identity.</param>
/// <param name="Units">At least one.</param>
public sealed record LinkedModule(ModuleFile Module, ContentHash Hash, IReadOnlyList<CompiledUnit> Units);

/// <summary>
/// Links objects: one object of the fast back end without lld, all others with it. lld has one state for the process: one
/// link at a time.
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
        UnitSymbols symbols = new(module, units, "");
        // What was found in the cache lld reads, which trusts nobody.
        LLVMOpaqueMemoryBuffer* linked = units.Count == 1 && !units[0].WasFound && symbols.Direct.Count == 0 ? AutoJitLlvm.LinkAlone(units[0].Buffer) : null;
        if (linked is null)
        {
            nint[] objects = new nint[units.Count];
            for (int i = 0; i < objects.Length; i++)
            {
                objects[i] = (nint)units[i].Buffer;
            }

            linked = RunLinker(LinkerOptions([symbols], isNamed: false), objects);
        }

        try
        {
            Span<byte> library = AutoJitLlvm.BufferContent(linked);
            PackedModule made = Describe(library, [hash], [symbols])[0];
            return ImageFile.Build(library, hash, options.Key.Span, made.Functions, made.Bindings, made.LibraryNames, options.Hasher);
        }
        finally
        {
            AutoJitLlvm.DisposeBuffer(linked);
        }
    }

    /// <summary>Links units of several modules into the content of a pack.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="home">The module in whose directory it will be.</param>
    /// <param name="options">The key to store.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public static byte[] LinkPack(IReadOnlyList<LinkedModule> modules, ContentHash home, CompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(options);
        UnitSymbols[] symbols = new UnitSymbols[modules.Count];
        List<nint> objects = [];
        LLVMOpaqueMemoryBuffer* linked = null;
        try
        {
            for (int i = 0; i < symbols.Length; i++)
            {
                symbols[i] = new UnitSymbols(modules[i].Module, modules[i].Units, PackSuffix.Of(i));
                foreach (CompiledUnit unit in modules[i].Units)
                {
                    objects.Add((nint)AutoJitLlvm.CreateBuffer(ObjectNames.Rename(unit.Object, symbols[i].LinkName)));
                }
            }

            linked = RunLinker(LinkerOptions(symbols, isNamed: true), objects);
            Span<byte> library = AutoJitLlvm.BufferContent(linked);
            List<PackedModule> made = Describe(library, modules.Select(m => m.Hash).ToArray(), symbols);
            new ElfImage(library).CutSuffixes();
            return PackFile.Build(library, home, options.Key.Span, made, options.Hasher);
        }
        finally
        {
            foreach (nint made in objects)
            {
                AutoJitLlvm.DisposeBuffer((LLVMOpaqueMemoryBuffer*)made);
            }

            if (linked is not null)
            {
                AutoJitLlvm.DisposeBuffer(linked);
            }
        }
    }

    // What a library holds and wants, of each module.
    private static List<PackedModule> Describe(Span<byte> library, ReadOnlySpan<ContentHash> modules, ReadOnlySpan<UnitSymbols> symbols)
    {
        ElfImage elf = new(library);
        elf.ClearSymbolicFlag();
        Dictionary<string, ulong> defined = elf.DefinedSymbols();
        Dictionary<string, ulong> variables = [];
        foreach (UnitSymbols one in symbols)
        {
            if (one.Bodies.Values.Any(b => b.Counts))
            {
                variables = elf.Variables();
                break;
            }
        }

        List<PackedModule> described = new(modules.Length);
        List<List<string>> libraryNames = new(modules.Length);
        for (int i = 0; i < modules.Length; i++)
        {
            List<ImageFunction> functions = [];
            foreach ((uint id, (string name, bool counts)) in symbols[i].Bodies)
            {
                // An optimiser may have found nobody who needs it.
                if (defined.TryGetValue(name, out ulong address))
                {
                    functions.Add(new ImageFunction(id, address, counts ? HeatOf(id, symbols[i].Suffix, variables) : 0));
                }
            }

            libraryNames.Add([]);
            described.Add(new PackedModule(modules[i], functions, [], libraryNames[i]));
        }

        foreach (ElfReference reference in elf.TakeUndefinedReferences())
        {
            PackSuffix.TrySplit(reference.Symbol, out string name, out int of);
            List<ImageBinding> bindings = described[of].Bindings;
            if (!symbols[of].Meaning.TryGetValue(reference.Symbol, out (AutoJitSymbolKind Kind, uint Index) symbol))
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, (uint)libraryNames[of].Count, BindingKind.Library, ImportKind.Direct));
                libraryNames[of].Add(name);
            }
            else if (symbol.Kind == AutoJitSymbolKind.Import)
            {
                ModuleFile module = symbols[of].Module;
                BindingKind kind = AccessLoss.IsCausedBy(module, symbol.Index) ? BindingKind.AccessLoss : BindingKind.Import;
                bindings.Add(new ImageBinding(reference.Address, reference.Addend, symbol.Index, kind, module.Import(symbol.Index)));
            }
            else
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, symbol.Index, BindingKind.Callee, ImportKind.Direct));
            }
        }

        return described;
    }

    // By the name that plugin-native/llvm/Tiers.cpp gives it. A body that cannot be left (FirstBody.h) does not count.
    private static uint HeatOf(uint function, string suffix, Dictionary<string, ulong> variables) =>
        variables.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"autojit.heat.{function}{suffix}"), out ulong address)
            ? checked((uint)address)
            : 0;

    // Symbols of wrappers are given the meaning of what they wrap. Objects that have been renamed name bodies themselves.
    private static List<string> LinkerOptions(ReadOnlySpan<UnitSymbols> modules, bool isNamed)
    {
        List<string> options = [.. s_options];
        bool hasTwoBodies = false;
        foreach (UnitSymbols symbols in modules)
        {
            hasTwoBodies |= symbols.HasTwoBodies;
            foreach ((string callee, string body) in isNamed ? [] : symbols.Direct)
            {
                // In quotes: `f3h` alone is a number.
                options.Add($"--defsym={callee}=\"{body}\"");
            }

            foreach (string name in isNamed ? [] : symbols.Meaning.Keys.Where(IsDefinedByLinker).ToArray())
            {
                if (symbols.Meaning.TryAdd("__wrap_" + name, symbols.Meaning[name]))
                {
                    options.Add($"--wrap={name}");
                }
            }
        }

        if (hasTwoBodies)
        {
            options.AddRange("-z", "muldefs"); // The first one is everybody's.
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
    private static LLVMOpaqueMemoryBuffer* RunLinker(List<string> options, IReadOnlyList<nint> buffers)
    {
        byte*[] texts = new byte*[options.Count];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = (byte*)Marshal.StringToCoTaskMemUTF8(options[i]);
        }

        LLVMOpaqueMemoryBuffer*[] objects = new LLVMOpaqueMemoryBuffer*[buffers.Count];
        for (int i = 0; i < objects.Length; i++)
        {
            objects[i] = (LLVMOpaqueMemoryBuffer*)buffers[i];
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

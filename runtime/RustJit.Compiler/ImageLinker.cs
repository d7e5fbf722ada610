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
/// <param name="Units">At least one.</param>
public sealed record LinkedModule(ContentHash Module, IReadOnlyList<CompiledUnit> Units);

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

    private delegate byte[] Finish(Span<byte> library, List<PackedModule> made);

    /// <summary>Links units of one module into the content of an image.</summary>
    /// <param name="module">Their module.</param>
    /// <param name="units">At least one.</param>
    /// <param name="options">The key to store.</param>
    /// <param name="keep">Whether the image may be linked again with others: it keeps what it is linked from.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public static byte[] Link(ContentHash module, IReadOnlyList<CompiledUnit> units, CompilerOptions options, bool keep = false)
    {
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(options);
        UnitSymbols symbols = new(new LinkedModule(module, units), suffix: "");
        List<KeptUnit> kept = keep ? Keep([symbols.Module]) : [];
        byte[] ToImage(Span<byte> library, List<PackedModule> made) => ImageFile.Build(
            library, module, options.Key.Span, made[0].Functions, made[0].Bindings, made[0].LibraryNames, kept, options.Hasher);

        // What was found in the cache lld reads, which trusts nobody.
        LLVMOpaqueMemoryBuffer* alone = units.Count == 1 && !units[0].WasFound && symbols.Direct.Count == 0 ? AutoJitLlvm.LinkAlone(units[0].Buffer) : null;
        return alone is not null ? Complete(alone, [symbols], ToImage) : LinkWithLld([symbols], isRenamed: false, ToImage);
    }

    /// <summary>Links units of several modules into the content of a pack, which may be linked again.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="home">The module in whose directory it will be.</param>
    /// <param name="options">The key to store.</param>
    /// <exception cref="CompilationException">lld refused.</exception>
    public static byte[] LinkPack(IReadOnlyList<LinkedModule> modules, ContentHash home, CompilerOptions options)
    {
        ArgumentNullException.ThrowIfNull(modules);
        ArgumentNullException.ThrowIfNull(options);
        List<UnitSymbols> symbols = [.. modules.Select((module, i) => new UnitSymbols(module, PackSuffix.Of(i)))];
        List<KeptUnit> kept = Keep(modules);
        return LinkWithLld(
            symbols, isRenamed: true, (library, made) => PackFile.Build(library, home, options.Key.Span, made, kept, options.Hasher));
    }

    // Few are linked again, and large ones need not be.
    private static List<KeptUnit> Keep(IReadOnlyList<LinkedModule> modules) =>
        modules.Sum(m => m.Units.Sum(u => (long)u.Object.Length)) > KeptUnits.MostBytes
            ? []
            : [.. modules.SelectMany(m => m.Units.Select(u => u.Keep(m.Module)))];

    // Of several modules all names get a suffix: they mean something in their module only. One module does without, for copies
    // of all objects with other names cost half as much as linking them (json.cpp: 10 ms).
    private static byte[] LinkWithLld(List<UnitSymbols> modules, bool isRenamed, Finish finish)
    {
        List<string> options = [.. s_options];
        List<nint> objects = [];
        LLVMOpaqueMemoryBuffer* library;
        try
        {
            foreach (UnitSymbols module in modules)
            {
                foreach (CompiledUnit unit in module.Module.Units)
                {
                    objects.Add((nint)(isRenamed ? AutoJitLlvm.CreateBuffer(ObjectNames.Rename(unit.Object, module.Suffix, module.Direct)) : unit.Buffer));
                }

                if (!isRenamed)
                {
                    AddMeanings(options, module);
                }
            }

            if (modules.Exists(s => s.HasTwoBodies))
            {
                options.AddRange("-z", "muldefs"); // The first one is everybody's.
            }

            library = RunLinker(options, objects);
        }
        finally
        {
            foreach (nint made in isRenamed ? objects : [])
            {
                AutoJitLlvm.DisposeBuffer((LLVMOpaqueMemoryBuffer*)made);
            }
        }

        return Complete(library, modules, (linked, made) =>
        {
            if (isRenamed)
            {
                new ElfImage(linked).CutSuffixes();
            }

            return finish(linked, made);
        });
    }

    // Has lld do what other names do. Symbols of wrappers are given the meaning of what they wrap.
    private static void AddMeanings(List<string> options, UnitSymbols symbols)
    {
        foreach ((string callee, string body) in symbols.Direct)
        {
            // In quotes: `f3h` alone is a number.
            options.Add($"--defsym={callee}=\"{body}\"");
        }

        foreach (string name in symbols.Meaning.Keys.Where(IsDefinedByLinker).ToArray())
        {
            if (symbols.Meaning.TryAdd("__wrap_" + name, symbols.Meaning[name]))
            {
                options.Add($"--wrap={name}");
            }
        }
    }

    // lld would make these symbols of the image, and they are the program's: where it ends, by what its library's
    // destructors are known to the C library. Under the name of a wrapper lld defines nothing.
    private static bool IsDefinedByLinker(string name) => name is
        "__bss_start" or "__dso_handle" or "__ehdr_start" or "__executable_start" or "_DYNAMIC" or "_TLS_MODULE_BASE_" or
        "_edata" or "_end" or "_etext" or "edata" or "end" or "etext" or
        "__fini_array_end" or "__fini_array_start" or "__init_array_end" or "__init_array_start" or
        "__preinit_array_end" or "__preinit_array_start" or "__rela_iplt_end" or "__rela_iplt_start" ||
        name.StartsWith("__start_", StringComparison.Ordinal) || name.StartsWith("__stop_", StringComparison.Ordinal);

    // Disposes of the library.
    private static byte[] Complete(LLVMOpaqueMemoryBuffer* library, List<UnitSymbols> modules, Finish finish)
    {
        try
        {
            Span<byte> linked = AutoJitLlvm.BufferContent(library);
            List<PackedModule> described = Describe(linked, modules);
            return finish(linked[..new ElfImage(linked).DropSecondNames()], described);
        }
        finally
        {
            AutoJitLlvm.DisposeBuffer(library);
        }
    }

    // What a library holds and wants, of each module.
    private static List<PackedModule> Describe(Span<byte> library, List<UnitSymbols> modules)
    {
        ElfImage elf = new(library);
        elf.ClearSymbolicFlag();
        Dictionary<string, ulong> defined = elf.DefinedSymbols();
        Dictionary<string, ulong> variables = modules.Exists(m => m.Bodies.Values.Any(b => b.Counts)) ? elf.Variables() : [];
        List<PackedModule> described = new(modules.Count);
        foreach (UnitSymbols module in modules)
        {
            List<ImageFunction> functions = [];
            foreach ((uint id, (string name, bool counts)) in module.Bodies)
            {
                // An optimiser may have found nobody who needs it.
                if (defined.TryGetValue(name, out ulong address))
                {
                    functions.Add(new ImageFunction(id, address, counts ? HeatOf(id, module.Suffix, variables) : 0));
                }
            }

            described.Add(new PackedModule(module.Module.Module, functions, [], []));
        }

        foreach (ElfReference reference in elf.TakeUndefinedReferences())
        {
            string name = PackSuffix.Split(reference.Symbol, out int of);
            (UnitSymbols from, PackedModule to) = (modules[of], described[of]);
            if (!from.Meaning.TryGetValue(name, out UnitSymbol symbol))
            {
                to.Bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, (uint)to.LibraryNames.Count, BindingKind.Library, ImportKind.Direct));
                to.LibraryNames.Add(name);
            }
            else
            {
                BindingKind kind = symbol.Kind switch
                {
                    UnitSymbolKind.Import => BindingKind.Import,
                    UnitSymbolKind.AccessLoss => BindingKind.AccessLoss,
                    _ => BindingKind.Callee,
                };
                to.Bindings.Add(new ImageBinding(reference.Address, reference.Addend, symbol.Index, kind, symbol.ImportKind));
            }
        }

        return described;
    }

    // By the name that plugin-native/llvm/Tiers.cpp gives it. A body that cannot be left (FirstBody.h) does not count.
    private static uint HeatOf(uint function, string suffix, Dictionary<string, ulong> variables) =>
        variables.TryGetValue(string.Create(CultureInfo.InvariantCulture, $"autojit.heat.{function}{suffix}"), out ulong address)
            ? checked((uint)address)
            : 0;

    // The result is the caller's.
    private static LLVMOpaqueMemoryBuffer* RunLinker(List<string> options, List<nint> buffers)
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

// From a relocatable object to an image: lld, then the relocations that only the runtime can resolve.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Interop;

namespace RustJit.Native;

internal static unsafe class ImageLinker
{
    private static readonly string[] s_options =
    [
        "-shared", "--threads=1", "--eh-frame-hdr", "-Bsymbolic", "--hash-style=gnu", "--build-id=none",
        // Bindings are written after loading.
        "-z", "norelro", "-z", "now", "--no-rosegment", "-O0",
    ];

    /// <summary>Links a unit and publishes the image.</summary>
    public static Image Link(ModuleInstance module, AutoJitUnit* unit, List<uint> functions, ReadOnlySpan<byte> content)
    {
        ElfImage elf = new(RunLinker(content));
        return ImageStore.Publish(functions[0], Describe(elf, module, unit), module.Hash);
    }

    private static byte[] Describe(ElfImage elf, ModuleInstance module, AutoJitUnit* unit)
    {
        Dictionary<string, ulong> defined = elf.DefinedSymbols();
        Dictionary<string, AutoJitSymbol> meaning = [];
        List<ImageFunction> functions = [];
        uint count;
        AutoJitSymbol* symbols = AutoJitLlvm.Symbols(unit, &count);
        for (uint i = 0; i < count; i++)
        {
            string name = NativeText.Read(symbols[i].Name)!;
            if (symbols[i].Kind != AutoJitSymbolKind.Defined)
            {
                meaning[name] = symbols[i];
            }
            else if (defined.TryGetValue(name, out ulong address))
            {
                functions.Add(new ImageFunction(symbols[i].Index, address));
            }
        }

        List<ImageBinding> bindings = [];
        List<string> libraryNames = [];
        foreach (ElfReference reference in elf.TakeUndefinedReferences())
        {
            if (!meaning.TryGetValue(reference.Symbol, out AutoJitSymbol symbol))
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, (uint)libraryNames.Count, BindingKind.Library, ImportKind.Direct));
                libraryNames.Add(reference.Symbol);
            }
            else if (symbol.Kind == AutoJitSymbolKind.Import)
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, symbol.Index, BindingKind.Import, module.File.Import(symbol.Index)));
            }
            else
            {
                bindings.Add(new ImageBinding(
                    reference.Address, reference.Addend, symbol.Index, BindingKind.Callee, ImportKind.Direct));
            }
        }

        return ImageFile.Build(elf.Bytes, module.Hash, Host.Key, functions, bindings, libraryNames, NativeHasher.Instance);
    }

    // lld reads files only; a memory file is one. What it links stays in memory.
    private static byte[] RunLinker(ReadOnlySpan<byte> content)
    {
        int input;
        fixed (byte* bytes = content)
        {
            input = NativeMethods.MemoryFile(bytes, (nuint)content.Length);
        }

        if (input < 0)
        {
            Fatal.Stop($"cannot link compiled code: no memory file can be made (errno {-input}); raise the limits on descriptors and file size (ulimit -n, -f)");
        }

        string[] arguments = [.. s_options, $"/proc/thread-self/fd/{input}"];
        byte*[] texts = new byte*[arguments.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = (byte*)Marshal.StringToCoTaskMemUTF8(arguments[i]);
        }

        byte* error = null;
        LLVMOpaqueMemoryBuffer* linked;
        fixed (byte** pointers = texts)
        {
            linked = AutoJitLlvm.Link(pointers, (uint)texts.Length, &error);
        }

        foreach (byte* text in texts)
        {
            Marshal.FreeCoTaskMem((nint)text);
        }

        NativeMethods.Close(input);
        if (linked is null)
        {
            Fatal.Stop($"cannot link compiled code: {NativeText.Read(error)}; please report this");
        }

        byte[] library = AutoJitLlvm.BufferContent(linked).ToArray();
        AutoJitLlvm.DisposeBuffer(linked);
        return library;
    }
}

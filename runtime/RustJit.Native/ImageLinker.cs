// From a relocatable object to an image: lld, then the relocations that only the runtime can resolve.

using System;
using System.Collections.Generic;
using System.IO;
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
        string directory = ImageStore.Prepare(module.Hash) ?? TemporaryDirectory();
        string output = ImageStore.TemporaryPath(directory);
        RunLinker(content, output);
        ElfImage elf = new(System.IO.File.ReadAllBytes(output));
        fixed (byte* text = NativeText.ToNative(output))
        {
            _ = NativeMethods.Unlink(text);
        }

        byte[] file = Describe(elf, module, unit);
        return ImageStore.Publish(directory, functions[0], file, module.Hash)
            ?? throw new IOException($"cannot write to '{directory}'");
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

    private static void RunLinker(ReadOnlySpan<byte> content, string output)
    {
        int descriptor;
        fixed (byte* bytes = content)
        {
            descriptor = NativeMethods.MemoryFile(bytes, (nuint)content.Length);
        }

        string[] arguments = [.. s_options, "-o", output, $"/proc/self/fd/{descriptor}"];
        byte[][] texts = Array.ConvertAll(arguments, NativeText.ToNative);
        System.Runtime.InteropServices.GCHandle[] pins = new System.Runtime.InteropServices.GCHandle[texts.Length];
        byte** pointers = stackalloc byte*[texts.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            pins[i] = System.Runtime.InteropServices.GCHandle.Alloc(texts[i], System.Runtime.InteropServices.GCHandleType.Pinned);
            pointers[i] = (byte*)pins[i].AddrOfPinnedObject();
        }

        byte* error = null;
        int linked = AutoJitLlvm.Link(pointers, (uint)texts.Length, &error);
        foreach (System.Runtime.InteropServices.GCHandle pin in pins)
        {
            pin.Free();
        }

        NativeMethods.Close(descriptor);
        if (linked == 0)
        {
            Fatal.Stop($"cannot link compiled code: {NativeText.Read(error)}; please report this");
        }
    }

    private static string TemporaryDirectory() => throw new IOException("no writable cache directory");
}

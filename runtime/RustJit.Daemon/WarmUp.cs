// Compiles a small module of its own, so that the first client finds a compiler whose pages and tables are in memory.

using System;
using System.IO;
using System.Reflection;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;

namespace RustJit.Daemon;

/// <summary>What the first unit of a process costs beyond the others: 40 ms, at -O0.</summary>
internal static class WarmUp
{
    /// <summary>Compiles warm-up.cpp, which the build embeds as a module file, and forgets the result.</summary>
    /// <returns>How many functions were compiled.</returns>
    /// <exception cref="CompilationException">LLVM refused it.</exception>
    public static int Run(Installation installation)
    {
        byte[] bytes = Read();
        _ = ModuleFile.TryParse(bytes, expected: null, NativeContentHasher.Instance, out ModuleFile? embedded);
        ModuleFile file = embedded!; // It is part of this program.
        CompilerOptions options = installation.OptionsFor(DebugLevel.Lines) with { Objects = new NoObjects(), Log = null };
        using ModuleCompiler compiler = new(file, file.SourceName, options);
        uint first = 0;
        while (file.FunctionName(first) != "main")
        {
            first++;
        }

        using CompiledUnit unit = compiler.Compile(first, _ => false, LinkerChoice.Image);
        _ = ImageLinker.Link(file.Hash, [unit], options);
        return unit.FunctionCount;
    }

    private static byte[] Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("warm-up.bc")!;
        // Pinned: LLVM reads from it.
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length, pinned: true);
        stream.ReadExactly(bytes);
        return bytes;
    }

    // So that units are hashed, as they are for clients, and nothing is written.
    private sealed class NoObjects : IObjectStore
    {
        public bool TryFind(ContentHash unit, ReadOnlySpan<byte> key, ObjectUser use) => false;

        public void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf)
        {
        }
    }
}

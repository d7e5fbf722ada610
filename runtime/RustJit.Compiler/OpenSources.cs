// What is read for one unit is there for the next: but not for all modules of a large program at once.

using System;
using System.Collections.Generic;

namespace RustJit.Compiler;

/// <summary>The modules whose bitcode is open: those that were used last. The others are opened again when they are needed.</summary>
/// <remarks>Used by one thread at a time.</remarks>
public sealed class OpenSources
{
    /// <summary>Bytes of memory that open modules may take, about.</summary>
    public const long DefaultLimit = 1L << 30;

    // Measured with CPython (-O3 -g), 106 modules of 86 KB: 3.5 MB each when some functions have been compiled.
    private const long BytesOfModule = 1 << 20, BytesOfPayloadByte = 25;

    private readonly long _limit;
    private readonly LinkedList<ModuleCompiler> _byUse = new();
    private readonly Dictionary<ModuleCompiler, LinkedListNode<ModuleCompiler>> _nodes = [];
    private long _bytes;

    /// <summary>Nothing is open.</summary>
    /// <param name="limit">Bytes of memory.</param>
    public OpenSources(long limit = DefaultLimit) => _limit = limit;

    /// <summary>How many there are.</summary>
    public int Count => _byUse.Count;

    /// <summary>A module is going to be used. Closes those that have not been for long, if there are too many.</summary>
    /// <param name="compiler">It stays open.</param>
    public void Use(ModuleCompiler compiler)
    {
        ArgumentNullException.ThrowIfNull(compiler);
        if (_nodes.TryGetValue(compiler, out LinkedListNode<ModuleCompiler>? node))
        {
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return;
        }

        _nodes.Add(compiler, _byUse.AddFirst(compiler));
        _bytes += SizeOf(compiler);
        while (_bytes > _limit && _byUse.Count > 1)
        {
            _byUse.Last!.Value.Close();
        }
    }

    /// <summary>A module has been closed.</summary>
    /// <param name="compiler">It may not have been open.</param>
    internal void Remove(ModuleCompiler compiler)
    {
        if (_nodes.Remove(compiler, out LinkedListNode<ModuleCompiler>? node))
        {
            _byUse.Remove(node);
            _bytes -= SizeOf(compiler);
        }
    }

    private static long SizeOf(ModuleCompiler compiler) => BytesOfModule + (BytesOfPayloadByte * compiler.File.PayloadSize);
}

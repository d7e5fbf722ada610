// Where objects of units are found again by their content.

using System;
using RustJit.Core;

namespace RustJit.Compiler;

/// <summary>A store of objects; only a cache. Used by the threads that compile: one in the runtime, several in the daemon.</summary>
public interface IObjectStore
{
    /// <summary>Finds an object.</summary>
    /// <param name="unit">The hash of the unit.</param>
    /// <param name="key">The key its code depends on.</param>
    /// <param name="use">Called with the object when there is one; it is gone afterwards.</param>
    /// <returns>Whether there was one.</returns>
    bool TryFind(ContentHash unit, ReadOnlySpan<byte> key, ObjectUser use);

    /// <summary>Keeps an object; failing to is no error.</summary>
    void Add(ContentHash unit, ReadOnlySpan<byte> key, ReadOnlySpan<byte> elf);
}

/// <summary>Looks at an object.</summary>
public delegate void ObjectUser(ReadOnlySpan<byte> elf);

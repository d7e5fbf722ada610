// XXH3-128 for programs that are not the runtime; runtime/native-hash/Hash.targets brings the native code.

using System;
using System.Runtime.InteropServices;
using RustJit.Core;

namespace RustJit.Cache;

/// <summary>The hash of <c>runtime/native/hash.c</c>.</summary>
/// <remarks>Safe for any thread.</remarks>
public sealed class NativeContentHasher : IContentHasher
{
    /// <summary>The only one that is needed: it has no state.</summary>
    public static readonly NativeContentHasher Instance = new();

    private NativeContentHasher()
    {
    }

    /// <inheritdoc/>
    public ContentHash Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[ContentHash.Size];
        Compute(in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length, ref MemoryMarshal.GetReference(hash));
        return ContentHash.Read(hash);
    }

    [DllImport("autojit-hash", EntryPoint = "autojit_xxh3_128", ExactSpelling = true)]
    private static extern void Compute(in byte data, nuint size, ref byte hash);
}

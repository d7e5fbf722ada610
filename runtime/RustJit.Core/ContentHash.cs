// XXH3-128 in its canonical form: the name of module files and images, and the check of their content.

using System;
using System.Buffers.Binary;

namespace RustJit.Core;

/// <summary>A 128-bit content hash.</summary>
public readonly record struct ContentHash(ulong High, ulong Low)
{
    /// <summary>Bytes of the canonical form.</summary>
    public const int Size = 16;

    /// <summary>Reads the canonical (big endian) form from the start of <paramref name="bytes"/>.</summary>
    public static ContentHash Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));

    /// <summary>Writes the canonical form to the start of <paramref name="bytes"/>.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    /// <summary>32 hexadecimal digits: the file name of a module without its extension.</summary>
    public override string ToString() => High.ToString("x16") + Low.ToString("x16");
}

/// <summary>Computes content hashes. The implementation is native; tests and tools bring their own binding.</summary>
public interface IContentHasher
{
    /// <summary>The hash of <paramref name="bytes"/>.</summary>
    ContentHash Hash(ReadOnlySpan<byte> bytes);
}

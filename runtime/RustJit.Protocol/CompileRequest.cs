// COMPILE: which function, and what the client has already.

using System;
using System.Buffers.Binary;

namespace RustJit.Protocol;

/// <summary>The body of a COMPILE.</summary>
/// <param name="Module">The hash of the module, in its canonical form.</param>
/// <param name="Function">The function's id.</param>
/// <param name="DebugLevel">0 none, 1 lines, 2 full.</param>
/// <param name="Placed">One bit for each function, by id: whether the client has its code. May end early.</param>
public readonly record struct CompileRequest(UInt128 Module, uint Function, uint DebugLevel, ReadOnlyMemory<byte> Placed)
{
    /// <summary>Bytes before <see cref="Placed"/>.</summary>
    public const int FixedSize = 32;

    /// <summary>The most bytes of <see cref="Placed"/>.</summary>
    public const int PlacedLimit = 16 << 10;

    /// <summary>Reads a request. False when sizes or values do not fit.</summary>
    public static bool TryRead(ReadOnlyMemory<byte> body, out CompileRequest request)
    {
        request = default;
        ReadOnlySpan<byte> b = body.Span;
        if (b.Length < FixedSize || BinaryPrimitives.ReadUInt32LittleEndian(b[24..]) != b.Length - FixedSize)
        {
            return false;
        }

        request = new CompileRequest(
            BinaryPrimitives.ReadUInt128BigEndian(b),
            BinaryPrimitives.ReadUInt32LittleEndian(b[16..]),
            BinaryPrimitives.ReadUInt32LittleEndian(b[20..]),
            body[FixedSize..]);
        return request.DebugLevel <= 2 && request.Placed.Length <= PlacedLimit;
    }

    /// <summary>The body of the message.</summary>
    public byte[] ToBody()
    {
        byte[] body = new byte[FixedSize + Placed.Length];
        BinaryPrimitives.WriteUInt128BigEndian(body, Module);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(16), Function);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(20), DebugLevel);
        BinaryPrimitives.WriteInt32LittleEndian(body.AsSpan(24), Placed.Length);
        Placed.CopyTo(body.AsMemory(FixedSize));
        return body;
    }

    /// <summary>Whether the client has the code of a function.</summary>
    public bool Has(uint function) =>
        function / 8 < (uint)Placed.Length && (Placed.Span[(int)(function / 8)] & (1 << (int)(function % 8))) != 0;
}

// The eight bytes before every message.

using System;
using System.Buffers.Binary;

namespace RustJit.Protocol;

/// <summary>Size and kind of a message.</summary>
/// <param name="Size">Bytes of the body.</param>
/// <param name="Kind">What it is; may be a value that has no name.</param>
public readonly record struct MessageHeader(uint Size, MessageKind Kind)
{
    /// <summary>Bytes of a header.</summary>
    public const int Length = 8;

    /// <summary>Reads a header.</summary>
    /// <param name="bytes">At least <see cref="Length"/> bytes.</param>
    public static MessageHeader Read(ReadOnlySpan<byte> bytes) =>
        new(BinaryPrimitives.ReadUInt32LittleEndian(bytes), (MessageKind)BinaryPrimitives.ReadUInt16LittleEndian(bytes[4..]));

    /// <summary>Writes the header.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, Size);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[4..], (ushort)Kind);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[6..], 0);
    }

    /// <summary>The largest body that a message of this kind may have; 0 for kinds without a name.</summary>
    public static uint Limit(MessageKind kind) => kind switch
    {
        MessageKind.Hello => 64,
        MessageKind.Compile => CompileRequest.FixedSize + CompileRequest.PlacedLimit,
        MessageKind.Module => ModuleLimit,
        MessageKind.Pack => 1 << 20,
        MessageKind.Image => 256 << 20,
        MessageKind.Welcome or MessageKind.Error => 4096,
        _ => 0,
    };

    /// <summary>The largest module file.</summary>
    public const uint ModuleLimit = 512 << 20;
}

// IMAGE and ERROR: what comes back.

using System;
using System.Buffers.Binary;
using System.Text;

namespace RustJit.Protocol;

/// <summary>What stands before the image in an IMAGE.</summary>
/// <param name="Leader">The first function of the unit: the image's name in a cache.</param>
/// <param name="Functions">Functions of the unit.</param>
/// <param name="ObjectSize">Bytes of the object that the code generator made.</param>
/// <param name="Microseconds">What making it took.</param>
/// <param name="WasFound">It was made before, for an earlier request or by an earlier daemon.</param>
/// <param name="Name">The name of the function that was asked for; at most 255 bytes.</param>
public sealed record ImageHead(uint Leader, uint Functions, uint ObjectSize, uint Microseconds, bool WasFound, string Name)
{
    private const int FixedSize = 24;
    private const int NameLimit = 255;

    /// <summary>The bytes before the image.</summary>
    public byte[] ToBytes()
    {
        byte[] name = Encoding.UTF8.GetBytes(Name);
        int length = Math.Min(name.Length, NameLimit);
        byte[] head = new byte[FixedSize + length];
        BinaryPrimitives.WriteUInt32LittleEndian(head, Leader);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), Functions);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), ObjectSize);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(12), Microseconds);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(20), WasFound ? 1 : 0);
        name.AsSpan(0, length).CopyTo(head.AsSpan(FixedSize));
        return head;
    }

    /// <summary>Reads what stands before the image. Null when sizes do not fit.</summary>
    /// <param name="body">The start of the body.</param>
    /// <param name="size">Bytes of the head.</param>
    public static ImageHead? Read(ReadOnlySpan<byte> body, out int size)
    {
        size = 0;
        if (body.Length < FixedSize)
        {
            return null;
        }

        uint length = BinaryPrimitives.ReadUInt32LittleEndian(body[16..]);
        if (length > NameLimit || length > body.Length - FixedSize)
        {
            return null;
        }

        size = FixedSize + (int)length;
        return new ImageHead(
            BinaryPrimitives.ReadUInt32LittleEndian(body),
            BinaryPrimitives.ReadUInt32LittleEndian(body[4..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[12..]),
            (body[20] & 1) != 0,
            Encoding.UTF8.GetString(body[FixedSize..size]));
    }
}

/// <summary>The body of an ERROR.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Value">What <paramref name="Kind"/> says about it: for a rejected module, the ModuleFileError.</param>
/// <param name="Text">The same for people.</param>
public sealed record ErrorMessage(ErrorKind Kind, uint Value, string Text)
{
    private const int TextLimit = 4000;

    /// <summary>The body of the message.</summary>
    public byte[] ToBody()
    {
        byte[] text = Encoding.UTF8.GetBytes(Text);
        byte[] body = new byte[8 + Math.Min(text.Length, TextLimit)];
        BinaryPrimitives.WriteUInt32LittleEndian(body, (uint)Kind);
        BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(4), Value);
        text.AsSpan(0, body.Length - 8).CopyTo(body.AsSpan(8));
        return body;
    }

    /// <summary>Reads a body. Null when it is too short.</summary>
    public static ErrorMessage? Read(ReadOnlySpan<byte> body) => body.Length < 8
        ? null
        : new ErrorMessage(
            (ErrorKind)BinaryPrimitives.ReadUInt32LittleEndian(body),
            BinaryPrimitives.ReadUInt32LittleEndian(body[4..]),
            Encoding.UTF8.GetString(body[8..]));
}

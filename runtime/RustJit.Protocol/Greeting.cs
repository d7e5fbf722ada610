// HELLO and WELCOME: who talks to whom.

using System;
using System.Buffers.Binary;

namespace RustJit.Protocol;

/// <summary>The greeting of both sides. Its layout never changes; only what follows it may.</summary>
/// <param name="Protocol">Version of the protocol.</param>
/// <param name="ImageVersion">Format of images.</param>
/// <param name="ModuleVersion">Format of module files.</param>
public readonly record struct Greeting(uint Protocol, uint ImageVersion, uint ModuleVersion)
{
    /// <summary>The version that this code speaks.</summary>
    public const uint ProtocolVersion = 1;

    /// <summary>Bytes of a HELLO.</summary>
    public const int Size = 24;

    /// <summary>Bytes of a WELCOME.</summary>
    public const int WelcomeSize = Size + 16;

    /// <summary>Reads a HELLO, or the start of a WELCOME. False when it is not one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out Greeting greeting)
    {
        greeting = default;
        if (body.Length < Size || !body[..8].SequenceEqual("AUTOJIT\0"u8))
        {
            return false;
        }

        greeting = new Greeting(
            BinaryPrimitives.ReadUInt32LittleEndian(body[8..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[12..]),
            BinaryPrimitives.ReadUInt32LittleEndian(body[16..]));
        return true;
    }

    /// <summary>The stamp in a WELCOME.</summary>
    /// <param name="body">At least <see cref="WelcomeSize"/> bytes.</param>
    public static CompilerStamp ReadStamp(ReadOnlySpan<byte> body) => new(
        BinaryPrimitives.ReadInt64LittleEndian(body[Size..]), BinaryPrimitives.ReadInt64LittleEndian(body[(Size + 8)..]));

    /// <summary>A HELLO without its header.</summary>
    public byte[] ToHello()
    {
        byte[] body = new byte[Size];
        Write(body);
        return body;
    }

    /// <summary>A WELCOME without its header.</summary>
    public byte[] ToWelcome(CompilerStamp stamp)
    {
        byte[] body = new byte[WelcomeSize];
        Write(body);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(Size), stamp.Size);
        BinaryPrimitives.WriteInt64LittleEndian(body.AsSpan(Size + 8), stamp.Modified);
        return body;
    }

    private void Write(Span<byte> body)
    {
        "AUTOJIT\0"u8.CopyTo(body);
        BinaryPrimitives.WriteUInt32LittleEndian(body[8..], Protocol);
        BinaryPrimitives.WriteUInt32LittleEndian(body[12..], ImageVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(body[16..], ModuleVersion);
    }
}

/// <summary>Tells one build of the compiler from another; part of the key of images.</summary>
/// <param name="Size">Bytes of libautojit-llvm.so.</param>
/// <param name="Modified">When it was written, in nanoseconds since 1970.</param>
public readonly record struct CompilerStamp(long Size, long Modified);

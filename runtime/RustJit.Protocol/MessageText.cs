// Messages for people.

using System;
using System.Buffers.Binary;

namespace RustJit.Protocol;

/// <summary>Describes messages in one line each.</summary>
public static class MessageText
{
    /// <summary>The line for a message.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body, or as much of it as there is.</param>
    public static string Describe(MessageHeader header, ReadOnlyMemory<byte> body)
    {
        string size = $"{header.Size} bytes";
        ReadOnlySpan<byte> b = body.Span;
        switch (header.Kind)
        {
            case MessageKind.Hello when Greeting.TryRead(b, out Greeting hello):
                return $"HELLO {Versions(hello)}";
            case MessageKind.Welcome when b.Length >= Greeting.WelcomeSize && Greeting.TryRead(b, out Greeting welcome):
                CompilerStamp stamp = Greeting.ReadStamp(b);
                return $"WELCOME {Versions(welcome)}, compiler {stamp.Size}-{stamp.Modified}";
            case MessageKind.Compile when CompileRequest.TryRead(body, out CompileRequest request):
                return $"COMPILE {request.Module:x32} function {request.Function} debug {request.DebugLevel}, {Count(request.Placed.Span)} placed";
            case MessageKind.Compile when b.Length >= CompileRequest.FixedSize:
                return $"COMPILE {BinaryPrimitives.ReadUInt128BigEndian(b):x32} function {BinaryPrimitives.ReadUInt32LittleEndian(b[16..])}, {size}";
            case MessageKind.Module:
                return $"MODULE {size}";
            case MessageKind.Pack when PackRequest.Read(b) is { } pack:
                return $"PACK {pack.Module:x32} debug {pack.DebugLevel}, {pack.Leaders.Length} units in '{pack.CacheRoot}'";
            case MessageKind.Image when ImageHead.Read(b, out int head) is { } image:
                return $"IMAGE {image.Name}: unit of {image.Functions} functions, leader {image.Leader}, {header.Size - (uint)head} bytes, {(image.WasFound ? "found; it was " : "")}made in {image.Microseconds / 1000.0:F2} ms";
            case MessageKind.NeedModule or MessageKind.Working or MessageKind.Accepted when header.Size == 0:
                return header.Kind switch
                {
                    MessageKind.NeedModule => "NEED_MODULE",
                    MessageKind.Working => "WORKING",
                    _ => "ACCEPTED",
                };
            case MessageKind.Error when ErrorMessage.Read(b) is { } error:
                return $"ERROR {error.Kind} ({error.Value}): {error.Text}";
            default:
                return $"malformed message of kind {(ushort)header.Kind}, {size}";
        }
    }

    private static string Versions(Greeting greeting) =>
        $"protocol {greeting.Protocol}, image {greeting.ImageVersion}, module {greeting.ModuleVersion}";

    private static int Count(ReadOnlySpan<byte> bits)
    {
        int count = 0;
        foreach (byte b in bits)
        {
            count += System.Numerics.BitOperations.PopCount(b);
        }

        return count;
    }
}

// Messages between autojitd and its clients: docs/daemon-protocol.md. Input: what one side sends.

using System;
using System.Linq;
using RustJit.Protocol;

namespace RustJit.Fuzz;

internal sealed class ProtocolTarget : FuzzTarget
{
    public override string Name => "protocol";

    public override bool Read(byte[] input)
    {
        // For people; also what a trace is decoded with.
        Check(TraceReader.Lines(input).All(line => line.Length > 0), "a line is empty");
        bool any = false;
        for (int at = 0; input.Length - at >= MessageHeader.Length;)
        {
            MessageHeader header = MessageHeader.Read(input.AsSpan(at));
            at += MessageHeader.Length;
            if (header.Size > MessageHeader.Limit(header.Kind) || header.Size > input.Length - at)
            {
                break;
            }

            any |= ReadBody(header.Kind, input.AsMemory(at, (int)header.Size));
            at += (int)header.Size;
        }

        return any;
    }

    private static bool ReadBody(MessageKind kind, ReadOnlyMemory<byte> body)
    {
        switch (kind)
        {
            case MessageKind.Hello:
                return Greeting.TryRead(body.Span, out _);
            case MessageKind.Compile when CompileRequest.TryRead(body, out CompileRequest compile):
                Check(compile.Placed.Length <= CompileRequest.PlacedLimit && compile.DebugLevel <= 2, "a request leads outside");
                Check(!compile.Has(uint.MaxValue), "a function is there that cannot be");
                return true;
            case MessageKind.Pack when PackRequest.Read(body.Span) is { } pack:
                Check(pack.CacheRoot[0] == '/' && pack.Leaders.Length <= body.Length / 4, "a request leads outside");
                return true;
            case MessageKind.Image when ImageHead.Read(body.Span, out int size) is { } image:
                Check(size <= body.Length && image.Name is not null, "an answer leads outside");
                return true;
            case MessageKind.Error:
                return ErrorMessage.Read(body.Span) is { Text: not null };
            default:
                return false;
        }
    }
}

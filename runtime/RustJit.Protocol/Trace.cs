// Recorded traffic: what `autojitd --trace FILE` writes, and the plain bytes of one direction that socat writes.
//
//     trace  = "AJTRACE\0" u32 version=1 u32 0 record*
//     record = u64 microseconds since the start, u32 connection, u32 bytes that follow,
//              the message's header, and its body as far as it is recorded (BodyLimit)
//
// Little endian. Version history: 1 - first.

using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;

namespace RustJit.Protocol;

/// <summary>Writes a trace. Any thread may write.</summary>
public sealed class TraceWriter : IDisposable
{
    /// <summary>Bytes of a body that are recorded: module files and images are not repeated.</summary>
    public const int BodyLimit = 4096;

    private readonly FileStream _file;
    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Creates or replaces the file.</summary>
    public TraceWriter(string path)
    {
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _file.Write(TraceReader.Magic);
        _file.Write([1, 0, 0, 0, 0, 0, 0, 0]);
        _file.Flush();
    }

    /// <summary>Records a message.</summary>
    /// <param name="connection">The number of its connection.</param>
    /// <param name="header">Its header.</param>
    /// <param name="body">Its body, or the start of it.</param>
    public void Write(uint connection, MessageHeader header, ReadOnlySpan<byte> body)
    {
        body = body[..Math.Min(body.Length, BodyLimit)];
        Span<byte> head = stackalloc byte[16 + MessageHeader.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)Stopwatch.GetElapsedTime(_start).TotalMicroseconds);
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], connection);
        BinaryPrimitives.WriteInt32LittleEndian(head[12..], MessageHeader.Length + body.Length);
        header.Write(head[16..]);
        lock (_lock)
        {
            _file.Write(head);
            _file.Write(body);
            _file.Flush();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}

/// <summary>Reads recorded traffic.</summary>
public static class TraceReader
{
    private const int RecordHead = 16;

    /// <summary>How a trace begins.</summary>
    public static ReadOnlySpan<byte> Magic => "AJTRACE\0"u8;

    /// <summary>One line for each message, and one for what cannot be read.</summary>
    /// <param name="content">A trace, or what was sent in one direction.</param>
    public static IEnumerable<string> Lines(ReadOnlyMemory<byte> content) =>
        content.Span.StartsWith(Magic) ? TraceLines(content) : StreamLines(content);

    private static IEnumerable<string> TraceLines(ReadOnlyMemory<byte> content)
    {
        if (content.Length < 16 || BinaryPrimitives.ReadUInt32LittleEndian(content.Span[8..]) != 1)
        {
            yield return "another version of the trace format";
            yield break;
        }

        for (int at = 16; at < content.Length;)
        {
            if (content.Length - at < RecordHead + MessageHeader.Length)
            {
                yield return $"cut off at byte {at}";
                yield break;
            }

            ulong time = BinaryPrimitives.ReadUInt64LittleEndian(content.Span[at..]);
            uint connection = BinaryPrimitives.ReadUInt32LittleEndian(content.Span[(at + 8)..]);
            uint length = BinaryPrimitives.ReadUInt32LittleEndian(content.Span[(at + 12)..]);
            MessageHeader header = MessageHeader.Read(content.Span[(at + RecordHead)..]);
            if (length < MessageHeader.Length || length > content.Length - at - RecordHead)
            {
                yield return $"cut off at byte {at}";
                yield break;
            }

            ReadOnlyMemory<byte> body = content.Slice(at + RecordHead + MessageHeader.Length, (int)length - MessageHeader.Length);
            yield return $"{time / 1e6,10:F6} #{connection} {Arrow(header)} {MessageText.Describe(header, body)}";
            at += RecordHead + (int)length;
        }
    }

    private static IEnumerable<string> StreamLines(ReadOnlyMemory<byte> content)
    {
        for (int at = 0; at < content.Length;)
        {
            if (content.Length - at < MessageHeader.Length)
            {
                yield return $"cut off at byte {at}";
                yield break;
            }

            MessageHeader header = MessageHeader.Read(content.Span[at..]);
            int start = at + MessageHeader.Length;
            int available = (int)Math.Min(header.Size, content.Length - start);
            yield return $"{Arrow(header)} {MessageText.Describe(header, content.Slice(start, available))}";
            if (available < header.Size)
            {
                yield return $"cut off at byte {start + available}";
                yield break;
            }

            at = start + available;
        }
    }

    private static string Arrow(MessageHeader header) => header.Kind < (MessageKind)128 ? ">" : "<";
}

// Messages in and out of one socket, with limits on size and time.

using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Protocol;

namespace RustJit.Daemon;

/// <summary>The peer did something that the protocol does not allow here, or cannot be served; the connection ends.</summary>
internal sealed class ConversationException(ErrorKind kind, string message) : Exception(message)
{
    /// <summary>What the peer is told.</summary>
    public ErrorKind Kind => kind;
}

/// <summary>One connection. One message at a time in each direction.</summary>
internal sealed class Connection(Socket socket, uint number, TraceWriter? trace) : IDisposable
{
    // A peer that is silent for longer, or takes nothing, is gone or stopped.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly byte[] _header = new byte[MessageHeader.Length];

    /// <summary>Reads the header of the next message.</summary>
    /// <returns>Null when the peer has closed the connection between two messages.</returns>
    /// <exception cref="ConversationException">No message of this kind and size may come.</exception>
    public async ValueTask<MessageHeader?> ReceiveHeaderAsync(CancellationToken stop)
    {
        if (!await ReceiveAsync(_header, mayEnd: true, stop).ConfigureAwait(false))
        {
            return null;
        }

        MessageHeader header = MessageHeader.Read(_header);
        if (header.Kind >= (MessageKind)128 || header.Size > MessageHeader.Limit(header.Kind))
        {
            throw new ConversationException(ErrorKind.Malformed, $"no message of kind {(ushort)header.Kind} has {header.Size} bytes");
        }

        return header;
    }

    /// <summary>Reads a body.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="body">As many bytes as that says.</param>
    /// <param name="stop">Ends the wait.</param>
    public async ValueTask ReceiveBodyAsync(MessageHeader header, Memory<byte> body, CancellationToken stop)
    {
        await ReceiveAsync(body, mayEnd: false, stop).ConfigureAwait(false);
        trace?.Write(number, header, body.Span);
    }

    /// <summary>Sends a message.</summary>
    public ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> body) => SendAsync(kind, body, default);

    /// <summary>Sends a message whose body has two parts.</summary>
    public async ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        MessageHeader header = new((uint)(first.Length + second.Length), kind);
        byte[] head = new byte[MessageHeader.Length + first.Length];
        header.Write(head);
        first.CopyTo(head.AsMemory(MessageHeader.Length));
        trace?.Write(number, header, first.Span);
        await SendAllAsync(head).ConfigureAwait(false);
        if (second.Length > 0)
        {
            await SendAllAsync(second).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => socket.Dispose();

    private async ValueTask SendAllAsync(ReadOnlyMemory<byte> bytes)
    {
        using CancellationTokenSource patience = new(s_patience);
        while (bytes.Length > 0)
        {
            int sent = await socket.SendAsync(bytes, SocketFlags.None, patience.Token).ConfigureAwait(false);
            bytes = bytes[sent..];
            patience.CancelAfter(s_patience);
        }
    }

    private async ValueTask<bool> ReceiveAsync(Memory<byte> bytes, bool mayEnd, CancellationToken stop)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(s_patience);
        for (bool first = true; bytes.Length > 0; first = false)
        {
            int received = await socket.ReceiveAsync(bytes, SocketFlags.None, patience.Token).ConfigureAwait(false);
            if (received == 0)
            {
                return mayEnd && first ? false : throw new SocketException((int)SocketError.ConnectionReset);
            }

            bytes = bytes[received..];
            patience.CancelAfter(s_patience);
        }

        return true;
    }
}

// Conversations with a session over a real socket.

using System;
using System.Buffers.Binary;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Cache;
using RustJit.Core;
using RustJit.Core.Tests;
using RustJit.Protocol;

namespace RustJit.Daemon.Tests;

public sealed class SessionTests : IDisposable
{
    private static readonly Lazy<Installation> s_installation = new(Installation.Open);
    private static readonly Lazy<Workers> s_workers = new(() => new Workers(2));

    private readonly string _directory = Directory.CreateTempSubdirectory("autojitd").FullName;
    private readonly CancellationTokenSource _stop = new();
    private readonly Socket _client = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Connection _connection;
    private readonly Task _session;

    public SessionTests()
    {
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        UnixDomainSocketEndPoint place = new(Path.Combine(_directory, "socket"));
        listener.Bind(place);
        listener.Listen();
        _client.Connect(place);
        _client.ReceiveTimeout = 20_000;
        _connection = new Connection(listener.Accept(), 1, null);
        _session = new Session(_connection, s_installation.Value, new ModuleStore(s_installation.Value), s_workers.Value, _stop.Token).RunAsync();
    }

    public void Dispose()
    {
        _client.Dispose();
        Assert.True(_session.Wait(TimeSpan.FromSeconds(20)), "the session ends with the connection");
        _connection.Dispose();
        _stop.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Hello_OfAnotherVersion_IsUnsupported()
    {
        Send(MessageKind.Hello, new Greeting(2, 2, 1).ToHello());
        Assert.Equal(ErrorKind.Unsupported, ReceiveError().Kind);
    }

    [Fact]
    public void FirstMessage_NotAHello_IsMalformed()
    {
        Send(MessageKind.Compile, new CompileRequest(1, 0, 1, default).ToBody());
        Assert.Equal(ErrorKind.Malformed, ReceiveError().Kind);
    }

    [Fact]
    public void Message_TooLargeForItsKind_IsMalformedBeforeItIsRead()
    {
        Greet();
        byte[] header = new byte[MessageHeader.Length];
        new MessageHeader(uint.MaxValue, MessageKind.Compile).Write(header);
        _client.Send(header);
        Assert.Equal(ErrorKind.Malformed, ReceiveError().Kind);
    }

    [Fact]
    public void Module_ThatIsNone_IsRejectedAndAnotherMayFollow()
    {
        Greet();
        byte[] sample = ModuleFileBuilder.Sample();
        UInt128 hash = BinaryPrimitives.ReadUInt128BigEndian(sample.AsSpan(ModuleFileBuilder.HashOffset));
        Send(MessageKind.Compile, new CompileRequest(hash, 0, 1, default).ToBody());
        Assert.Equal(MessageKind.NeedModule, Receive().Kind);
        Send(MessageKind.Module, "this is text"u8.ToArray());
        ErrorMessage error = ReceiveError();
        Assert.Equal((ErrorKind.ModuleRejected, "not a module file"), (error.Kind, error.Text));
        // A sound one, whose payload is no bitcode.
        Send(MessageKind.Module, sample);
        error = ReceiveError();
        Assert.Equal(ErrorKind.Compilation, error.Kind);
        Assert.StartsWith("cannot read the bitcode of main from test.c: ", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compile_FunctionThatDoesNotExist_IsMalformed()
    {
        Greet();
        byte[] sample = ModuleFileBuilder.Sample();
        UInt128 hash = BinaryPrimitives.ReadUInt128BigEndian(sample.AsSpan(ModuleFileBuilder.HashOffset));
        Send(MessageKind.Compile, new CompileRequest(hash, 3, 1, default).ToBody());
        Assert.Equal(MessageKind.NeedModule, Receive().Kind);
        Send(MessageKind.Module, sample);
        Assert.Equal(ErrorKind.Malformed, ReceiveError().Kind);
    }

    [Fact]
    public void Pack_OfAnUnknownModule_IsAccepted()
    {
        Greet();
        Send(MessageKind.Pack, new PackRequest(5, 1, [1, 2], "/nonexistent").ToBody());
        Assert.Equal(MessageKind.Accepted, Receive().Kind);
    }

    [Fact]
    public void Stop_BetweenRequests_IsTold()
    {
        Greet();
        _stop.Cancel();
        Assert.Equal(ErrorKind.Stopping, ReceiveError().Kind);
    }

    private void Greet()
    {
        Send(MessageKind.Hello, new Greeting(Greeting.ProtocolVersion, ImageFile.FormatVersion, ModuleFile.FormatVersion).ToHello());
        Assert.Equal(MessageKind.Welcome, Receive().Kind);
    }

    private void Send(MessageKind kind, byte[] body)
    {
        byte[] message = new byte[MessageHeader.Length + body.Length];
        new MessageHeader((uint)body.Length, kind).Write(message);
        body.CopyTo(message, MessageHeader.Length);
        _client.Send(message);
    }

    private (MessageKind Kind, byte[] Body) Receive()
    {
        MessageHeader header = MessageHeader.Read(ReceiveBytes(MessageHeader.Length));
        return (header.Kind, ReceiveBytes((int)header.Size));
    }

    private ErrorMessage ReceiveError()
    {
        (MessageKind kind, byte[] body) = Receive();
        Assert.Equal(MessageKind.Error, kind);
        return ErrorMessage.Read(body)!;
    }

    private byte[] ReceiveBytes(int count)
    {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count;)
        {
            int received = _client.Receive(bytes, at, count - at, SocketFlags.None);
            Assert.NotEqual(0, received);
            at += received;
        }

        return bytes;
    }
}

// What is recorded can be read, also when it was cut off or is no trace at all.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace RustJit.Protocol.Tests;

public sealed class TraceTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Lines_OfATrace_AreItsMessages()
    {
        byte[] trace = Record();
        List<string> lines = [.. TraceReader.Lines(trace)];
        Assert.Equal(3, lines.Count);
        Assert.Contains("#1 > HELLO protocol 1, image 1, module 1", lines[0], StringComparison.Ordinal);
        Assert.Contains("#2 > MODULE 100000 bytes", lines[1], StringComparison.Ordinal);
        Assert.Contains("#1 < ERROR Busy (0): too many", lines[2], StringComparison.Ordinal);
        Assert.True(trace.Length < 8192, "bodies are cut off");
    }

    [Fact]
    public void Lines_OfEveryTruncation_DoNotThrow()
    {
        byte[] trace = Record();
        for (int length = 0; length < trace.Length; length++)
        {
            _ = TraceReader.Lines(trace.AsMemory(0, length)).Count();
        }
    }

    [Fact]
    public void Lines_OfPlainBytes_AreItsMessages()
    {
        byte[] stream = new byte[2 * MessageHeader.Length + Greeting.Size];
        new MessageHeader(Greeting.Size, MessageKind.Hello).Write(stream);
        new Greeting(1, 1, 1).ToHello().CopyTo(stream, MessageHeader.Length);
        new MessageHeader(50, MessageKind.Compile).Write(stream.AsSpan(MessageHeader.Length + Greeting.Size));
        List<string> lines = [.. TraceReader.Lines(stream)];
        Assert.Equal("> HELLO protocol 1, image 1, module 1", lines[0]);
        Assert.Equal("cut off at byte 40", lines[^1]);
    }

    private byte[] Record()
    {
        using (TraceWriter writer = new(_path))
        {
            writer.Write(1, new MessageHeader(Greeting.Size, MessageKind.Hello), new Greeting(1, 1, 1).ToHello());
            writer.Write(2, new MessageHeader(100_000, MessageKind.Module), new byte[100_000]);
            byte[] error = new ErrorMessage(ErrorKind.Busy, 0, "too many").ToBody();
            writer.Write(1, new MessageHeader((uint)error.Length, MessageKind.Error), error);
        }

        return File.ReadAllBytes(_path);
    }
}

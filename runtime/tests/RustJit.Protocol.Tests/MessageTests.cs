// Messages are data from outside: what was written is read back, and nothing else is accepted.

using System;
using System.Buffers.Binary;

namespace RustJit.Protocol.Tests;

public class MessageTests
{
    private static readonly CompileRequest s_request = new(UInt128.MaxValue - 5, 17, 2, new byte[] { 1, 0, 0x80 });
    private static readonly PackRequest s_pack = new(42, 1, [3, 9, 27], "/home/user/.cache/autojit");

    [Fact]
    public void Header_Written_IsReadBack()
    {
        byte[] bytes = new byte[MessageHeader.Length];
        new MessageHeader(0xDEADBEEF, MessageKind.Image).Write(bytes);
        Assert.Equal(new MessageHeader(0xDEADBEEF, MessageKind.Image), MessageHeader.Read(bytes));
    }

    [Theory]
    [InlineData(MessageKind.Working)]
    [InlineData(MessageKind.NeedModule)]
    [InlineData((MessageKind)0)]
    [InlineData((MessageKind)77)]
    public void Limit_KindWithoutBodyOrName_IsZero(MessageKind kind) => Assert.Equal(0u, MessageHeader.Limit(kind));

    [Fact]
    public void Greeting_Written_IsReadBack()
    {
        Greeting greeting = new(1, 2, 3);
        CompilerStamp stamp = new(48_000_000, 1_700_000_000_123_456_789);
        Assert.True(Greeting.TryRead(greeting.ToHello(), out Greeting hello));
        Assert.Equal(greeting, hello);
        byte[] welcome = greeting.ToWelcome(stamp);
        Assert.True(Greeting.TryRead(welcome, out hello));
        Assert.Equal(greeting, hello);
        Assert.Equal(stamp, Greeting.ReadStamp(welcome));
    }

    [Fact]
    public void Greeting_ShortOrOfSomethingElse_IsRefused()
    {
        byte[] hello = new Greeting(1, 1, 1).ToHello();
        for (int length = 0; length < Greeting.Size; length++)
        {
            Assert.False(Greeting.TryRead(hello.AsSpan(0, length), out _));
        }

        hello[7] = (byte)'D';
        Assert.False(Greeting.TryRead(hello, out _));
    }

    [Fact]
    public void CompileRequest_Written_IsReadBack()
    {
        Assert.True(CompileRequest.TryRead(s_request.ToBody(), out CompileRequest read));
        Assert.Equal((s_request.Module, 17u, 2u), (read.Module, read.Function, read.DebugLevel));
        Assert.Equal([true, false, true, false], [read.Has(0), read.Has(1), read.Has(23), read.Has(24)]);
        Assert.False(read.Has(uint.MaxValue));
    }

    [Fact]
    public void CompileRequest_EveryOtherLength_IsRefused()
    {
        byte[] body = s_request.ToBody();
        for (int length = 0; length < body.Length; length++)
        {
            Assert.False(CompileRequest.TryRead(body.AsMemory(0, length), out _));
        }

        Assert.False(CompileRequest.TryRead(new byte[body.Length + 1], out _));
    }

    [Fact]
    public void CompileRequest_UnknownDebugLevel_IsRefused() =>
        Assert.False(CompileRequest.TryRead((s_request with { DebugLevel = 3 }).ToBody(), out _));

    [Fact]
    public void CompileRequest_TooManyPlaced_IsRefused() =>
        Assert.False(CompileRequest.TryRead((s_request with { Placed = new byte[CompileRequest.PlacedLimit + 1] }).ToBody(), out _));

    [Fact]
    public void PackRequest_Written_IsReadBack()
    {
        PackRequest? read = PackRequest.Read(s_pack.ToBody());
        Assert.NotNull(read);
        Assert.Equal(s_pack.Leaders, read.Leaders);
        Assert.Equal((s_pack.Module, s_pack.DebugLevel, s_pack.CacheRoot), (read.Module, read.DebugLevel, read.CacheRoot));
    }

    [Theory]
    [InlineData("relative")]
    [InlineData("/with\0nul")]
    [InlineData("")]
    public void PackRequest_RootThatIsNoAbsolutePath_IsRefused(string root) =>
        Assert.Null(PackRequest.Read((s_pack with { CacheRoot = root }).ToBody()));

    [Fact]
    public void PackRequest_CountThatDoesNotFit_IsRefused()
    {
        byte[] body = s_pack.ToBody();
        foreach (uint count in (uint[])[2, 4, 0x40000000, uint.MaxValue])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(body.AsSpan(20), count);
            Assert.Null(PackRequest.Read(body));
        }
    }

    [Fact]
    public void ImageHead_Written_IsReadBack()
    {
        ImageHead head = new(7, 12, 4096, 1500, true, "_ZN3fooEv");
        byte[] bytes = [.. head.ToBytes(), 1, 2, 3];
        Assert.Equal(head, ImageHead.Read(bytes, out int size));
        Assert.Equal(bytes.Length - 3, size);
    }

    [Fact]
    public void ImageHead_LongName_IsCutOff()
    {
        ImageHead? head = ImageHead.Read(new ImageHead(0, 1, 2, 3, false, new string('x', 5000)).ToBytes(), out _);
        Assert.Equal(255, head!.Name.Length);
    }

    [Fact]
    public void ErrorMessage_Written_IsReadBack()
    {
        ErrorMessage error = new(ErrorKind.ModuleRejected, 6, "the module file is damaged");
        Assert.Equal(error, ErrorMessage.Read(error.ToBody()));
        Assert.Null(ErrorMessage.Read(new byte[7]));
        Assert.True(new ErrorMessage(ErrorKind.Internal, 0, new string('x', 100000)).ToBody().Length <= MessageHeader.Limit(MessageKind.Error));
    }

    [Fact]
    public void Describe_AnyBytes_DoesNotThrow()
    {
        Random random = new(1);
        byte[][] bodies = [s_request.ToBody(), s_pack.ToBody(), new Greeting(1, 1, 1).ToWelcome(default), new ImageHead(1, 2, 3, 4, false, "f").ToBytes()];
        for (int i = 0; i < 200_000; i++)
        {
            byte[] body = (byte[])bodies[random.Next(bodies.Length)].Clone();
            for (int n = random.Next(4); n > 0; n--)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            MessageKind kind = (MessageKind)random.Next(140);
            Assert.NotEmpty(MessageText.Describe(new MessageHeader((uint)body.Length, kind), body.AsMemory(0, random.Next(body.Length + 1))));
        }
    }
}

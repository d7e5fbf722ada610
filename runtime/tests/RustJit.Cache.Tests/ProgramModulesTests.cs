// Programs are searched by the text of their stubs; whatever the file is, the answer is a list or a named problem.

using System;
using System.Buffers.Binary;
using System.Text;
using RustJit.Core;
using RustJit.Core.Tests;

namespace RustJit.Cache.Tests;

public class ProgramModulesTests
{
    // One segment at address 0x1000: stubs at 0, descriptors at 0x100, record at 0x200, strings at 0x300, module at 0x400.
    private const ulong Base = 0x1000;
    private const int FileOffset = 0x200;
    private const int Size = 0x800;

    private static readonly ContentHash s_hash = new(0x1122334455667788, 0x99AABBCCDDEEFF00);

    [Fact]
    public void Read_ProgramWithStubs_GivesModuleAndFunctions()
    {
        ProgramModule module = Assert.Single(ProgramModules.Read(Program(7, 2, 7)));
        Assert.Equal(s_hash, module.Hash);
        Assert.Equal("/cache/modules", module.Directory);
        Assert.Equal("größe.c", module.Source);
        Assert.Null(module.Embedded);
        Assert.Equal([2u, 7], module.Functions);
    }

    [Fact]
    public void Read_EmbeddedModule_GivesItsBytes()
    {
        byte[] program = Program(1);
        byte[] embedded = ModuleFileBuilder.Sample();
        embedded.CopyTo(program, FileOffset + 0x400);
        Put(program, 0x200 + 32, 0x400 - 0x220);
        Put(program, 0x200 + 36, embedded.Length);
        ProgramModule module = Assert.Single(ProgramModules.Read(program));
        Assert.Equal(embedded, module.Embedded!.Value.ToArray());
    }

    [Fact]
    public void Read_EmbeddedModuleOutsideOfTheFile_IsEmptyAndNotAbsent()
    {
        byte[] program = Program(1);
        Put(program, 0x200 + 32, 0x10000000);
        Put(program, 0x200 + 36, 100);
        Assert.Equal(0, Assert.Single(ProgramModules.Read(program)).Embedded!.Value.Length);
    }

    [Fact]
    public void Read_ProgramWithoutStubs_GivesNone() => Assert.Empty(ProgramModules.Read(Program()));

    [Fact]
    public void Read_JumpAndLoadOfDifferentDescriptors_IsNoStub()
    {
        byte[] program = Program(1);
        Put(program, 2, 0x100 - 6 + 16); // the jump
        Assert.Empty(ProgramModules.Read(program));
    }

    [Fact]
    public void Read_OtherInterfaceVersion_IsRefusedWithTheRemedy()
    {
        byte[] program = Program(1);
        Put(program, 0x200, 2);
        Assert.Contains("build it again", Assert.Throws<CacheException>(() => ProgramModules.Read(program)).Message);
    }

    [Theory]
    [InlineData(0, 0x7E, "not a 64-bit x86-64 ELF")] // magic
    [InlineData(4, 1, "not a 64-bit x86-64 ELF")] // 32-bit
    [InlineData(18, 183, "not a 64-bit x86-64 ELF")] // AArch64
    [InlineData(16, 1, "object file")]
    [InlineData(38, 1, "truncated")] // segment table far away
    public void Read_OtherFile_IsNamed(int offset, byte value, string words)
    {
        byte[] program = Program(1);
        program[offset] = value;
        Assert.Contains(words, Assert.Throws<CacheException>(() => ProgramModules.Read(program)).Message);
    }

    [Fact]
    public void Read_EveryTruncation_IsRefused()
    {
        byte[] program = Program(1);
        for (int length = 0; length < program.Length; length++)
        {
            Assert.Throws<CacheException>(() => ProgramModules.Read(program.AsMemory(0, length)));
        }
    }

    [Fact]
    public void Read_TenThousandMutations_GiveAnAnswer()
    {
        Random random = new(20260103);
        byte[] program = Program(1, 2, 3);
        for (int i = 0; i < 10_000; i++)
        {
            try
            {
                foreach (ProgramModule module in ProgramModules.Read(Mutation.Of(program, random)))
                {
                    Assert.NotNull(module.Directory + module.Source);
                }
            }
            catch (CacheException)
            {
            }
        }
    }

    private static byte[] Program(params uint[] functions)
    {
        byte[] file = TestElf.Build(FileOffset + Size, new TestSegment(7, Base, Size, FileOffset, Size));
        Array.Clear(file, FileOffset, Size);
        Span<byte> b = file;
        for (int i = 0; i < functions.Length; i++)
        {
            int stub = i * 32, descriptor = 0x100 + i * 16;
            Span<byte> text = b[(FileOffset + stub)..];
            new byte[] { 0xFF, 0x25, 0, 0, 0, 0, 0x41, 0x53, 0x4C, 0x8D, 0x1D }.CopyTo(text);
            Put(file, stub + 2, descriptor - (stub + 6));
            Put(file, stub + 11, descriptor - (stub + 15));
            Put(file, descriptor + 8, 0x200 - (descriptor + 8));
            Put(file, descriptor + 12, (int)functions[i]);
        }

        Put(file, 0x200, 1); // version
        s_hash.Write(b[(FileOffset + 0x208)..]);
        Put(file, 0x200 + 28, 0x300 - (0x200 + 28));
        Encoding.UTF8.GetBytes("/cache/modules\0größe.c\0").CopyTo(b[(FileOffset + 0x300)..]);
        return file;
    }

    private static void Put(byte[] file, int offset, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(FileOffset + offset), value);
}

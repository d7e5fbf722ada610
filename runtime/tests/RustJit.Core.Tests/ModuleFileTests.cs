// A module file is data from outside: whatever is in it, the answer is a named error or sound access.

using System;
using System.Buffers.Binary;
using System.Text;
using RustJit.Cache;

namespace RustJit.Core.Tests;

public class ModuleFileTests
{
    private static readonly byte[] s_sample = ModuleFileBuilder.Sample();

    [Fact]
    public void TryParse_SoundFile_GivesAllFields()
    {
        ModuleFile file = Sound(s_sample);
        Assert.Equal(3u, file.FunctionCount);
        Assert.Equal(2u, file.ImportCount);
        Assert.Equal("test.c", file.SourceName);
        Assert.Equal(2, file.SpeedLevel);
        Assert.Equal(0, file.SizeLevel);
        Assert.True(file.HasDebugInformation);
        Assert.Equal(22u << 16 | 1 << 8 | 8, file.LlvmVersion);
        Assert.Equal(new FunctionEntry(FunctionKind.Root, 7, FunctionFlags.None), file.Function(0));
        Assert.Equal(new FunctionEntry(FunctionKind.JitOnly, 3, FunctionFlags.CallsReplaceable), file.Function(1));
        Assert.Equal(["main", "helper", "leaf_größe"], [file.FunctionName(0), file.FunctionName(1), file.FunctionName(2)]);
        Assert.Equal([1u, 2u], file.Callees(0));
        Assert.Equal([2u], file.Callees(1));
        Assert.Empty(file.Callees(2).ToArray());
        Assert.Equal([0, ModuleFile.NeverExpected], file.Rarities(0).ToArray());
        Assert.Equal([3], file.Rarities(1).ToArray());
        Assert.Empty(file.Rarities(2).ToArray());
        Assert.Equal(["printf", "stdout"], [file.ImportName(0), file.ImportName(1)]);
        Assert.Equal([ImportKind.Plt, ImportKind.Got], [file.Import(0), file.Import(1)]);
        Assert.Equal(ModuleFileBuilder.Payload, s_sample.AsSpan(file.PayloadOffset, file.PayloadSize).ToArray());
        Assert.Equal(s_sample.AsSpan(24, 16).ToArray(), Convert.FromHexString(file.Hash.ToString()));
    }

    [Fact]
    public void TryParse_FileWithoutFunctions_IsAccepted() =>
        Assert.Equal(0u, Sound(ModuleFileBuilder.Build([], [])).FunctionCount);

    [Fact]
    public void TryParse_ExpectedHash_IsAccepted() => Assert.Equal(
        ModuleFileError.None, ModuleFile.TryParse(s_sample, Sound(s_sample).Hash, NativeContentHasher.Instance, out _));

    [Fact]
    public void TryParse_OtherHashExpected_IsForeign() => Assert.Equal(
        ModuleFileError.Foreign, ModuleFile.TryParse(s_sample, new ContentHash(1, 2), NativeContentHasher.Instance, out _));

    [Fact]
    public void TryParse_AnyHeaderOrIndexOrPayloadBitFlipped_IsRejected()
    {
        for (int at = 0; at < s_sample.Length; at++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] bytes = (byte[])s_sample.Clone();
                bytes[at] ^= (byte)(1 << bit);
                Assert.True(Error(bytes) != ModuleFileError.None, $"bit {bit} of byte {at} may be anything");
            }
        }
    }

    [Fact]
    public void TryParse_EveryTruncation_IsNamedTruncatedOrNoModuleFile()
    {
        for (int length = 0; length < s_sample.Length; length++)
        {
            ModuleFileError expected = length < 24 ? ModuleFileError.NotAModuleFile : ModuleFileError.Truncated;
            Assert.Equal(expected, Error(s_sample[..length]));
        }
    }

    [Fact]
    public void TryParse_EveryExtension_IsTruncated()
    {
        for (int more = 1; more < 64; more++)
        {
            Assert.Equal(ModuleFileError.Truncated, Error([.. s_sample, .. new byte[more]]));
        }
    }

    [Theory]
    [InlineData(0, ModuleFileError.NotAModuleFile)]
    [InlineData(4, ModuleFileError.NotAModuleFile)]
    [InlineData(8, ModuleFileError.Truncated)]
    [InlineData(12, ModuleFileError.Truncated)]
    [InlineData(16, ModuleFileError.NotAModuleFile)]
    [InlineData(20, ModuleFileError.NotAModuleFile)]
    [InlineData(24, ModuleFileError.Damaged)]
    [InlineData(40, ModuleFileError.Damaged)]
    [InlineData(56, ModuleFileError.UnsupportedVersion)]
    [InlineData(60, ModuleFileError.Damaged)]
    [InlineData(64, ModuleFileError.Damaged)]
    public void TryParse_HeaderFieldChanged_IsNamed(int offset, ModuleFileError expected)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), 0xFFFFFFF0);
        Assert.Equal(expected, Error(bytes));
    }

    // Hashes are no protection against a file that was made up on purpose.
    [Theory]
    [InlineData(68, ModuleFileError.Truncated)] // functions
    [InlineData(72, ModuleFileError.Truncated)] // imports
    [InlineData(76, ModuleFileError.Truncated)] // callees
    [InlineData(80, ModuleFileError.Truncated)] // string bytes
    [InlineData(84, ModuleFileError.Damaged)] // source name
    [InlineData(88, ModuleFileError.Damaged)] // triple
    [InlineData(96, ModuleFileError.Damaged)] // name of function 0
    [InlineData(100, ModuleFileError.Damaged)] // its length
    [InlineData(108, ModuleFileError.Damaged)] // its first callee
    [InlineData(112, ModuleFileError.Damaged)] // its number of callees
    [InlineData(116, ModuleFileError.Damaged)] // its kind
    [InlineData(180, ModuleFileError.Damaged)] // name of import 0
    [InlineData(184, ModuleFileError.Damaged)] // its length
    [InlineData(188, ModuleFileError.Damaged)] // its kind
    [InlineData(204, ModuleFileError.Damaged)] // a callee
    public void TryParse_SignedFileThatLeadsOutside_IsNamed(int offset, ModuleFileError expected)
    {
        byte[] bytes = (byte[])s_sample.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(offset), 0xFFFFFFF0);
        ModuleFileBuilder.Sign(bytes);
        Assert.Equal(expected, Error(bytes));
    }

    [Fact]
    public void TryParse_CalleeJustOutside_IsDamaged()
    {
        byte[] bytes = ModuleFileBuilder.Build([new TestFunction("f", 1, FunctionKind.Root, 1)], []);
        Assert.Equal(ModuleFileError.Damaged, Error(bytes));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TryParse_TenThousandMutations_NeverThrow(bool signed)
    {
        Random random = new(20260101);
        int accepted = 0;
        for (int i = 0; i < 10_000; i++)
        {
            byte[] bytes = Mutation.Of(s_sample, random);
            if (signed)
            {
                ModuleFileBuilder.Sign(bytes);
            }

            if (ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file) == ModuleFileError.None)
            {
                accepted++;
                ReadEverything(file!);
            }
            else
            {
                Assert.Null(file);
            }
        }

        // Without a new signature only a change that changes nothing passes; with one, also changed names.
        Assert.InRange(accepted, signed ? 100 : 0, signed ? 9_000 : 200);
    }

    [Fact]
    public void Accessors_OutOfRange_Throw()
    {
        ModuleFile file = Sound(s_sample);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Function(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.FunctionName(uint.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Import(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.ImportName(2));
    }

    [Theory]
    [InlineData(ModuleFileError.Missing, "missing")]
    [InlineData(ModuleFileError.Unreadable, "cannot be read")]
    [InlineData(ModuleFileError.NotAModuleFile, "not a module file")]
    [InlineData(ModuleFileError.UnsupportedVersion, "version")]
    [InlineData(ModuleFileError.Truncated, "truncated")]
    [InlineData(ModuleFileError.Damaged, "damaged")]
    [InlineData(ModuleFileError.Foreign, "another build")]
    public void Message_OfEachError_NamesIt(ModuleFileError error, string words) => Assert.Contains(words, error.Message());

    private static void ReadEverything(ModuleFile file)
    {
        StringBuilder text = new(file.SourceName);
        for (uint i = 0; i < file.FunctionCount; i++)
        {
            text.Append(file.FunctionName(i));
            foreach (uint callee in file.Callees(i))
            {
                Assert.True(callee < file.FunctionCount);
            }
        }

        for (uint i = 0; i < file.ImportCount; i++)
        {
            text.Append(file.ImportName(i)).Append(file.Import(i));
        }

        Assert.True(file.PayloadOffset + file.PayloadSize == file.Bytes.Length);
        new UnitPlanner(file).InlineCandidates([], 10);
        for (uint i = 0; i < file.FunctionCount; i++)
        {
            Assert.NotEmpty(new UnitPlanner(file).Plan(i, _ => false).Functions);
        }
    }

    private static ModuleFile Sound(byte[] bytes)
    {
        Assert.Equal(ModuleFileError.None, ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file));
        return file!;
    }

    private static ModuleFileError Error(byte[] bytes)
    {
        ModuleFileError error = ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file);
        Assert.Equal(error == ModuleFileError.None, file is not null);
        return error;
    }
}

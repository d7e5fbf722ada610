// Repeats each way in which an object changes hands, also the failing ones: nothing may be lost, nor freed twice.

using System;
using System.Text;
using RustJit.Interop;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class OwnershipTests
{
    private const int Rounds = 50;

    private const int Attempts = 8;

    /// <summary>What a lost module, context or session exceeds.</summary>
    private const long BytesPerRound = 400;

    [Fact]
    public unsafe void Assertion_LostBuffer_IsNoticed()
    {
        Exception? noticed = Record.Exception(() => AssertNothingLost(() =>
        {
            sbyte* bytes = stackalloc sbyte[2 * (int)BytesPerRound];
            _ = LLVM.CreateMemoryBufferWithMemoryRangeCopy(bytes, 2 * (nuint)BytesPerRound, bytes);
        }));
        Assert.Equal(NativeHeap.IsObservable, noticed is not null);
    }

    [Fact]
    public void Session_CreatedAndDisposed_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
    });

    [Fact]
    public void Module_AddedAndRun_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
        LLJitTests.Add(jit, Sources.Sum);
        jit.Lookup("sum");
    });

    [Fact]
    public void Module_AddedAndNotRun_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
        LLJitTests.Add(jit, Sources.Sum);
    });

    [Fact]
    public void Module_BadText_LosesNothing() => AssertNothingLost(() =>
    {
        using var context = new LlvmContext();
        Assert.Throws<LlvmException>(() => LlvmModule.ParseText(context, "define"));
    });

    [Fact]
    public void Module_LinkFails_LosesNothing() => AssertNothingLost(() =>
    {
        using var context = new LlvmContext();
        using LlvmModule a = LlvmModule.ParseText(context, Sources.Sum);
        using LlvmModule b = LlvmModule.ParseText(context, Sources.Sum);
        Assert.Throws<LlvmException>(() => a.Link(b));
    });

    [Fact]
    public void Module_DuplicateAdded_LosesNothing()
    {
        using var jit = new LLJit();
        LLJitTests.Add(jit, Sources.Sum);
        AssertNothingLost(() => Assert.Throws<LlvmException>(() => LLJitTests.Add(jit, Sources.Sum)));
    }

    [Fact]
    public void Object_Refused_LosesNothing()
    {
        using var jit = new LLJit();
        AssertNothingLost(() =>
        {
            using MemoryBuffer buffer = MemoryBuffer.Copy(Encoding.ASCII.GetBytes(new string('x', 10_000)), "text");
            Assert.Throws<LlvmException>(() => jit.MainDylib.AddObject(buffer));
        });
    }

    [Fact]
    public void Lookup_Fails_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
        LLJitTests.Add(jit, Sources.CallsHello);
        Assert.Throws<LlvmException>(() => jit.Lookup("sum"));
    });

    [Fact]
    public void Generator_AnswersAndFails_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
        jit.MainDylib.AddGenerator((_, name) => name == "one" ? 1u : throw new InvalidOperationException());
        jit.Lookup("one");
        Assert.Throws<LlvmException>(() => jit.Lookup("two"));
    });

    [Fact]
    public void LazyModule_Called_LosesNothing() => AssertNothingLost(() =>
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddLazyModule(LlvmModule.ParseText(context, Sources.Sum));
        LLJitTests.CallSum(jit.Lookup("sum"), 1, 2);
    });

    [Fact]
    public void Tracker_AddAndRemove_LosesNothing()
    {
        using var jit = new LLJit();
        AssertNothingLost(() =>
        {
            using var context = new LlvmContext();
            using ResourceTracker tracker = jit.MainDylib.CreateTracker();
            jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum), null, tracker);
            jit.Lookup("sum");
            tracker.Remove();
        });
    }

    [Fact]
    public void Dispose_EverythingTwiceInAnyOrder_IsSafe()
    {
        for (int i = 0; i < 20; i++)
        {
            var jit = new LLJit();
            var context = new LlvmContext();
            LlvmModule kept = LlvmModule.ParseText(context, Sources.Sum);
            LlvmModule given = kept.Clone();
            var builder = new IRBuilder(context);
            jit.MainDylib.AddModule(given);
            IDisposable[] all = [jit, context, kept, given, builder];
            var random = new Random(i);
            random.Shuffle(all);
            foreach (IDisposable one in all)
            {
                one.Dispose();
                one.Dispose();
            }
        }
    }

    private static void AssertNothingLost(Action round)
    {
        // Tables of LLVM and of the C library grow for a while; what is lost is lost every time.
        long lost = long.MaxValue;
        for (int attempt = 0; attempt < Attempts && lost >= BytesPerRound; attempt++)
        {
            long before = NativeHeap.InUse();
            for (int i = 0; i < Rounds; i++)
            {
                round();
            }

            lost = (NativeHeap.InUse() - before) / Rounds;
        }

        Assert.True(lost < BytesPerRound || !NativeHeap.IsObservable, $"{lost} bytes lost each time");
    }
}

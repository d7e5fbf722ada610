// Repeats each way in which an object changes hands, also the failing ones: nothing may be lost, nor freed twice.

using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using RustJit.Interop;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class OwnershipTests
{
    private const int Rounds = 50;

    private const int Batches = 8;

    /// <summary>What a lost module, context or session exceeds.</summary>
    private const long BytesPerRound = 3000;

    [Fact]
    public unsafe void Assertion_LostBuffer_IsNoticed() => Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => AssertNothingLost(() =>
    {
        sbyte* bytes = stackalloc sbyte[2 * (int)BytesPerRound];
        _ = LLVM.CreateMemoryBufferWithMemoryRangeCopy(bytes, 2 * (nuint)BytesPerRound, bytes);
    }));

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
        // Tables of LLVM and of the C library grow for a while; what is lost is lost in every batch.
        long lost = long.MaxValue;
        for (int batch = 0; batch < Batches && lost >= BytesPerRound; batch++)
        {
            long before = NativeBytes();
            for (int i = 0; i < Rounds; i++)
            {
                round();
            }

            lost = (NativeBytes() - before) / Rounds;
        }

        Assert.True(lost < BytesPerRound, $"{lost} bytes lost each time");
    }

    /// <summary>What only this process uses. Not the C library's count: the private LLVM may have an allocator of its own.</summary>
    private static long NativeBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        string line = File.ReadLines("/proc/self/smaps_rollup").First(l => l.StartsWith("Private_Dirty:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}

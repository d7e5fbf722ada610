// What is done on demand: lazy functions, custom materialization units, object caches.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class LazyAndUnitTests
{
    [Fact]
    public void AddLazyModule_FirstCall_Compiles()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        int compiled = 0;
        jit.MainDylib.AddLazyModule(LlvmModule.ParseText(context, Sources.Sum), Count(() => compiled++));
        nuint sum = jit.Lookup("sum");
        Assert.Equal(0, compiled);
        Assert.Equal(3, LLJitTests.CallSum(sum, 1, 2));
        Assert.Equal(1, compiled);
        Assert.Equal(7, LLJitTests.CallSum(sum, 3, 4));
        Assert.Equal(1, compiled);
    }

    [Fact]
    public void AddLazyModule_CallerLinked_CalleeWaitsForItsCall()
    {
        using var jit = new LLJit();
        int compiled = 0;
        using (var context = new LlvmContext())
        {
            jit.MainDylib.AddLazyModule(LlvmModule.ParseText(context, Sources.Sum), Count(() => compiled++));
        }

        LLJitTests.Add(jit, """
            declare i32 @sum(i32, i32)
            define i32 @maybe(i32 %0, i32 %1) {
              %c = icmp eq i32 %0, 0
              br i1 %c, label %no, label %yes
            yes:
              %r = call i32 @sum(i32 %0, i32 %1)
              ret i32 %r
            no:
              ret i32 -1
            }
            """);
        nuint maybe = jit.Lookup("maybe");
        Assert.Equal(-1, LLJitTests.CallSum(maybe, 0, 1));
        Assert.Equal(0, compiled);
        Assert.Equal(3, LLJitTests.CallSum(maybe, 1, 2));
        Assert.Equal(1, compiled);
    }

    [Fact]
    public async Task AddLazyModule_FirstCallFromManyThreads_CompilesOnce()
    {
        for (int round = 0; round < 10; round++)
        {
            using var jit = new LLJit();
            int compiled = 0;
            using (var context = new LlvmContext())
            {
                jit.MainDylib.AddLazyModule(LlvmModule.ParseText(context, Sources.Sum), Count(() => Interlocked.Increment(ref compiled)));
            }

            nuint sum = jit.Lookup("sum");
            using var start = new Barrier(4);
            await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Factory.StartNew(
                () =>
                {
                    start.SignalAndWait();
                    Assert.Equal(i + 1, LLJitTests.CallSum(sum, i, 1));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            Assert.Equal(1, compiled);
        }
    }

    [Fact]
    public void DefineLazily_OtherDylib_CallsThrough()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        JitDylib bodies = jit.CreateDylib("bodies");
        bodies.AddModule(LlvmModule.ParseText(context, Sources.Sum));
        jit.MainDylib.DefineLazily(bodies, ("plus", "sum"));
        Assert.Equal(3, LLJitTests.CallSum(jit.Lookup("plus"), 1, 2));
    }

    [Fact]
    public void Unit_Resolve_GivesTheAddress()
    {
        using var jit = new LLJit();
        var unit = new TestUnit(["a", "b"], r => r.Resolve(new HostSymbol("a", 0x1000), new HostSymbol("b", 0x2000)));
        jit.MainDylib.Define(unit);
        Span<nuint> addresses = stackalloc nuint[2];
        jit.MainDylib.Lookup(["b", "a"], addresses);
        Assert.Equal([0x2000, 0x1000], addresses.ToArray());
        Assert.Equal(1, unit.Materialized);
        Assert.Equal(1, unit.Disposed);
    }

    [Fact]
    public void Unit_RequestedSymbols_AreThoseLookedUp()
    {
        using var jit = new LLJit();
        IReadOnlyList<string> requested = [];
        jit.MainDylib.Define(new TestUnit(["a", "b"], r =>
        {
            requested = r.RequestedSymbols;
            r.Resolve(new HostSymbol("a", 0x1000), new HostSymbol("b", 0x2000));
        }));
        jit.Lookup("b");
        Assert.Equal(["b"], requested);
    }

    [Fact]
    public void Unit_Throws_FailsTheLookup()
    {
        using var jit = new LLJit();
        var unit = new TestUnit(["a"], _ => throw new InvalidOperationException("out of ideas"));
        jit.MainDylib.Define(unit);
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("a"));
        Assert.Contains("out of ideas", e.Message, StringComparison.Ordinal);
        Assert.Equal(1, unit.Disposed);
    }

    [Fact]
    public void Unit_DoesNothing_FailsTheLookup()
    {
        using var jit = new LLJit();
        jit.MainDylib.Define(new TestUnit(["a"], _ => { }));
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("a"));
        Assert.Contains("did not define its symbols", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_ResolvesWrongSymbols_FailsTheLookup()
    {
        using var jit = new LLJit();
        jit.MainDylib.Define(new TestUnit(["a"], r => r.Resolve(new HostSymbol("b", 1))));
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("a"));
        Assert.Contains("promised symbols: a; defined: b", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unit_NeverNeeded_IsDisposedWithTheSession()
    {
        var unit = new TestUnit(["a"], _ => { });
        using (var jit = new LLJit())
        {
            jit.MainDylib.Define(unit);
        }

        Assert.Equal((0, 1), (unit.Materialized, unit.Disposed));
    }

    [Fact]
    public void Unit_DefinitionRefused_IsDisposed()
    {
        using var jit = new LLJit();
        jit.MainDylib.Define("a", 1);
        var unit = new TestUnit(["a"], _ => { });
        Assert.Throws<LlvmException>(() => jit.MainDylib.Define(unit));
        Assert.Equal((0, 1), (unit.Materialized, unit.Disposed));
    }

    [Fact]
    public void Cache_SecondSession_DoesNotCompile()
    {
        var cache = new MemoryObjectCache();
        foreach (int expected in (int[])[1, 1])
        {
            using var jit = new LLJit();
            using var context = new LlvmContext();
            jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum, "m"), new ModuleOptions { Cache = cache });
            Assert.Equal(3, LLJitTests.CallSum(jit.Lookup("sum"), 1, 2));
            Assert.Equal(expected, cache.Count);
        }
    }

    [Fact]
    public void Cache_OtherPasses_AreOtherEntries()
    {
        var cache = new MemoryObjectCache();
        foreach (string? passes in (string?[])[null, "default<O1>", "default<O2>"])
        {
            using var jit = new LLJit();
            using var context = new LlvmContext();
            jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum, "m"), new ModuleOptions { Cache = cache, Passes = passes });
            jit.Lookup("sum");
        }

        Assert.Equal(3, cache.Count);
    }

    [Fact]
    public void DirectoryCache_DamagedFile_IsAMiss()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            var cache = new DirectoryObjectCache(directory);
            cache.Store("00", "object"u8);
            using (MemoryBuffer? hit = cache.TryGet("00"))
            {
                Assert.True(hit!.AsSpan().SequenceEqual("object"u8));
            }

            string file = Assert.Single(Directory.GetFiles(directory));
            byte[] bytes = File.ReadAllBytes(file);
            for (int i = 0; i < bytes.Length; i++)
            {
                bytes[i] ^= 1;
                File.WriteAllBytes(file, bytes);
                Assert.Null(cache.TryGet("00"));
                bytes[i] ^= 1;
            }

            File.WriteAllBytes(file, bytes.AsSpan(0, 5));
            Assert.Null(cache.TryGet("00"));
            Assert.Null(cache.TryGet("01"));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    [Fact]
    public void DirectoryCache_WritableByOthers_IsRefused()
    {
        string directory = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
            Assert.Throws<IOException>(() => new DirectoryObjectCache(directory));
        }
        finally
        {
            Directory.Delete(directory);
        }
    }

    private static ModuleOptions Count(Action compiled) => new()
    {
        ObjectTransform = o =>
        {
            compiled();
            return o;
        },
    };

    private sealed class TestUnit(string[] symbols, Action<MaterializationResponsibility> materialize)
        : MaterializationUnit("test unit", symbols.Select(s => new PromisedSymbol(s)))
    {
        public int Materialized { get; private set; }

        public int Disposed { get; private set; }

        public override void Materialize(MaterializationResponsibility responsibility)
        {
            Materialized++;
            materialize(responsibility);
        }

        protected override void Dispose(bool disposing)
        {
            Disposed++;
            base.Dispose(disposing);
        }
    }
}

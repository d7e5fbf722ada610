// Sessions: what goes in, what comes out, and who owns what afterwards.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Threading;
using System.Threading.Tasks;
using RustJit.Orc;

namespace RustJit.Orc.Tests;

public class LLJitTests
{
    private static int s_hellos;

    private delegate int Binary(int left, int right);

    [Fact]
    public void Lookup_ModuleFromBuilder_Runs()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        LlvmModule module = LlvmModuleTests.BuildSum(context);
        jit.MainDylib.AddModule(module);
        Assert.True(module.IsClosed);
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Fact]
    public void Lookup_ContextDisposedBefore_Runs()
    {
        using var jit = new LLJit();
        using (var context = new LlvmContext())
        {
            jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum));
        }

        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Fact]
    public void Lookup_UnknownSymbol_NamesIt()
    {
        using var jit = new LLJit();
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("nowhere"));
        Assert.Contains("Symbols not found: [ nowhere ]", e.Message, StringComparison.Ordinal);
        Assert.False(jit.MainDylib.TryLookup("nowhere", out _));
    }

    [Fact]
    public void Lookup_ModuleNeedsUnknownSymbol_NamesBoth()
    {
        using var jit = new LLJit();
        var reported = new List<string>();
        jit.ErrorReported += reported.Add;
        Add(jit, Sources.CallsHello);
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("sum"));
        Assert.Contains("Symbols not found: [ hello ]", e.Message, StringComparison.Ordinal);
        Assert.Contains("Failed to materialize symbols: { (main, { sum }) }", e.Message, StringComparison.Ordinal);
        Assert.Contains(reported, m => m.Contains("hello", StringComparison.Ordinal));
    }

    [Fact]
    public void Define_UnmanagedCallersOnlyMethod_IsCalled()
    {
        using var jit = new LLJit();
        jit.MainDylib.Define("hello", HelloAddress());
        Add(jit, Sources.CallsHello);
        int before = s_hellos;
        Assert.Equal(30, CallSum(jit.Lookup("sum"), 10, 20));
        Assert.Equal(before + 1, s_hellos);
    }

    [Fact]
    public void DefineFunction_Delegate_SurvivesCollection()
    {
        using var jit = new LLJit();
        DefineMultiply(jit);
        Add(jit, """
            declare i32 @multiply(i32, i32)
            define i32 @sum(i32 %0, i32 %1) {
              %r = call i32 @multiply(i32 %0, i32 %1)
              ret i32 %r
            }
            """);
        nuint sum = jit.Lookup("sum");
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(42, CallSum(sum, 6, 7));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void DefineMultiply(LLJit jit)
        {
            int factor = Environment.ProcessId == 0 ? 2 : 1;
            jit.MainDylib.DefineFunction<Binary>("multiply", (a, b) => a * b * factor);
        }
    }

    [Fact]
    public void Define_Twice_ThrowsAndKeepsTheFirst()
    {
        using var jit = new LLJit();
        jit.MainDylib.Define("x", 0x1000);
        var e = Assert.Throws<LlvmException>(() => jit.MainDylib.Define("x", 0x2000));
        Assert.Contains("'x'", e.Message, StringComparison.Ordinal);
        Assert.Equal((nuint)0x1000, jit.Lookup("x"));
    }

    [Fact]
    public void AddModule_DuplicateDefinition_ThrowsAndConsumes()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum));
        LlvmModule second = LlvmModule.ParseText(context, Sources.Sum);
        Assert.Throws<LlvmException>(() => jit.MainDylib.AddModule(second));
        Assert.True(second.IsClosed);
        second.Dispose();
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Fact]
    public void AddModule_Consumed_CannotBeAddedAgain()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        LlvmModule module = LlvmModule.ParseText(context, Sources.Sum);
        jit.MainDylib.AddModule(module);
        Assert.Throws<ObjectDisposedException>(() => jit.MainDylib.AddModule(module));
    }

    [Fact]
    public void AddModule_OtherDataLayout_ThrowsAndConsumes()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        LlvmModule module = LlvmModule.ParseText(context, "target datalayout = \"E-p:32:32\"\ndefine void @f() {\n  ret void\n}");
        var e = Assert.Throws<LlvmException>(() => jit.MainDylib.AddModule(module));
        Assert.Contains("data layout", e.Message, StringComparison.Ordinal);
        Assert.True(module.IsClosed);
    }

    [Fact]
    public void AddModule_Passes_AreRunBeforeCompiling()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum), new ModuleOptions { Passes = "default<O2>" });
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Fact]
    public void AddModule_BadPasses_FailTheLookup()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum), new ModuleOptions { Passes = "bogus" });
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("sum"));
        Assert.Contains("bogus", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddModule_WeakDefinition_GivesWayToTheFirst()
    {
        using var jit = new LLJit();
        Add(jit, "define weak i32 @sum(i32 %0, i32 %1) {\n  ret i32 1\n}\ndefine i32 @first(i32 %0, i32 %1) {\n  %r = call i32 @sum(i32 %0, i32 %1)\n  ret i32 %r\n}");
        Add(jit, "define weak i32 @sum(i32 %0, i32 %1) {\n  ret i32 2\n}\ndefine i32 @second(i32 %0, i32 %1) {\n  %r = call i32 @sum(i32 %0, i32 %1)\n  ret i32 %r\n}");
        Assert.Equal(1, CallSum(jit.Lookup("second"), 0, 0));
        Assert.Equal(1, CallSum(jit.Lookup("first"), 0, 0));
    }

    [Fact]
    public void AddModule_PassesDropUnusedLinkOnce_StillDefinesIt()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(
            LlvmModule.ParseText(context, "define linkonce_odr i32 @inline(i32 %0, i32 %1) {\n  ret i32 7\n}\ndefine i32 @sum(i32 %0, i32 %1) {\n  %r = call i32 @inline(i32 %0, i32 %1)\n  ret i32 %r\n}"),
            new ModuleOptions { Passes = "default<O2>" });
        Assert.Equal(7, CallSum(jit.Lookup("sum"), 0, 0));
        Assert.Equal(7, CallSum(jit.Lookup("inline"), 0, 0));
    }

    [Fact]
    public unsafe void ExtractInitializers_TwoPriorities_RunInOrder()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        LlvmModule module = LlvmModule.ParseText(context, """
            @state = global i32 1
            @llvm.global_ctors = appending global [2 x { i32, ptr, ptr }] [
              { i32, ptr, ptr } { i32 200, ptr @second, ptr null }, { i32, ptr, ptr } { i32 100, ptr @first, ptr null }]
            define internal void @first() {
              %s = load i32, ptr @state
              %r = add i32 %s, 10
              store i32 %r, ptr @state
              ret void
            }
            define internal void @second() {
              %s = load i32, ptr @state
              %r = mul i32 %s, 2
              store i32 %r, ptr @state
              ret void
            }
            """, "m");
        IReadOnlyList<string> initializers = module.ExtractInitializers();
        Assert.Equal(2, initializers.Count);
        module.Verify();
        jit.MainDylib.AddModule(module);
        foreach (string initializer in initializers)
        {
            ((delegate* unmanaged[Cdecl]<void>)jit.Lookup(initializer))();
        }

        Assert.Equal(22, *(int*)jit.Lookup("state"));
    }

    [Fact]
    public void AddModule_SessionDisposed_ConsumesAndThrows()
    {
        var jit = new LLJit();
        JitDylib dylib = jit.MainDylib;
        jit.Dispose();
        using var context = new LlvmContext();
        LlvmModule module = LlvmModule.ParseText(context, Sources.Sum);
        Assert.Throws<ObjectDisposedException>(() => dylib.AddModule(module));
        module.Dispose();
    }

    [Fact]
    public void Lookup_FailsAfterAnotherFailure_ReportsOnlyItsOwnCause()
    {
        using var jit = new LLJit();
        Add(jit, Sources.CallsHello);
        Assert.Throws<LlvmException>(() => jit.Lookup("sum"));
        var e = Assert.Throws<LlvmException>(() => jit.Lookup("other"));
        Assert.DoesNotContain("hello", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddModule_AliasOfFunction_IsASymbol()
    {
        using var jit = new LLJit();
        Add(jit, Sources.Sum + "\n@plus = alias i32 (i32, i32), ptr @sum");
        Assert.Equal(jit.Lookup("sum"), jit.Lookup("plus"));
    }

    [Fact]
    public void AddObject_CompiledModule_Runs()
    {
        using var jit = new LLJit();
        jit.MainDylib.AddObject(CompileSum());
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Fact]
    public void AddObject_NotAnObject_ThrowsAndConsumes()
    {
        using var jit = new LLJit();
        MemoryBuffer buffer = MemoryBuffer.Copy("this is not an object file"u8, "text.o");
        Assert.Throws<LlvmException>(() => jit.MainDylib.AddObject(buffer));
        Assert.True(buffer.IsClosed);
        buffer.Dispose();
    }

    [Fact]
    public unsafe void Lookup_LibcFunction_IsFoundInTheProcess()
    {
        using var jit = new LLJit();
        Assert.NotEqual((nuint)0, jit.Lookup("getpid"));
        Assert.Equal(Environment.ProcessId, ((delegate* unmanaged[Cdecl]<int>)jit.Lookup("getpid"))());
    }

    [Fact]
    public void AddGenerator_MissingSymbol_IsAskedOnce()
    {
        using var jit = new LLJit();
        var asked = new List<string>();
        nuint address = HelloAddress();
        jit.MainDylib.AddGenerator((_, name) =>
        {
            asked.Add(name);
            return name == "hello" ? address : 0;
        });
        Add(jit, Sources.CallsHello);
        Assert.Equal(5, CallSum(jit.Lookup("sum"), 2, 3));
        Assert.Equal(address, jit.Lookup("hello"));
        Assert.Single(asked, n => n == "hello");
    }

    [Fact]
    public void AddGenerator_Throws_FailsTheLookupWithItsMessage()
    {
        using var jit = new LLJit();
        JitDylib dylib = jit.CreateDylib("d");
        dylib.AddGenerator((_, name) => throw new InvalidOperationException($"no answer for {name}"));
        var e = Assert.Throws<LlvmException>(() => dylib.Lookup("x"));
        Assert.Contains("no answer for x", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreateDylib_NotLinked_SeesOnlyItself()
    {
        using var jit = new LLJit();
        Add(jit, Sources.Sum);
        JitDylib alone = jit.CreateDylib("alone");
        Assert.False(alone.TryLookup("sum", out _));
        Assert.False(alone.TryLookup("getpid", out _));
        JitDylib linked = jit.CreateDylib("linked", jit.MainDylib);
        Assert.Equal(jit.Lookup("sum"), linked.Lookup("sum"));
        Assert.Equal(linked, jit.FindDylib("linked"));
        Assert.Throws<ArgumentException>(() => jit.CreateDylib("linked"));
    }

    [Fact]
    public void CreateDylib_SameSymbolTwice_StaysApart()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        JitDylib one = jit.CreateDylib("one");
        JitDylib two = jit.CreateDylib("two");
        one.AddModule(LlvmModule.ParseText(context, "define i32 @sum(i32 %0, i32 %1) {\n  ret i32 1\n}"));
        two.AddModule(LlvmModule.ParseText(context, "define i32 @sum(i32 %0, i32 %1) {\n  ret i32 2\n}"));
        Assert.Equal(1, CallSum(one.Lookup("sum"), 0, 0));
        Assert.Equal(2, CallSum(two.Lookup("sum"), 0, 0));
    }

    [Fact]
    public void AddProcessSymbols_Filter_HidesTheRest()
    {
        using var jit = new LLJit();
        JitDylib dylib = jit.CreateDylib("filtered");
        dylib.AddProcessSymbols(name => name == "getpid");
        GC.Collect();
        Assert.True(dylib.TryLookup("getpid", out _));
        Assert.False(dylib.TryLookup("getppid", out _));
    }

    [Fact]
    public unsafe void Define_AddressBelow4GB_CanBeCalledThroughTheGot()
    {
        const int ReadWriteExecute = 7, PrivateAnonymousLow = 0x62;
        byte* page = mmap(null, 4096, ReadWriteExecute, PrivateAnonymousLow, -1, 0);
        Assert.True((nuint)page < 0x1_0000_0000);
        ReadOnlySpan<byte> returns42 = [0xb8, 42, 0, 0, 0, 0xc3];
        returns42.CopyTo(new Span<byte>(page, returns42.Length));
        using var jit = new LLJit();
        jit.MainDylib.Define("low", (nuint)page);
        Add(jit, """
            declare i32 @low() nonlazybind
            define i32 @sum(i32 %0, i32 %1) {
              %r = call i32 @low()
              %s = add i32 %r, %0
              ret i32 %s
            }
            """);
        Assert.Equal(43, CallSum(jit.Lookup("sum"), 1, 0));
    }

    [DllImport("libc.so.6")]
    private static extern unsafe byte* mmap(void* address, nuint length, int protection, int flags, int file, nint offset);

    [Fact]
    public void AddLibrary_Missing_Throws()
    {
        using var jit = new LLJit();
        Assert.Throws<LlvmException>(() => jit.MainDylib.AddLibrary("/nonexistent/libx.so"));
        Assert.Throws<LlvmException>(() => jit.MainDylib.AddStaticLibrary("/nonexistent/libx.a"));
    }

    [Fact]
    public void Tracker_Remove_MakesRoomForANewDefinition()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        for (int i = 0; i < 3; i++)
        {
            using ResourceTracker tracker = jit.MainDylib.CreateTracker();
            jit.MainDylib.AddModule(LlvmModule.ParseText(context, $"define i32 @sum(i32 %0, i32 %1) {{\n  ret i32 {i}\n}}"), null, tracker);
            Assert.Equal(i, CallSum(jit.Lookup("sum"), 0, 0));
            tracker.Remove();
            Assert.False(jit.MainDylib.TryLookup("sum", out _));
        }
    }

    [Fact]
    public void Tracker_OtherDylib_IsRefused()
    {
        using var jit = new LLJit();
        using ResourceTracker tracker = jit.CreateDylib("other").CreateTracker();
        Assert.Throws<ArgumentException>(() => jit.MainDylib.AddObject(CompileSum(), tracker));
    }

    [Fact]
    public void Dispose_TrackerAfterSession_IsSafe()
    {
        ResourceTracker tracker;
        using (var jit = new LLJit())
        {
            tracker = jit.MainDylib.CreateTracker();
        }

        tracker.Dispose();
    }

    [Fact]
    public void Dispose_UsedAfterwards_Throws()
    {
        var jit = new LLJit();
        JitDylib dylib = jit.MainDylib;
        jit.Dispose();
        jit.Dispose();
        Assert.Throws<ObjectDisposedException>(() => jit.Lookup("x"));
        Assert.Throws<ObjectDisposedException>(() => dylib.Lookup("x"));
        Assert.Throws<ObjectDisposedException>(() => dylib.Define("x", 1));
    }

    [Fact]
    public void Dispose_WithUncompiledModules_FreesThem()
    {
        for (int i = 0; i < 20; i++)
        {
            using var jit = new LLJit();
            Add(jit, Sources.CallsHello);
            jit.MainDylib.AddGenerator((_, _) => 0);
        }
    }

    [Fact]
    public void ObjectTransform_SeesTheObject()
    {
        using var jit = new LLJit();
        using var context = new LlvmContext();
        int bytes = 0;
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, Sources.Sum), new ModuleOptions
        {
            ObjectTransform = o =>
            {
                bytes = o.AsSpan().Length;
                Assert.True(o.AsSpan().StartsWith("\u007fELF"u8));
                return o;
            },
        });
        Assert.Equal(0, bytes);
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
        Assert.NotEqual(0, bytes);
    }

    [Fact]
    public void DebugSupport_Enabled_StillRuns()
    {
        using var jit = new LLJit(new LLJitOptions { DebugSupport = true });
        Add(jit, Sources.Sum);
        Assert.Equal(3, CallSum(jit.Lookup("sum"), 1, 2));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Lookup_ManyThreadsManyModules_AllRun(bool oneContext)
    {
        using var jit = new LLJit();
        using var shared = new LlvmContext();
        for (int i = 0; i < 40; i++)
        {
            using LlvmContext? own = oneContext ? null : new LlvmContext();
            LlvmContext context = own ?? shared;
            jit.MainDylib.AddModule(
                LlvmModule.ParseText(context, $"define i32 @f{i}(i32 %0, i32 %1) {{\n  %r = add i32 %0, {i}\n  ret i32 %r\n}}"),
                new ModuleOptions { Passes = "default<O1>" });
        }

        using var start = new Barrier(4);
        IEnumerable<Task> tasks = Enumerable.Range(0, 4).Select(t => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                for (int i = 0; i < 40; i++)
                {
                    int n = (i + (t * 10)) % 40;
                    Assert.Equal(100 + n, CallSum(jit.Lookup($"f{n}"), 100, 0));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default));
        await Task.WhenAll(tasks);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Hello() => Interlocked.Increment(ref s_hellos);

    internal static unsafe int CallSum(nuint address, int left, int right) => ((delegate* unmanaged[Cdecl]<int, int, int>)address)(left, right);

    private static unsafe nuint HelloAddress()
    {
        delegate* unmanaged[Cdecl]<void> hello = &Hello;
        return (nuint)hello;
    }

    internal static void Add(LLJit jit, string text)
    {
        using var context = new LlvmContext();
        jit.MainDylib.AddModule(LlvmModule.ParseText(context, text));
    }

    private static MemoryBuffer CompileSum()
    {
        using var context = new LlvmContext();
        using LlvmModule module = LlvmModule.ParseText(context, Sources.Sum);
        using var target = new TargetMachine();
        return target.EmitObject(module);
    }
}

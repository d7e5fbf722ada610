// Modules that nobody has asked about: which is next, and which are forgotten.

using System;
using System.Collections.Generic;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Core.Tests;
using RustJit.Protocol;

namespace RustJit.Daemon.Tests;

public sealed class ProspectsTests : IDisposable
{
    private static readonly CompilerOptions s_options = new()
    {
        DebugInformation = DebugLevel.Lines,
        Key = new byte[] { 1 },
        Hasher = NativeContentHasher.Instance,
    };

    private readonly Prospects _prospects = new(most: 3, patience: 1000);
    private readonly List<OpenModule> _modules = [];

    public void Dispose() => _modules.ForEach(m => m.Dispose());

    [Fact]
    public void Next_Programs_ComeBeforeLibrariesAndTheNewestFirst()
    {
        Add(1, 0, Optimized("main"));
        Add(2, 0, Optimized("main"));
        Add(3, 0, Optimized("used"));
        Assert.Equal([2, 1, 3], Order());
    }

    [Fact]
    public void Next_Constructors_ComeBeforeMain()
    {
        Add(1, 0, Optimized("f", "main", "_GLOBAL__sub_I_x.cpp"));
        Assert.Equal(2u, Take()!.Value.Unit.Functions[0]);
        Assert.Equal(1u, Take()!.Value.Unit.Functions[0]);
        Assert.Equal(0u, Take()!.Value.Unit.Functions[0]);
        Assert.Null(Take());
    }

    [Fact]
    public void Next_Library_IsWhatAnotherModuleCalls()
    {
        Add(1, 0, Optimized("unused", "used"));
        Add(2, 0, ModuleFileBuilder.Build([new TestFunction("main", 1000, FunctionKind.Root)], [("used", ImportKind.Plt)]));
        Assert.Equal([0u], Take()!.Value.Unit.Functions);
        Assert.Equal([1u], Take()!.Value.Unit.Functions);
        Assert.Equal([0u], Take()!.Value.Unit.Functions); // It may be called by pointer.
        Assert.Null(Take());
    }

    [Fact]
    public void Next_LibraryOfAnUnknownProgram_IsAllThatCanBeCalled()
    {
        Add(1, 0, Optimized("one", "two"));
        Assert.Equal([0u], Take()!.Value.Unit.Functions);
        Assert.Equal([1u], Take()!.Value.Unit.Functions);
        Assert.Null(Take());
    }

    [Fact]
    public void TakeReady_WhenNothingIsUnderWay_IsOnce()
    {
        Add(1, 0, Optimized("main"));
        (Prospect prospect, _) = Take()!.Value;
        prospect.UnderWay++;
        Assert.Null(Take());
        Assert.Null(_prospects.TakeReady());
        prospect.UnderWay--;
        Assert.Same(prospect, _prospects.TakeReady());
        Assert.Null(_prospects.TakeReady());
    }

    [Fact]
    public void TakeReady_AskedAboutMeanwhile_IsNot()
    {
        Add(1, 0, Optimized("main"));
        _ = _modules[0].Demand(new CompileRequest(0, 0, 1, default), out _, out _);
        Assert.Null(Take());
        Assert.Null(_prospects.TakeReady());
    }

    [Fact]
    public void Forget_TooMany_DropsTheOldestAndLetsThemGo()
    {
        for (int i = 1; i <= 5; i++)
        {
            Add(i, 0, Optimized("main"));
        }

        Assert.Equal(2, _prospects.Forget(1000, long.MaxValue));
        Assert.False(_prospects.Contains(new ContentHash(0, 1)));
        Assert.True(_prospects.Contains(new ContentHash(0, 3)));
        Assert.True(_modules[0].IsUnused);
        Assert.False(_modules[4].IsUnused);
        Assert.True(Environment.TickCount64 - _modules[0].LastUsed > ModuleStore.Retention.TotalMilliseconds);
    }

    [Fact]
    public void Forget_TooLarge_DropsTheOldest()
    {
        Add(1, 0, Optimized("main"));
        Add(2, 0, Optimized("main"));
        Assert.Equal(1, _prospects.Forget(0, _modules[0].File.Bytes.Length + 1));
        Assert.True(_prospects.Contains(new ContentHash(0, 2)));
    }

    [Fact]
    public void Forget_OldOrAskedAbout_DropsThem()
    {
        Add(1, 0, Optimized("main"));
        Add(2, 900, Optimized("main"));
        Add(3, 900, Optimized("main"));
        _ = _modules[2].Demand(new CompileRequest(0, 0, 1, default), out _, out _);
        Assert.Equal(2, _prospects.Forget(1001, long.MaxValue));
        Assert.True(_prospects.Contains(new ContentHash(0, 2)));
        Assert.True(Environment.TickCount64 - _modules[2].LastUsed < ModuleStore.Retention.TotalMilliseconds);
    }

    private static byte[] Optimized(params string[] functions) =>
        ModuleFileBuilder.Build([.. Array.ConvertAll(functions, f => new TestFunction(f, 1000, FunctionKind.Root))], []);

    private void Add(int number, long time, byte[] bytes)
    {
        ContentHash hash = new(0, (ulong)number);
        Assert.Equal(ModuleFileError.None, ModuleFile.TryParse(bytes, null, NativeContentHasher.Instance, out ModuleFile? file));
        OpenModule module = new(hash, file!, s_options);
        module.Acquire();
        _modules.Add(module);
        _prospects.Add(new Prospect(module, new Publication(hash, number, time)));
    }

    private (Prospect Prospect, Unit Unit)? Take()
    {
        (Prospect Prospect, Unit Unit)? next = _prospects.Next();
        if (next is { } found)
        {
            found.Prospect.UnderWay--;
        }

        return next;
    }

    private List<int> Order()
    {
        List<int> order = [];
        while (Take() is { } next)
        {
            order.Add((int)next.Prospect.Publication.Number);
        }

        return order;
    }
}

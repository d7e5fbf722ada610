// Which units there are, and who compiles them.

using System;
using System.Linq;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Core.Tests;
using RustJit.Protocol;

namespace RustJit.Daemon.Tests;

public sealed class OpenModuleTests : IDisposable
{
    // 0 calls 1 and 2; all are too large to be compiled together.
    private static readonly ModuleFile s_file = ModuleFileBuilder.Parsed(
        new TestFunction("zero", 1400, FunctionKind.Root, 1, 2),
        new TestFunction("one", 1400, FunctionKind.Root, 3),
        new TestFunction("two", 1400, FunctionKind.Root),
        new TestFunction("three", 1400, FunctionKind.Root));

    private readonly OpenModule _module = new(default, s_file, new CompilerOptions
    {
        DebugInformation = DebugLevel.Lines,
        Key = new byte[] { 1 },
        Hasher = NativeContentHasher.Instance,
    });

    public void Dispose() => _module.Dispose();

    [Fact]
    public void Demand_TheSameFunctionTwice_IsOneUnit()
    {
        Unit first = _module.Demand(Ask(0), out bool isNew, out bool isFirst);
        Assert.True(isNew);
        Assert.True(isFirst);
        Assert.Same(first, _module.Demand(Ask(0), out isNew, out isFirst));
        Assert.False(isNew);
        Assert.False(isFirst);
    }

    [Fact]
    public void LikelyNext_Callees_InTheirOrder()
    {
        Unit unit = _module.Demand(Ask(0), out _, out _);
        Assert.Equal([1u, 2u], _module.LikelyNext(unit));
    }

    [Fact]
    public void LikelyNext_WhatTheClientHas_IsLeftOut()
    {
        Unit unit = _module.Demand(Ask(0, placed: 0b010), out _, out _);
        Assert.Equal([2u], _module.LikelyNext(unit));
    }

    [Fact]
    public void Guess_PlacedOrKnownFunction_IsNoUse()
    {
        _ = _module.Demand(Ask(0, placed: 0b100), out _, out _);
        Assert.Null(_module.Guess(0));
        Assert.Null(_module.Guess(2));
        Assert.NotNull(_module.Guess(1));
    }

    [Fact]
    public void Demand_OfWhatWasGuessed_IsThatUnitAndTheFirst()
    {
        Unit? guessed = _module.Guess(3);
        Assert.Same(guessed, _module.Demand(Ask(3), out bool isNew, out bool isFirst));
        Assert.False(isNew);
        Assert.True(isFirst);
    }

    [Fact]
    public async System.Threading.Tasks.Task Finish_Failed_IsToldAndTriedAgainNextTime()
    {
        Unit unit = _module.Demand(Ask(0), out _, out _);
        _module.Finish(unit, new UnitOutcome(null, null, 0, "no"));
        Assert.Equal("no", (await unit.Outcome).Problem);
        Assert.NotSame(unit, _module.Demand(Ask(0), out bool isNew, out _));
        Assert.True(isNew);
    }

    [Fact]
    public void Guess_Many_HasAnEnd()
    {
        TestFunction[] functions = [.. Enumerable.Range(0, 100).Select(i => new TestFunction($"f{i}", 1400, FunctionKind.Root))];
        using OpenModule module = new(default, ModuleFileBuilder.Parsed(functions), _module.Options);
        Assert.Equal(24, Enumerable.Range(0, 100).Count(i => module.Guess((uint)i) is not null));
        _ = module.Demand(Ask(5), out _, out _);
        Assert.NotNull(module.Guess(90));
    }

    private static CompileRequest Ask(uint function, byte placed = 0) => new(0, function, 1, new byte[] { placed });
}

// Which units there are, and who compiles them.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Cache;
using RustJit.Compiler;
using RustJit.Core;
using RustJit.Core.Tests;
using RustJit.Protocol;

namespace RustJit.Daemon.Tests;

public sealed class OpenModuleTests : IDisposable
{
    private const uint Large = UnitPlanner.InstructionBudget - 100; // No two are compiled together.

    // 0 calls 1 and 2.
    private static readonly ModuleFile s_file = ModuleFileBuilder.ParsedAt(
        0,
        new TestFunction("zero", Large, FunctionKind.Root, 1, 2),
        new TestFunction("one", Large, FunctionKind.Root, 3),
        new TestFunction("two", Large, FunctionKind.Root),
        new TestFunction("three", Large, FunctionKind.Root));

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
    public void Guess_AfterADemand_IsItsCalleesInTheirOrderThenTheRest()
    {
        _ = _module.Demand(Ask(0), out _, out _);
        Assert.Equal([1u], _module.Guess()!.Functions);
        Assert.Equal([3u], _module.Guess()!.Functions);
        Assert.Equal([2u], _module.Guess()!.Functions);
        Assert.Null(_module.Guess());
    }

    [Fact]
    public void Guess_WhatTheClientHas_IsLeftOut()
    {
        _ = _module.Demand(Ask(0, placed: 0b1010), out _, out _);
        Assert.Equal([2u], _module.Guess()!.Functions);
        Assert.Null(_module.Guess());
    }

    [Fact]
    public void Guess_SmallFunctions_AreOneUnit()
    {
        TestFunction[] functions = [.. Enumerable.Range(0, 10).Select(i => new TestFunction($"f{i}", 10, FunctionKind.Root))];
        using OpenModule module = new(default, ModuleFileBuilder.ParsedAt(0, functions), _module.Options);
        _ = module.Demand(Ask(4), out _, out _);
        Assert.Equal([0u, 1u, 2u, 3u, 5u, 6u, 7u, 8u, 9u], module.Guess()!.Functions);
    }

    [Fact]
    public void Demand_OfWhatWasGuessed_IsThatUnitAndTheFirst()
    {
        Unit? guessed = _module.Guess();
        Assert.Same(guessed, _module.Demand(Ask(0), out bool isNew, out bool isFirst));
        Assert.False(isNew);
        Assert.True(isFirst);
    }

    [Fact]
    public async System.Threading.Tasks.Task Finish_Failed_IsToldAndTriedAgainNextTime()
    {
        Unit unit = _module.Demand(Ask(0), out _, out _);
        _module.Finish(unit, new UnitOutcome(null, 0, "no"));
        Assert.Equal("no", (await unit.Outcome).Problem);
        Assert.NotSame(unit, _module.Demand(Ask(0), out bool isNew, out _));
        Assert.True(isNew);
    }

    [Fact]
    public void Guess_OptimizedModule_GoesNoFurtherThanWhatIsAskedFor()
    {
        TestFunction[] functions =
            [.. Enumerable.Range(0, 100).Select(i => new TestFunction($"f{i}", 1000, FunctionKind.Root, (uint)Math.Min(i + 1, 99)))];
        using OpenModule module = new(default, ModuleFileBuilder.ParsedAt(2, functions), _module.Options);
        _ = module.Demand(Ask(0), out _, out _);
        Assert.Equal(5, Enumerable.Range(0, 100).Count(_ => module.Guess() is not null));
        _ = module.Demand(Ask(50), out _, out _);
        Assert.NotNull(module.Guess());
    }

    [Fact]
    public void GuessUnasked_Expected_IsThatAndWhatItCallsThenAllTheRest()
    {
        TestFunction[] functions =
        [
            new("rest", Large, FunctionKind.JitOnly),
            new("main", Large, FunctionKind.Root, 2, 0) { Rarities = [0, ModuleFile.NeverExpected] },
            new("called", Large, FunctionKind.JitOnly),
            new("root", Large, FunctionKind.Root),
        ];
        using OpenModule module = new(default, ModuleFileBuilder.ParsedAt(0, functions), _module.Options);
        Assert.True(module.Expect([1], []));
        Assert.False(module.Expect([], []));
        List<uint> order = [];
        while (module.GuessUnasked(int.MaxValue) is { } unit)
        {
            Assert.True(unit.IsUnasked);
            order.AddRange(unit.Functions);
        }

        Assert.Equal([1u, 2u, 3u, 0u], order);
        Assert.False(module.Expect([1], []));
        Assert.False(module.WasAsked);
    }

    [Fact]
    public void GuessUnasked_OptimizedModule_IsTheMostProbableFirst()
    {
        TestFunction[] functions =
        [
            new("root", 1000, FunctionKind.Root),
            new("main", 1000, FunctionKind.Root, 2, 3, 4) { Rarities = [ModuleFile.NeverExpected, 9, 1] },
            new("error", 1000, FunctionKind.Root),
            new("seldom", 1000, FunctionKind.Root),
            new("often", 1000, FunctionKind.Root),
            new("called", 1000, FunctionKind.Root),
            new("unknown", 1000, FunctionKind.JitOnly),
        ];
        using OpenModule module = new(default, ModuleFileBuilder.ParsedAt(2, functions), _module.Options);
        Assert.Null(module.GuessUnasked(int.MaxValue));
        Assert.True(module.Expect([1], [5]));
        Assert.Equal([1u, 4u, 5u], All(module, 6));
        Assert.Equal([3u], All(module, 12));
        Assert.Equal([0u, 2u], All(module, int.MaxValue)); // Roots may be called by pointer.
        Assert.False(module.Expect([1], [5]));
    }

    private static List<uint> All(OpenModule module, int mostRarity)
    {
        List<uint> all = [];
        while (module.GuessUnasked(mostRarity) is { } unit)
        {
            all.AddRange(unit.Functions);
        }

        return all;
    }

    [Fact]
    public void GuessUnasked_LargeModule_EndsWithItsBudget()
    {
        TestFunction[] functions = [.. Enumerable.Range(0, 1000).Select(i => new TestFunction($"f{i}", Large, FunctionKind.Root))];
        using OpenModule module = new(default, ModuleFileBuilder.ParsedAt(0, functions), _module.Options);
        Assert.Equal((int)((300_000 + Large - 1) / Large), Enumerable.Range(0, 1000).Count(_ => module.GuessUnasked(int.MaxValue) is not null));
    }

    [Fact]
    public void Demand_OfWhatIsUnderWayForNobody_CanAbandonIt()
    {
        _ = _module.Expect([0], []);
        Unit slow = _module.GuessUnasked(int.MaxValue)!;
        Assert.Same(slow, _module.Demand(Ask(0), out bool isNew, out bool isFirst));
        Assert.False(isNew);
        Assert.True(isFirst);
        Assert.True(_module.TryAbandon(slow));
        Unit other = _module.Demand(Ask(0), out isNew, out _);
        Assert.True(isNew);
        Assert.NotSame(slow, other);
        _module.Finish(slow, new UnitOutcome(null, 0, "late"));
        Assert.Same(other, _module.Demand(Ask(0), out isNew, out _));
        Assert.False(_module.TryAbandon(slow));
        Assert.True(_module.WasAsked);
    }

    private static CompileRequest Ask(uint function, byte placed = 0) => new(0, function, 1, new byte[] { placed });
}

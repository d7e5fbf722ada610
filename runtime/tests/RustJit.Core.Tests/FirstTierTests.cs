// Who begins without optimisation.

namespace RustJit.Core.Tests;

public class FirstTierTests
{
    [Theory]
    [InlineData(TierUp.Never, false, false)]
    [InlineData(TierUp.Optimized, false, true)]
    [InlineData(TierUp.Unoptimized, true, true)]
    [InlineData(TierUp.All, true, true)]
    public void Takes_AFunctionOfEachLevel_IsTheUsersChoice(TierUp choice, bool unoptimized, bool optimized)
    {
        Assert.Equal(unoptimized, FirstTier.Takes(ModuleFileBuilder.ParsedAt(0, Function(50)), 0, choice, ProgramMarks.None));
        Assert.Equal(optimized, FirstTier.Takes(ModuleFileBuilder.ParsedAt(2, Function(50)), 0, choice, ProgramMarks.None));
    }

    [Theory]
    [InlineData(TierUp.Optimized, false)]
    [InlineData(TierUp.Unoptimized, false)]
    [InlineData(TierUp.All, true)]
    public void Takes_WhatCouldTell_OnlyWhenAskedTo(TierUp choice, bool expected)
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(50, FunctionFlags.SensitiveToOptimization));
        Assert.Equal(expected, FirstTier.Takes(module, 0, choice, ProgramMarks.None));
    }

    [Theory]
    [InlineData(FunctionFlags.CallsReplaceable, ProgramMarks.None, true)]
    [InlineData(FunctionFlags.CallsReplaceable, ProgramMarks.OwnLibrary, false)]
    [InlineData(FunctionFlags.None, ProgramMarks.OwnLibrary, true)]
    [InlineData(FunctionFlags.PairsAllocations, ProgramMarks.OwnLibrary, true)]
    [InlineData(FunctionFlags.PairsAllocations, ProgramMarks.OwnAllocator, false)]
    [InlineData(FunctionFlags.CallsReplaceable, ProgramMarks.OwnAllocator, true)]
    [InlineData(FunctionFlags.None, ProgramMarks.WalksStack, false)]
    public void Takes_WhatTheProgramCanTellBy_DoesNotWait(FunctionFlags flags, ProgramMarks marks, bool expected) =>
        Assert.Equal(expected, FirstTier.Takes(ModuleFileBuilder.Parsed(Function(50, flags)), 0, TierUp.Optimized, marks));

    [Theory]
    [InlineData("__autojit_own_library_functions", ProgramMarks.OwnLibrary)]
    [InlineData("__autojit_own_allocator", ProgramMarks.OwnAllocator)]
    [InlineData("__autojit_walks_stack", ProgramMarks.WalksStack)]
    [InlineData("strlen", ProgramMarks.None)]
    public void MarkOf_AName_IsThatOfThePlugin(string name, ProgramMarks expected) => Assert.Equal(expected, FirstTier.MarkOf(name));

    private static TestFunction Function(uint instructions, FunctionFlags flags = FunctionFlags.None) =>
        new("f", instructions, FunctionKind.Root) { Flags = flags };
}

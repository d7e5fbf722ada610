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
        Assert.Equal(unoptimized, FirstTier.Takes(ModuleFileBuilder.ParsedAt(0, Function(50)), 0, choice, hasOwnLibrary: false));
        Assert.Equal(optimized, FirstTier.Takes(ModuleFileBuilder.ParsedAt(2, Function(50)), 0, choice, hasOwnLibrary: false));
    }

    [Theory]
    [InlineData(TierUp.Optimized, false)]
    [InlineData(TierUp.Unoptimized, false)]
    [InlineData(TierUp.All, true)]
    public void Takes_WhatCouldTell_OnlyWhenAskedTo(TierUp choice, bool expected)
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(50, FunctionFlags.SensitiveToOptimization));
        Assert.Equal(expected, FirstTier.Takes(module, 0, choice, hasOwnLibrary: false));
    }

    [Theory]
    [InlineData(FunctionFlags.CallsReplaceable, false, true)]
    [InlineData(FunctionFlags.CallsReplaceable, true, false)]
    [InlineData(FunctionFlags.None, true, true)]
    public void Takes_CallsOfReplaceableFunctions_UnlessTheyAreTheProgramsOwn(FunctionFlags flags, bool hasOwnLibrary, bool expected) =>
        Assert.Equal(expected, FirstTier.Takes(ModuleFileBuilder.Parsed(Function(50, flags)), 0, TierUp.Optimized, hasOwnLibrary));

    [Theory]
    [InlineData(FirstTier.LoopInstructions, false)]
    [InlineData(FirstTier.LoopInstructions + 1, true)]
    public void Takes_ALongLoop_InALargeFunctionOnly(uint instructions, bool expected)
    {
        ModuleFile module = ModuleFileBuilder.Parsed(Function(instructions, FunctionFlags.MayLoopLong));
        Assert.Equal(expected, FirstTier.Takes(module, 0, TierUp.Optimized, hasOwnLibrary: false));
    }

    private static TestFunction Function(uint instructions, FunctionFlags flags = FunctionFlags.None) =>
        new("f", instructions, FunctionKind.Root) { Flags = flags };
}

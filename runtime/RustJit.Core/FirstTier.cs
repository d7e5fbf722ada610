// Which functions begin without optimisation: docs/tiers.md.

using System;

namespace RustJit.Core;

/// <summary>By what a program could tell whether its code is optimised (plugin-native/ProgramMarks.h).</summary>
[Flags]
public enum ProgramMarks
{
    /// <summary>By nothing.</summary>
    None = 0,

    /// <summary>It has library functions of its own, whose calls it may count.</summary>
    OwnLibrary = 1,

    /// <summary>It looks at who called.</summary>
    WalksStack = 2,

    /// <summary>It has a malloc or operator new of its own, whose calls it may count.</summary>
    OwnAllocator = 4,
}

/// <summary>Which functions begin without optimisation.</summary>
public static class FirstTier
{
    /// <summary>What the name of an import asks of the program that has it; <see cref="ProgramMarks.None"/> for ordinary ones.</summary>
    public static ProgramMarks MarkOf(string import) => import switch
    {
        "__autojit_own_library_functions" => ProgramMarks.OwnLibrary,
        "__autojit_own_allocator" => ProgramMarks.OwnAllocator,
        "__autojit_walks_stack" => ProgramMarks.WalksStack,
        _ => ProgramMarks.None,
    };

    /// <summary>Whether a function begins so.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="function">Its id.</param>
    /// <param name="choice">The user's.</param>
    /// <param name="marks">Those that the program has.</param>
    public static bool Takes(ModuleFile module, uint function, TierUp choice, ProgramMarks marks)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (module.SpeedLevel == 0)
        {
            return choice is TierUp.Unoptimized or TierUp.All;
        }

        return choice switch
        {
            TierUp.Never => false,
            TierUp.All => true,
            _ => CanWait(module.Function(function), marks),
        };
    }

    private static bool CanWait(FunctionEntry function, ProgramMarks marks) =>
        (marks & ProgramMarks.WalksStack) == 0 &&
        (function.Flags & FunctionFlags.SensitiveToOptimization) == 0 &&
        !((marks & ProgramMarks.OwnLibrary) != 0 && (function.Flags & FunctionFlags.CallsReplaceable) != 0) &&
        !((marks & ProgramMarks.OwnAllocator) != 0 && (function.Flags & FunctionFlags.PairsAllocations) != 0);
}

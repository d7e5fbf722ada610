// AUTOJIT_TIER: code that is made fast first, and well when it turns out to be hot.

namespace RustJit.Core;

/// <summary>What AUTOJIT_TIER asks for.</summary>
public enum TierUp
{
    /// <summary>Every function is compiled once, as its module asks.</summary>
    Never = 0,

    /// <summary>As when nothing is said, and functions of -O0 modules that are hot are compiled again like -O2.</summary>
    Unoptimized = 1,

    /// <summary>All functions begin without optimisation.</summary>
    All = 2,

    /// <summary>Nothing is said: functions of optimised modules begin without optimisation where nobody can tell.</summary>
    Optimized = 3,
}

/// <summary>How a unit is compiled (enum autojit_tier of plugin-native/llvm/autojit_llvm.h).</summary>
public enum Tier
{
    /// <summary>As its module asks for: there is no other code.</summary>
    Only = 0,

    /// <summary>Without optimisation, and counting how often it runs.</summary>
    First = 1,

    /// <summary>Optimised, as its module asks for or like -O2.</summary>
    Second = 2,
}

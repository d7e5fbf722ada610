// How long the program has run, without what the runtime took for itself.

namespace RustJit.Native;

/// <remarks>Used under the guest lock.</remarks>
internal static class ProgramTime
{
    // What optimising takes, on an average machine, and how much of it is for runs to come.
    private const double MillisecondsOfInstruction = 0.04;
    private const double Worth = 8;

    private static readonly double s_begin = Log.Now;
    private static double s_inside;

    /// <summary>Whether it was long enough for a function of this size to be optimised.</summary>
    /// <param name="instructions">Its IR instructions.</param>
    public static bool IsWorth(uint instructions) =>
        MillisecondsOfInstruction * instructions <= Worth * (Log.Now - s_begin - s_inside);

    /// <summary>What has happened since was the runtime's.</summary>
    /// <param name="start">A time of <see cref="Log.Now"/>.</param>
    public static void LeaveOutSince(double start) => s_inside += Log.Now - start;
}

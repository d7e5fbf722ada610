// How long the program has run, without what the runtime took for itself.

namespace RustJit.Native;

/// <remarks>Used under the guest lock.</remarks>
internal static class ProgramTime
{
    // What optimising takes, on an average machine.
    private const double MillisecondsOfInstruction = 0.04, MillisecondsOfLoading = 30;

    // How much of it is for runs to come: a run that compiles anyway does more for them than a warm one, which is to be short.
    private const double WorthWhereCompiling = 8, WorthInWarmRun = 1;

    private static double s_begin;
    private static double s_inside;

    /// <summary>A first call has begun, perhaps the very first.</summary>
    /// <returns>When.</returns>
    public static double Enter()
    {
        double now = Log.Now;
        s_begin = s_begin == 0 ? now : s_begin;
        return now;
    }

    /// <summary>First calls began before there was managed code.</summary>
    public static void Continue(double begin, double inside) => (s_begin, s_inside) = (begin, inside);

    /// <summary>Whether it was long enough for a function of this size to be optimised.</summary>
    /// <param name="instructions">Its IR instructions.</param>
    public static bool IsWorth(uint instructions)
    {
        double cost = MillisecondsOfInstruction * instructions, passed = Log.Now - s_begin - s_inside;
        return PrivateLlvm.IsLoaded ? cost <= WorthWhereCompiling * passed : MillisecondsOfLoading + cost <= WorthInWarmRun * passed;
    }

    /// <summary>What has happened since was the runtime's.</summary>
    /// <param name="start">A time of <see cref="Log.Now"/>.</param>
    public static void LeaveOutSince(double start) => s_inside += Log.Now - start;
}

// AUTOJIT_TIER: a body that was entered often, or looped long, gets a better one.

using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using RustJit.Compiler;

namespace RustJit.Native;

/// <summary>The beginning of struct autojit_heat of runtime/abi/autojit_abi.h.</summary>
internal struct Heat
{
    public nint Next;
    public int Calls;
    public int Iterations;
}

internal static unsafe class HotBodies
{
    private static readonly Dictionary<nint, (ModuleInstance Module, uint Function, nint Heat)> s_bodies = [];
    private static int s_improved;
    private static int s_continued;
    private static double s_time;

    /// <summary>Remembers what a body of the first tier is.</summary>
    public static void Know(nint body, ModuleInstance module, uint function, Heat* heat)
    {
        s_bodies[body] = (module, function, (nint)heat);
        if (Log.Enabled)
        {
            NativeMethods.AskForExit(); // For the report.
        }
    }

    /// <summary>Whether a body of the first tier is there.</summary>
    public static bool Knows(nint body) => s_bodies.ContainsKey(body);

    /// <summary>Has a body of the first tier jump to a better one from now on.</summary>
    public static void SendOn(nint body, nint better)
    {
        Heat* heat = (Heat*)s_bodies[body].Heat;
        Volatile.Write(ref heat->Next, better);
        heat->Calls = 0; // Who enters next looks at Next.
    }

    /// <summary>A body says that it is hot.</summary>
    /// <param name="heat">What it knows of itself.</param>
    /// <param name="body">Which.</param>
    /// <param name="loop">The number of the loop it is in, if it can be left there; negative when it was called.</param>
    /// <returns>What goes on in the loop; 0 when it has to itself.</returns>
    public static nint Hot(Heat* heat, nint body, int loop)
    {
        nint continuation = 0;
        bool isSentOn = heat->Next != 0;
        if (Host.FirstCode is not null && s_bodies.TryGetValue(body, out (ModuleInstance Module, uint Function, nint Heat) known))
        {
            double start = Log.Now;
            try
            {
                if (!isSentOn)
                {
                    nint better = known.Module.Improve(known.Function);
                    if (better != 0)
                    {
                        s_improved++;
                        SendOn(body, better);
                    }
                }
                else if (loop >= 0)
                {
                    // Nobody enters the old body any more: who comes from one of its loops again is there for long.
                    continuation = known.Module.Continue(known.Function, (uint)loop);
                }
            }
            catch (CompilationException e)
            {
                // The first body does, only slower.
                if (Log.Enabled)
                {
                    Log.Write($"no better code: {e.Message}");
                }
            }

            s_time += Log.Now - start;
        }

        Usage.Flush();
        if (heat->Next == 0)
        {
            heat->Calls = int.MaxValue; // There is no better body to be had.
            heat->Iterations = int.MaxValue;
        }
        else if (isSentOn && loop >= 0)
        {
            s_continued += continuation != 0 ? 1 : 0;
            heat->Iterations = continuation != 0 ? 0 : int.MaxValue; // For whoever else is inside.
        }

        return continuation;
    }

    /// <summary>The statistics of this process, under AUTOJIT_DEBUG.</summary>
    public static void Report()
    {
        if (Log.Enabled && s_bodies.Count > 0)
        {
            Log.Write(string.Create(
                CultureInfo.InvariantCulture, $"tiers: {s_improved} of {s_bodies.Count} functions were hot and are optimised now, {s_continued} loops went on in better code ({s_time:F1} ms)"));
        }
    }
}

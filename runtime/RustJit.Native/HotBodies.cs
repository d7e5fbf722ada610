// AUTOJIT_TIER: a body that was entered often, or looped long, gets a better one.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using RustJit.Cache;
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
    // A better body will serve other runs, too; what goes on in a loop only this one. So it has to be worth more.
    private const int LoopPatience = 50;

    // What hot.c says of a function that is called ever deeper.
    private const int Recursive = -2;

    // Few bodies are ever looked for: it is enough to know where.
    private static readonly List<(ModuleInstance Module, Image Image)> s_images = [];
    private static uint s_bodies;
    private static int s_improved;
    private static int s_postponed;
    private static int s_continued;
    private static double s_time;

    /// <summary>Remembers an image that has bodies of the first tier.</summary>
    public static void Know(ModuleInstance module, Image image, uint bodies)
    {
        s_images.Add((module, image));
        s_bodies += bodies;
        if (Log.Enabled)
        {
            NativeMethods.AskForExit(); // For the report.
        }
    }

    /// <summary>Has a body of the first tier jump to a better one from now on.</summary>
    public static void SendOn(Heat* heat, nint better)
    {
        Volatile.Write(ref heat->Next, better);
        heat->Calls = 0; // Who enters next looks at Next.
    }

    private static bool Find(Heat* heat, out ModuleInstance? module, out uint function)
    {
        // The last one who knew it: a library may have been unloaded, and be there again.
        for (int last = s_images.Count - 1; last >= 0; last--)
        {
            (ModuleInstance owner, Image image) = s_images[last];
            ulong address = (ulong)((nint)heat - image.Library.Bias);
            foreach (ref readonly ImageFunction candidate in image.File.Functions)
            {
                if (candidate.Heat == address)
                {
                    (module, function) = (owner, candidate.Id);
                    return true;
                }
            }
        }

        (module, function) = (null, 0);
        return false;
    }

    /// <summary>A body says that it is hot.</summary>
    /// <param name="heat">What it knows of itself.</param>
    /// <param name="loop">The number of the loop it is in, if it can be left there; negative when it was called (hot.c).</param>
    /// <returns>What goes on in the loop; 0 when it has to itself.</returns>
    public static nint Hot(Heat* heat, int loop)
    {
        nint continuation = 0;
        bool isSentOn = heat->Next != 0, isPostponed = false;
        if (Host.FirstCode is not null && Find(heat, out ModuleInstance? module, out uint function))
        {
            double start = Log.Now;
            try
            {
                if (!isSentOn)
                {
                    nint better = module!.Improve(function, isUrgent: loop == Recursive, out isPostponed);
                    if (better != 0)
                    {
                        s_improved++;
                        SendOn(heat, better);
                        heat->Iterations = (int)Math.Min((long)heat->Iterations * LoopPatience, int.MaxValue);
                    }
                }
                else if (loop >= 0)
                {
                    // Nobody enters the old body any more: who comes from one of its loops again is there for long.
                    continuation = module!.Continue(function, (uint)loop);
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
            ProgramTime.LeaveOutSince(start);
        }

        Usage.Flush();
        if (isPostponed)
        {
            s_postponed++; // It will ask again: hot.c has the counters begin anew.
        }
        else if (heat->Next == 0)
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
        if (Log.Enabled && s_bodies > 0)
        {
            Log.Write(string.Create(
                CultureInfo.InvariantCulture, $"tiers: {s_improved} of {s_bodies} functions were hot and are optimised now, {s_continued} loops went on in better code ({s_time:F1} ms); {s_postponed} times one had to wait"));
        }
    }
}

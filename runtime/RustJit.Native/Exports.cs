// What the C part calls. Nothing thrown ever leaves.

using System;
using System.Runtime.InteropServices;
using RustJit.Compiler;

namespace RustJit.Native;

internal static unsafe class Exports
{
    /// <summary>
    /// Returns the finished address of a stub's function and stores it in the descriptor. Called by enter.c under the guest
    /// lock, on a helper stack, with signals blocked and cancellation off. Does not return when there is no address to give.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "autojit_resolve_call")]
    private static nint Resolve(Descriptor* descriptor)
    {
        try
        {
            WarmStart.TakeOver();
            return Resolver.Resolve(descriptor);
        }
        catch (CompilationException e)
        {
            Fatal.Stop(e.Message);
            return 0;
        }
        catch (Exception e)
        {
            Fatal.Stop($"internal error: {e.GetType().Name}: {e.Message}; please report this, and set AUTOJIT_DEBUG=On for more");
            return 0;
        }
    }

    /// <summary>Called by hot.c under the same conditions as <see cref="Resolve"/>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "autojit_managed_hot")]
    private static nint Hot(Heat* heat, int loop)
    {
        try
        {
            WarmStart.TakeOver();
            Provisions.CheckCache();
            return HotBodies.Hot(heat, loop);
        }
        catch (Exception e)
        {
            Fatal.Stop($"internal error: {e.GetType().Name}: {e.Message}; please report this, and set AUTOJIT_TIER=0");
            return 0;
        }
    }

    /// <summary>
    /// Called by enter.c when the process exits normally and something was written into the cache; under the same conditions as
    /// <see cref="Resolve"/>.
    /// </summary>
    [UnmanagedCallersOnly(EntryPoint = "autojit_process_exits")]
    private static nint Exit(nint unused)
    {
        try
        {
            WarmStart.TakeOver();
            HotBodies.Report();
            Provisions.CheckCache();
            if (Host.Settings.Pack)
            {
                Packer.Run();
            }
        }
        catch (Exception e)
        {
            // Packing is an optimisation of later runs; this one has done its work.
            if (Log.Enabled)
            {
                Log.Write($"not packing: {e.GetType().Name}: {e.Message}");
            }
        }

        try
        {
            Usage.Finish();
        }
        catch (Exception e)
        {
            if (Log.Enabled)
            {
                Log.Write($"not counting: {e.GetType().Name}: {e.Message}");
            }
        }

        return unused;
    }
}

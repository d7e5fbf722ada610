// Stubs made at run time: what a unit calls when the callee is not compiled yet.

using System;
using System.Collections.Generic;

namespace RustJit.Native;

internal static unsafe class Thunks
{
    private static readonly List<(ModuleInstance Module, uint Function)> s_meaning = [];

    /// <summary>Makes a thunk.</summary>
    /// <returns>Its address; its descriptor's target may be set to the body's address at any time.</returns>
    public static nint Create(ModuleInstance module, uint function, out nint descriptor)
    {
        Descriptor* made;
        nint address = NativeMethods.NewThunk((uint)s_meaning.Count, &made);
        if (address == 0)
        {
            Fatal.Stop("no memory is left for call thunks; raise the limit (ulimit -v)");
        }

        s_meaning.Add((module, function));
        descriptor = (nint)made;
        return address;
    }

    /// <summary>What the thunk with this descriptor calls.</summary>
    public static (ModuleInstance Module, uint Function) Meaning(Descriptor* descriptor) => s_meaning[(int)descriptor->Function];
}

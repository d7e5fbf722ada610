// Stubs made at run time: what a unit calls when the callee is not compiled yet, or when something has to happen before.

using System;
using System.Collections.Generic;

namespace RustJit.Native;

/// <summary>What a thunk calls.</summary>
internal readonly struct ThunkMeaning(ModuleInstance module, uint index, bool isImport)
{
    /// <summary>The module of the body that calls it.</summary>
    public ModuleInstance Module => module;

    /// <summary>The id of a function of the module, or of an import.</summary>
    public uint Index => index;

    /// <summary>It is an import after whose call files may be out of reach (<see cref="Core.AccessLoss"/>).</summary>
    public bool IsImport => isImport;
}

internal static unsafe class Thunks
{
    private static readonly List<ThunkMeaning> s_meaning = [];

    /// <summary>Makes a thunk.</summary>
    /// <returns>Its address; its descriptor's target may be set to the body's address at any time.</returns>
    public static nint Create(ThunkMeaning meaning, out nint descriptor)
    {
        Descriptor* made;
        nint address = NativeMethods.NewThunk((uint)s_meaning.Count, &made);
        if (address == 0)
        {
            Fatal.Stop("no memory is left for call thunks; raise the limit (ulimit -v)");
        }

        s_meaning.Add(meaning);
        descriptor = (nint)made;
        return address;
    }

    /// <summary>A thunk was made before there was managed code.</summary>
    public static void Continue(ThunkMeaning meaning) => s_meaning.Add(meaning);

    /// <summary>What the thunk with this descriptor calls.</summary>
    public static ThunkMeaning Meaning(Descriptor* descriptor) => s_meaning[(int)descriptor->Function];
}

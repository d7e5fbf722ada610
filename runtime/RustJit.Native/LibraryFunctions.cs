// Functions that code generation introduced: memcpy, _Unwind_Resume, 128-bit division.

using System.Collections.Generic;

namespace RustJit.Native;

internal static unsafe class LibraryFunctions
{
    private static readonly Dictionary<string, nint> s_known = [];

    /// <summary>The address of a function. The first search for a name gives the guest lock up.</summary>
    public static nint Find(string name, nint near)
    {
        nint address = TryFind(name, near);
        if (address == 0)
        {
            Fatal.Stop($"compiled code needs the function {name}, and no library of this process has it; link the library that has it");
        }

        return address;
    }

    /// <summary>The same, or 0 when there is none.</summary>
    public static nint TryFind(string name, nint near)
    {
        if (s_known.TryGetValue(name, out nint address))
        {
            return address;
        }

        fixed (byte* text = NativeText.ToNative(name))
        {
            address = NativeMethods.FindLibraryFunction(text, (void*)near);
        }

        if (address != 0)
        {
            s_known.TryAdd(name, address);
        }

        return address;
    }
}

// Functions of this program that JITed code may call, and the search for symbols that nothing defines.

using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RustJit.Orc;

namespace RustJit.Tool;

internal sealed unsafe class HostFunctions(RustSupport rust)
{
    /// <summary>The resolver of the session's main JITDylib.</summary>
    public nuint Resolve(JitDylib dylib, string name)
    {
        nuint address = name == "hello" ? Hello() : RustPanics.Find(name);
        if (address != 0)
        {
            Console.Error.WriteLine($"Undefined symbol {name}: redirect to host function @ 0x{address:x16}");
            return address;
        }

        address = RustSupport.FindAllocator(name);
        return address != 0 ? address : rust.FindInLibrary(name);
    }

    private static nuint Hello()
    {
        delegate* unmanaged[Cdecl]<void> hello = &HelloImplementation;
        return (nuint)hello;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void HelloImplementation()
    {
        Libc.FlushOutput();
        Console.WriteLine("Oh hello, that's called from JITed code!");
    }
}

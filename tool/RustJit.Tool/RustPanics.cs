// The panic handler of JITed Rust code: it prints what went wrong and where, and ends the program as Rust does.

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace RustJit.Tool;

/// <summary>Host functions for the entry points of <c>core::panicking</c>.</summary>
internal static unsafe class RustPanics
{
    /// <summary>What Rust programs end with.</summary>
    private const int ExitCode = 101;

    /// <summary>The function for a mangled symbol of <c>core::panicking</c>, or 0 when it is none of those we replace.</summary>
    public static nuint Find(string symbol)
    {
        int at = symbol.IndexOf("4core9panicking", StringComparison.Ordinal);
        if (at < 0)
        {
            return 0;
        }

        // Both manglings write each part of a path with its length in front; the old one adds a hash.
        List<string> path = Path(symbol.AsSpan(at));
        return path switch
        {
            ["core", "panicking", "panic", ..] => (nuint)(delegate* unmanaged[Cdecl]<byte*, nuint, Location*, void>)&OnMessage,
            ["core", "panicking", "panic_bounds_check", ..] => (nuint)(delegate* unmanaged[Cdecl]<nuint, nuint, Location*, void>)&OnBounds,
            ["core", "panicking", "panic_const", var name, ..] => FindConstant(name),
            _ => 0,
        };
    }

    private static nuint FindConstant(string name) => name switch
    {
        "panic_const_add_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnAdd,
        "panic_const_sub_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnSubtract,
        "panic_const_mul_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnMultiply,
        "panic_const_div_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnDivide,
        "panic_const_rem_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnRemainder,
        "panic_const_neg_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnNegate,
        "panic_const_shl_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnShiftLeft,
        "panic_const_shr_overflow" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnShiftRight,
        "panic_const_div_by_zero" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnDivideByZero,
        "panic_const_rem_by_zero" => (nuint)(delegate* unmanaged[Cdecl]<Location*, void>)&OnRemainderByZero,
        _ => 0,
    };

    private static List<string> Path(ReadOnlySpan<char> mangled)
    {
        var parts = new List<string>();
        while (mangled.Length != 0 && char.IsAsciiDigit(mangled[0]))
        {
            int digits = 1;
            while (digits < mangled.Length && char.IsAsciiDigit(mangled[digits]))
            {
                digits++;
            }

            int length = int.Parse(mangled[..digits]);
            mangled = mangled[digits..];
            if (length > mangled.Length)
            {
                break;
            }

            parts.Add(mangled[..length].ToString());
            mangled = mangled[length..];
        }

        return parts;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMessage(byte* message, nuint length, Location* location) =>
        Panic("Panic", Encoding.UTF8.GetString(message, (int)length), location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnBounds(nuint index, nuint length, Location* location) =>
        Panic("Panic", $"index out of bounds: the len is {length} but the index is {index}", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnAdd(Location* location) => Overflow("attempt to add with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnSubtract(Location* location) => Overflow("attempt to subtract with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnMultiply(Location* location) => Overflow("attempt to multiply with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDivide(Location* location) => Overflow("attempt to divide with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRemainder(Location* location) => Overflow("attempt to calculate the remainder with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnNegate(Location* location) => Overflow("attempt to negate with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnShiftLeft(Location* location) => Overflow("attempt to shift left with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnShiftRight(Location* location) => Overflow("attempt to shift right with overflow", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnDivideByZero(Location* location) => Panic("Panic", "attempt to divide by zero", location);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnRemainderByZero(Location* location) =>
        Panic("Panic", "attempt to calculate the remainder with a divisor of zero", location);

    private static void Overflow(string message, Location* location) => Panic("Panic due to overflow", message, location);

    private static void Panic(string kind, string message, Location* location)
    {
        Libc.FlushOutput();
        string file = Encoding.UTF8.GetString(location->File, (int)location->FileLength);
        Console.Error.WriteLine($"{kind}: {message}");
        Console.Error.WriteLine($"  at {file}:{location->Line}:{location->Column}");

        // A panic does not return, and nothing above this frame could unwind.
        Environment.Exit(ExitCode);
    }

    /// <summary><c>core::panic::Location</c>, as rustc 1.95 lays it out; its layout is not promised.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Location
    {
        public byte* File;
        public nuint FileLength;
        public uint Line;
        public uint Column;
    }
}

// How symbols of several modules are told apart while they are linked: their names mean something in their module only.

using System;
using System.Buffers.Text;
using System.Text;

namespace RustJit.Cache;

/// <summary>What follows a symbol's name: a byte that no compiler writes, and the number of the module.</summary>
public static class PackSuffix
{
    /// <summary>Bytes of a suffix.</summary>
    public const int Length = 1 + Digits;

    private const int Digits = 4;
    private const byte Mark = 2;

    /// <summary>The suffix of a module's symbols.</summary>
    public static string Of(int module) => $"{(char)Mark}{module:x4}";

    /// <summary>Finds the module that a name belongs to.</summary>
    public static bool TryParse(ReadOnlySpan<byte> name, out int module)
    {
        module = 0;
        return name.Length >= Length && name[^Length] == Mark &&
            Utf8Parser.TryParse(name[^Digits..], out module, out int used, 'x') && used == Digits;
    }

    /// <summary>The name of a symbol in its module.</summary>
    /// <param name="symbol">With a suffix, or without one: then there is one module.</param>
    /// <param name="module">The number of the module.</param>
    public static string Split(string symbol, out int module)
    {
        ArgumentNullException.ThrowIfNull(symbol);
        module = 0;
        bool hasSuffix = symbol.Length >= Length && symbol[^Length] == Mark && TryParse(Encoding.UTF8.GetBytes(symbol[^Length..]), out module);
        return hasSuffix ? symbol[..^Length] : symbol;
    }
}

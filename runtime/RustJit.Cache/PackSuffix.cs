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

    /// <summary>How many modules can be told apart.</summary>
    public const int MostModules = 1 << (4 * Digits);

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

    /// <summary>Finds the module that a name belongs to, and the name in it.</summary>
    public static bool TrySplit(string symbol, out string name, out int module)
    {
        name = symbol;
        if (symbol.Length < Length || symbol[^Length] != Mark || !TryParse(Encoding.UTF8.GetBytes(symbol[^Length..]), out module))
        {
            module = 0;
            return false;
        }

        name = symbol[..^Length];
        return true;
    }
}

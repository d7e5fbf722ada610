// Arguments and results as text.

using System;
using System.Globalization;
using System.Runtime.InteropServices;
using RustJit.Orc;

namespace RustJit.Tool;

internal static class ValueText
{
    /// <summary>Turns what the user wrote into the 64 bits that are passed.</summary>
    /// <param name="text">A number, decimal or with 0x; text for a pointer parameter.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="bits">The bits; text is copied and never freed.</param>
    public static bool TryParse(string text, LlvmType type, out long bits)
    {
        bits = 0;
        text = text.Trim();
        switch (type.Kind)
        {
            case LlvmTypeKind.Integer:
                return TryParseInteger(text, type.IntegerWidth, out bits);
            case LlvmTypeKind.Double:
                bool isDouble = double.TryParse(text, CultureInfo.InvariantCulture, out double d);
                bits = BitConverter.DoubleToInt64Bits(d);
                return isDouble;
            case LlvmTypeKind.Float:
                bool isFloat = float.TryParse(text, CultureInfo.InvariantCulture, out float f);
                bits = BitConverter.SingleToInt32Bits(f);
                return isFloat;
            case LlvmTypeKind.Pointer:
                bits = Marshal.StringToCoTaskMemUTF8(text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Writes the 64 bits of a result.</summary>
    public static string Format(long bits, LlvmType type) => type.Kind switch
    {
        LlvmTypeKind.Integer when type.IntegerWidth == 1 => (bits & 1) != 0 ? "true" : "false",
        LlvmTypeKind.Integer => SignExtend(bits, type.IntegerWidth).ToString(CultureInfo.InvariantCulture),
        LlvmTypeKind.Double => BitConverter.Int64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture),
        LlvmTypeKind.Float => BitConverter.Int32BitsToSingle((int)bits).ToString("R", CultureInfo.InvariantCulture),
        LlvmTypeKind.Pointer => $"0x{bits:x}",
        _ => "",
    };

    private static bool TryParseInteger(string text, int width, out long value)
    {
        bool negative = text.StartsWith('-');
        string digits = negative ? text[1..] : text;
        bool parsed = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ulong.TryParse(digits.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong magnitude)
            : ulong.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out magnitude);
        value = negative ? -(long)magnitude : (long)magnitude;
        return parsed && Fits(magnitude, negative, width);
    }

    /// <summary>Both readings of the type are allowed: 0x80000000 and -1 are 32-bit numbers.</summary>
    private static bool Fits(ulong magnitude, bool negative, int width) => width switch
    {
        > 64 => false,
        64 => !negative || magnitude <= 1UL << 63,
        _ => magnitude <= (negative ? 1UL << (width - 1) : (1UL << width) - 1),
    };

    private static long SignExtend(long value, int width) => width >= 64 ? value : value << (64 - width) >> (64 - width);
}

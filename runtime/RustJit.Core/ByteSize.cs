// Sizes as people write them: 500M, 1.5G. Without floating point, which the runtime does not carry.

using System;
using System.Globalization;

namespace RustJit.Core;

/// <summary>Reads sizes.</summary>
public static class ByteSize
{
    /// <summary>
    /// Reads a number with K, M, G or T for powers of 1024 in either case; B or iB may follow. A decimal point is allowed.
    /// </summary>
    /// <returns>Bytes, rounded down; null when it is nothing of the kind, or too large.</returns>
    public static long? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ReadOnlySpan<char> number = text.AsSpan().Trim();
        number = number.EndsWith("iB", StringComparison.OrdinalIgnoreCase) ? number[..^2]
            : number.EndsWith("B", StringComparison.OrdinalIgnoreCase) ? number[..^1]
            : number;
        int power = number.IsEmpty ? -1 : "KMGT".IndexOf(char.ToUpperInvariant(number[^1]), StringComparison.Ordinal);
        number = (power < 0 ? number : number[..^1]).TrimEnd();
        long unit = 1L << (10 * (power + 1));

        int point = number.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? number : number[..point], fraction = point < 0 ? "0" : number[(point + 1)..];
        const int Digits = 6; // More could not be told apart.
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out long units) ||
            !long.TryParse(fraction, NumberStyles.None, CultureInfo.InvariantCulture, out _) ||
            units > long.MaxValue / unit - 1)
        {
            return null;
        }

        long part = 0;
        for (int i = 0; i < Digits; i++)
        {
            part = part * 10 + (i < fraction.Length ? fraction[i] - '0' : 0);
        }

        return units * unit + part * unit / 1_000_000;
    }
}

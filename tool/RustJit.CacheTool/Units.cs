// Sizes, ages and times as people write them.

using System;
using System.Globalization;

namespace RustJit.CacheTool;

internal static class Units
{
    private static readonly string[] s_suffixes = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>A size, to three digits.</summary>
    public static string Size(long bytes)
    {
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < s_suffixes.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        string format = unit == 0 || value >= 100 ? "F0" : "F1";
        return $"{value.ToString(format, CultureInfo.InvariantCulture)} {s_suffixes[unit]}";
    }

    /// <summary>A time of the local clock, to the minute.</summary>
    public static string Time(DateTimeOffset time) =>
        time.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Reads an age: a number with s, m, h, d or w.</summary>
    public static TimeSpan? ParseAge(string text)
    {
        string trimmed = text.Trim();
        double seconds = trimmed.Length == 0 ? 0 : char.ToLowerInvariant(trimmed[^1]) switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            'w' => 604800,
            _ => 0,
        };
        double? total = seconds == 0 ? null : ParseNumber(trimmed[..^1]) * seconds;
        return total < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(total.Value) : null;
    }

    private static double? ParseNumber(string text) =>
        double.TryParse(text.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) ? number : null;
}

// The conditions on texts in C#, for the interpreter and for compiled expressions. The Rust side: functions/src/text.rs.

using System;

namespace QueryFilter;

internal static class TextFilters
{
    public static bool Equals(Text value, Text other) => value.Span.SequenceEqual(other.Span);

    public static bool StartsWith(Text value, Text prefix) => value.Span.StartsWith(prefix.Span);

    public static bool EndsWith(Text value, Text suffix) => value.Span.EndsWith(suffix.Span);

    public static bool Contains(Text value, Text part) => value.Span.IndexOf(part.Span) >= 0;

    public static bool Less(Text value, Text limit) => value.Span.SequenceCompareTo(limit.Span) < 0;

    public static bool LessOrEqual(Text value, Text limit) => value.Span.SequenceCompareTo(limit.Span) <= 0;

    public static bool Greater(Text value, Text limit) => value.Span.SequenceCompareTo(limit.Span) > 0;

    public static bool GreaterOrEqual(Text value, Text limit) => value.Span.SequenceCompareTo(limit.Span) >= 0;

    public static bool Between(Text value, Text low, Text high) => GreaterOrEqual(value, low) && LessOrEqual(value, high);
}

// The tree of a query, and the interpreter: every node tells whether a user matches.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace QueryFilter;

/// <summary>A node of a query. Immutable; may be used by any number of threads.</summary>
internal abstract class Condition
{
    /// <summary>The number of conditions on fields.</summary>
    public abstract int Count { get; }

    /// <summary>Interprets the condition.</summary>
    public abstract bool Matches(ref User user);

    /// <summary>The indices of the users that match.</summary>
    public unsafe List<uint> Scan(UserTable table)
    {
        var found = new List<uint>();
        for (int i = 0; i < table.Count; i++)
        {
            if (Matches(ref table.Rows[i]))
            {
                found.Add((uint)i);
            }
        }

        return found;
    }
}

/// <summary>True when all parts are; evaluated from left to right until one is not.</summary>
internal sealed class AndCondition(Condition[] parts) : Condition
{
    public Condition[] Parts => parts;

    public override int Count => parts.Sum(p => p.Count);

    public override bool Matches(ref User user)
    {
        foreach (Condition part in parts)
        {
            if (!part.Matches(ref user))
            {
                return false;
            }
        }

        return true;
    }

    public override string ToString() => "(" + string.Join<Condition>(" and ", parts) + ")";
}

/// <summary>True when one part is; evaluated from left to right until one is.</summary>
internal sealed class OrCondition(Condition[] parts) : Condition
{
    public Condition[] Parts => parts;

    public override int Count => parts.Sum(p => p.Count);

    public override bool Matches(ref User user)
    {
        foreach (Condition part in parts)
        {
            if (part.Matches(ref user))
            {
                return true;
            }
        }

        return false;
    }

    public override string ToString() => "(" + string.Join<Condition>(" or ", parts) + ")";
}

internal sealed class NotCondition(Condition inner) : Condition
{
    public Condition Inner => inner;

    public override int Count => inner.Count;

    public override bool Matches(ref User user) => !inner.Matches(ref user);

    public override string ToString() => $"not {inner}";
}

internal enum TextOperator
{
    Equals,
    StartsWith,
    EndsWith,
    Contains,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
}

/// <summary>A text field against one value, or two for <see cref="TextOperator.Between"/>.</summary>
internal sealed unsafe class TextCondition : Condition
{
    private readonly byte[] _memory;

    public TextCondition(UserField field, TextOperator operation, string value, string high = "")
    {
        Field = field;
        Operator = operation;
        byte[] low = Encoding.UTF8.GetBytes(value);
        byte[] end = Encoding.UTF8.GetBytes(high);
        // Pinned, so that a Text may point to it for as long as this object lives.
        _memory = GC.AllocateArray<byte>(low.Length + end.Length + Text.Padding, pinned: true);
        low.CopyTo(_memory, 0);
        end.CopyTo(_memory, low.Length);
        fixed (byte* memory = _memory)
        {
            Value = new Text(memory, low.Length);
            High = new Text(memory + low.Length, end.Length);
        }
    }

    public UserField Field { get; }

    public TextOperator Operator { get; }

    public Text Value { get; }

    public Text High { get; }

    public override int Count => 1;

    public override bool Matches(ref User user)
    {
        Text text = Field.Text(ref user);
        return Operator switch
        {
            TextOperator.Equals => TextFilters.Equals(text, Value),
            TextOperator.StartsWith => TextFilters.StartsWith(text, Value),
            TextOperator.EndsWith => TextFilters.EndsWith(text, Value),
            TextOperator.Contains => TextFilters.Contains(text, Value),
            TextOperator.Less => TextFilters.Less(text, Value),
            TextOperator.LessOrEqual => TextFilters.LessOrEqual(text, Value),
            TextOperator.Greater => TextFilters.Greater(text, Value),
            TextOperator.GreaterOrEqual => TextFilters.GreaterOrEqual(text, Value),
            TextOperator.Between => TextFilters.Between(text, Value, High),
            _ => throw new InvalidOperationException($"no text operator {Operator}"),
        };
    }

    public override string ToString() => Operator == TextOperator.Between
        ? $"{Field} Between {Quote(Value)} {Quote(High)}"
        : $"{Field} {Operator} {Quote(Value)}";

    private static string Quote(Text text) => "\"" + text + "\"";
}

internal enum NumberOperator
{
    Equals,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Between,
}

/// <summary>A number field against one value, or two for <see cref="NumberOperator.Between"/>.</summary>
internal sealed class NumberCondition(UserField target, NumberOperator operation, long value, long high = 0) : Condition
{
    public UserField Field => target;

    public NumberOperator Operator => operation;

    public long Value => value;

    public long High => high;

    public override int Count => 1;

    public override bool Matches(ref User user)
    {
        long number = target.Number(ref user);
        return operation switch
        {
            NumberOperator.Equals => number == value,
            NumberOperator.Less => number < value,
            NumberOperator.LessOrEqual => number <= value,
            NumberOperator.Greater => number > value,
            NumberOperator.GreaterOrEqual => number >= value,
            NumberOperator.Between => number >= value && number <= high,
            _ => throw new InvalidOperationException($"no number operator {operation}"),
        };
    }

    public override string ToString() =>
        operation == NumberOperator.Between ? $"{target} Between {value} {high}" : $"{target} {operation} {value}";
}

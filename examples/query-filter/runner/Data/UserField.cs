// The fields of a user, as queries and data files call them.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace QueryFilter;

internal enum FieldType
{
    Text,
    Number,
}

/// <summary>One field: its name in queries, and where it is in a <see cref="User"/>.</summary>
internal sealed class UserField
{
    private UserField(FieldInfo member)
    {
        Member = member;
        Name = JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name);
        Utf8Name = Encoding.UTF8.GetBytes(Name);
        Type = member.FieldType == typeof(Text) ? FieldType.Text : FieldType.Number;
        Offset = (int)Marshal.OffsetOf<User>(member.Name);
    }

    /// <summary>All fields, in the order of the structure.</summary>
    public static IReadOnlyList<UserField> All { get; } =
        [.. typeof(User).GetFields().OrderBy(f => f.MetadataToken).Select(f => new UserField(f))];

    public string Name { get; }

    public byte[] Utf8Name { get; }

    public FieldType Type { get; }

    public int Offset { get; }

    public FieldInfo Member { get; }

    /// <summary>The field of this name, or null.</summary>
    public static UserField? Find(string name) => All.FirstOrDefault(f => f.Name == name);

    /// <summary>The field whose name is most like <paramref name="name"/>, or null when none is.</summary>
    public static UserField? FindSimilar(string name)
    {
        const int Mistakes = 2;
        (UserField Field, int Distance) best = All.Select(f => (f, Distance(f.Name, name))).MinBy(p => p.Item2);
        return best.Distance <= Mistakes ? best.Field : null;
    }

    /// <summary>The text in this field.</summary>
    public ref Text Text(ref User user) => ref Unsafe.As<User, Text>(ref Unsafe.AddByteOffset(ref user, Offset));

    /// <summary>The number in this field.</summary>
    public ref long Number(ref User user) => ref Unsafe.As<User, long>(ref Unsafe.AddByteOffset(ref user, Offset));

    public override string ToString() => Name;

    /// <summary>How many letters have to be added, removed, replaced, or swapped with their neighbours.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i, j] = i + j;
                    continue;
                }

                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, d[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
                }
            }
        }

        return d[a.Length, b.Length];
    }
}

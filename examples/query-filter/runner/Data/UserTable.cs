// All users, in memory that C#, compiled expressions and JITed code read alike.

using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace QueryFilter;

/// <summary>Owns the rows and their texts. One thread may fill it; any number may read it after that.</summary>
internal sealed unsafe class UserTable : IDisposable
{
    private const int ChunkSize = 1 << 20;

    private readonly List<nint> _chunks = [];
    private readonly HashSet<Text>.AlternateLookup<ReadOnlySpan<byte>> _texts =
        new HashSet<Text>(TextComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    private byte* _free;
    private byte* _end;
    private User* _rows;
    private int _capacity;

    /// <summary>The number of users.</summary>
    public int Count { get; private set; }

    /// <summary>The rows; valid until the table grows or is disposed of.</summary>
    public User* Rows => _rows;

    public Span<User> Users => new(_rows, Count);

    /// <summary>Appends a user whose fields are all empty and zero.</summary>
    public ref User Add()
    {
        if (Count == _capacity)
        {
            _capacity = Math.Max(1024, checked(_capacity * 2));
            _rows = (User*)NativeMemory.Realloc(_rows, checked((nuint)_capacity * (nuint)sizeof(User)));
        }

        ref User user = ref _rows[Count++];
        user = default;
        Text empty = Store([]);
        foreach (UserField field in UserField.All)
        {
            if (field.Type == FieldType.Text)
            {
                field.Text(ref user) = empty;
            }
        }

        return ref user;
    }

    /// <summary>A text of the table's memory. Equal ones are the same: most fields have few values, which stay in the cache.</summary>
    public Text Store(ReadOnlySpan<byte> utf8)
    {
        if (_texts.TryGetValue(utf8, out Text known))
        {
            return known;
        }

        if (_end - _free < utf8.Length + Text.Padding)
        {
            int size = Math.Max(ChunkSize, checked(utf8.Length + Text.Padding));
            _free = (byte*)NativeMemory.AllocZeroed((nuint)size);
            _end = _free + size;
            _chunks.Add((nint)_free);
        }

        // The padding of a text is the next text; only the last one's of a chunk is unused.
        var text = new Text(_free, utf8.Length);
        utf8.CopyTo(new Span<byte>(_free, utf8.Length));
        _free += utf8.Length;
        _texts.Set.Add(text);
        return text;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint chunk in _chunks)
        {
            NativeMemory.Free((void*)chunk);
        }

        _chunks.Clear();
        _texts.Set.Clear();
        NativeMemory.Free(_rows);
        _rows = null;
        _free = _end = null;
        _capacity = Count = 0;
    }

    private sealed class TextComparer : IEqualityComparer<Text>, IAlternateEqualityComparer<ReadOnlySpan<byte>, Text>
    {
        public static TextComparer Instance { get; } = new();

        public bool Equals(Text x, Text y) => x.Span.SequenceEqual(y.Span);

        public bool Equals(ReadOnlySpan<byte> alternate, Text other) => alternate.SequenceEqual(other.Span);

        public int GetHashCode(Text text) => GetHashCode(text.Span);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public Text Create(ReadOnlySpan<byte> alternate) => throw new NotSupportedException("the table creates texts");
    }
}

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

    /// <summary>Copies a text into the table's memory.</summary>
    public Text Store(ReadOnlySpan<byte> utf8)
    {
        if (_end - _free < utf8.Length + Text.Padding)
        {
            int size = Math.Max(ChunkSize, utf8.Length + Text.Padding);
            _free = (byte*)NativeMemory.AllocZeroed((nuint)size);
            _end = _free + size;
            _chunks.Add((nint)_free);
        }

        // The padding of a text is the next text, so that rows stay close together; only the last one's is unused.
        var text = new Text(_free, utf8.Length);
        utf8.CopyTo(new Span<byte>(_free, utf8.Length));
        _free += utf8.Length;
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
        NativeMemory.Free(_rows);
        _rows = null;
        _free = _end = null;
        _capacity = Count = 0;
    }
}

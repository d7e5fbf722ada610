// Reads the JSON of data.json: an array of objects with exactly the fields of a user.

using System;
using System.Linq;
using System.Text.Json;

namespace QueryFilter;

/// <summary>One pass over a file in memory.</summary>
/// <param name="json">The file.</param>
/// <param name="table">Where the users go.</param>
internal ref struct UserReader(ReadOnlySpan<byte> json, UserTable table)
{
    private readonly ReadOnlySpan<byte> _json = json;
    private Utf8JsonReader _reader = new(json);

    /// <summary>Reads all users.</summary>
    /// <exception cref="JsonException">The text is no JSON, or is not about users. Line and position count from 0.</exception>
    public void ReadAll()
    {
        Require(_reader.Read() && _reader.TokenType == JsonTokenType.StartArray, "expected an array of users");
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            Require(_reader.TokenType == JsonTokenType.StartObject, "expected a user, which is an object");
            ReadUser();
        }

        // Nothing but white space may follow: the reader checks it.
        _reader.Read();
    }

    private void ReadUser()
    {
        ref User user = ref table.Add();
        uint seen = 0;
        int expected = 0;
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = FindField(expected);
            Require(index >= 0, index >= 0 ? "" : $"there is no field '{_reader.GetString()}'");
            expected = index + 1;
            seen |= 1u << index;
            _reader.Read();
            ReadValue(ref user, UserField.All[index]);
        }

        int missing = Enumerable.Range(0, UserField.All.Count).FirstOrDefault(i => (seen & (1u << i)) == 0, -1);
        Require(missing < 0, missing < 0 ? "" : $"user {table.Count} has no '{UserField.All[missing]}'");
    }

    private void ReadValue(ref User user, UserField field)
    {
        if (field.Type == FieldType.Number)
        {
            long number = 0;
            Require(_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out number), $"'{field}' must be a whole number of 64 bits");
            field.Number(ref user) = number;
            return;
        }

        Require(_reader.TokenType == JsonTokenType.String, $"'{field}' must be a text");
        int length = _reader.ValueSpan.Length;
        Span<byte> text = length <= 256 ? stackalloc byte[length] : new byte[length];
        field.Text(ref user) = table.Store(text[.._reader.CopyString(text)]);
    }

    /// <summary>Fields mostly come in the order we know, so the expected one is tried first.</summary>
    private int FindField(int expected)
    {
        for (int i = 0; i < UserField.All.Count; i++)
        {
            int index = (expected + i) % UserField.All.Count;
            if (_reader.ValueTextEquals(UserField.All[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private void Require(bool condition, string message)
    {
        if (!condition)
        {
            ReadOnlySpan<byte> before = _json[..(int)_reader.TokenStartIndex];
            throw new JsonException(message, path: null, before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n') - 1);
        }
    }
}

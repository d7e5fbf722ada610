// Reads and writes data.json: an array of objects, one per user.

using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace QueryFilter;

internal static class UserFile
{
    /// <summary>Reads all users.</summary>
    /// <exception cref="UserException">The file is no JSON or has other fields; the message says where.</exception>
    public static UserTable Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UserException($"no such file: '{path}'. Create one with: query-filter generate --output {path}");
        }

        var table = new UserTable();
        try
        {
            Read(File.ReadAllBytes(path), table);
            return table;
        }
        catch (JsonException e)
        {
            table.Dispose();
            string place = e.LineNumber is { } line ? $":{line + 1}:{e.BytePositionInLine + 1}" : "";
            throw new UserException($"{path}{place}: error: {e.Message.Split(" LineNumber:")[0]}");
        }
        catch
        {
            table.Dispose();
            throw;
        }
    }

    /// <summary>Writes all users.</summary>
    public static void Write(string path, UserTable table)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        using FileStream file = File.Create(path);
        // One user per line, for grep and for messages with line numbers.
        using var writer = new Utf8JsonWriter(file, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        string separator = "[\n";
        foreach (ref User user in table.Users)
        {
            file.Write(Encoding.UTF8.GetBytes(separator));
            separator = ",\n";
            writer.Reset();
            WriteUser(writer, ref user);
            writer.Flush();
        }

        file.Write(table.Count == 0 ? "[]\n"u8 : "\n]\n"u8);
    }

    private static void WriteUser(Utf8JsonWriter writer, ref User user)
    {
        writer.WriteStartObject();
        foreach (UserField field in UserField.All)
        {
            if (field.Type == FieldType.Text)
            {
                writer.WriteString(field.Utf8Name, field.Text(ref user).Span);
            }
            else
            {
                writer.WriteNumber(field.Utf8Name, field.Number(ref user));
            }
        }

        writer.WriteEndObject();
    }

    internal static void Read(ReadOnlySpan<byte> json, UserTable table)
    {
        var reader = new Utf8JsonReader(json);
        Require(ref reader, reader.Read() && reader.TokenType == JsonTokenType.StartArray, "expected an array of users");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Require(ref reader, reader.TokenType == JsonTokenType.StartObject, "expected a user, which is an object");
            ReadUser(ref reader, table);
        }

        // Nothing but white space may follow: the reader checks it.
        reader.Read();
    }

    private static void ReadUser(ref Utf8JsonReader reader, UserTable table)
    {
        Span<byte> buffer = stackalloc byte[256];
        ref User user = ref table.Add();
        uint seen = 0;
        int expected = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = FindField(ref reader, expected);
            Require(ref reader, index >= 0, index >= 0 ? "" : $"there is no field '{reader.GetString()}'");
            UserField field = UserField.All[index];
            expected = index + 1;
            seen |= 1u << index;
            reader.Read();
            if (field.Type == FieldType.Number)
            {
                long number = 0;
                Require(ref reader, reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out number), $"'{field}' must be a whole number");
                field.Number(ref user) = number;
            }
            else
            {
                Require(ref reader, reader.TokenType == JsonTokenType.String, $"'{field}' must be a text");
                Span<byte> text = reader.ValueSpan.Length <= buffer.Length ? buffer : new byte[reader.ValueSpan.Length];
                field.Text(ref user) = table.Store(text[..reader.CopyString(text)]);
            }
        }

        int missing = Enumerable.Range(0, UserField.All.Count).FirstOrDefault(i => (seen & (1u << i)) == 0, -1);
        Require(ref reader, missing < 0, missing < 0 ? "" : $"user {table.Count} has no '{UserField.All[missing]}'");
    }

    /// <summary>Fields mostly come in the order we know, so the expected one is tried first.</summary>
    private static int FindField(ref Utf8JsonReader reader, int expected)
    {
        for (int i = 0; i < UserField.All.Count; i++)
        {
            int index = (expected + i) % UserField.All.Count;
            if (reader.ValueTextEquals(UserField.All[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }

    private static void Require(ref Utf8JsonReader reader, bool condition, string message)
    {
        if (!condition)
        {
            throw new UserException($"{message} (at byte {reader.TokenStartIndex})");
        }
    }
}

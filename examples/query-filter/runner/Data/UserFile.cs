// Reads and writes data.json: an array of objects, one per user.

using System.IO;
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
            new UserReader(File.ReadAllBytes(path), table).ReadAll();
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
}

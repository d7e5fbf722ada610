// data.json: written and read again, and what is said about wrong files.

using System;
using System.IO;
using System.Text;

namespace QueryFilter.Tests;

public sealed class UserFileTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Read_WrittenFile_GivesSameUsers()
    {
        using UserTable written = UserGenerator.Generate(500, seed: 7);
        UserFile.Write(_path, written);
        using UserTable read = UserFile.Read(_path);
        Assert.Equal(written.Count, read.Count);
        for (int i = 0; i < read.Count; i++)
        {
            foreach (UserField field in UserField.All)
            {
                Assert.Equal(Show(field, ref written.Users[i]), Show(field, ref read.Users[i]));
            }
        }
    }

    [Fact]
    public void Generate_SameSeed_GivesSameFile()
    {
        string other = Path.GetTempFileName();
        using UserTable a = UserGenerator.Generate(50, seed: 3), b = UserGenerator.Generate(50, seed: 3), c = UserGenerator.Generate(50, seed: 4);
        UserFile.Write(_path, a);
        UserFile.Write(other, b);
        Assert.Equal(File.ReadAllText(_path), File.ReadAllText(other));
        UserFile.Write(other, c);
        Assert.NotEqual(File.ReadAllText(_path), File.ReadAllText(other));
        File.Delete(other);
    }

    [Fact]
    public void Read_NoUsers_GivesEmptyTable()
    {
        File.WriteAllText(_path, "[]");
        using UserTable table = UserFile.Read(_path);
        Assert.Equal(0, table.Count);
    }

    [Theory]
    [InlineData("{}", ":1:1: error: expected an array of users")]
    [InlineData("[1]", ":1:2: error: expected a user, which is an object")]
    [InlineData("[{}]", "user 1 has no 'first_name'")]
    [InlineData("""[{"shoe_size": 4}]""", "there is no field 'shoe_size'")]
    [InlineData("""[{"city": 4}]""", "'city' must be a text")]
    [InlineData("""[{"age": "4"}]""", "'age' must be a whole number")]
    [InlineData("[\n{\"age\": 4.5}]", ":2:9: error: 'age' must be a whole number")]
    [InlineData("[\n{]", ":2:2: error: ")]
    [InlineData("[] []", ":1:4: error: ")]
    [InlineData("[", ":1:2: error: ")]
    public void Read_WrongFile_SaysWhatIsWrong(string json, string problem)
    {
        File.WriteAllText(_path, json);
        var e = Assert.Throws<UserException>(() => UserFile.Read(_path));
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
        Assert.StartsWith(_path, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoFile_SaysHowToCreateOne()
    {
        var e = Assert.Throws<UserException>(() => UserFile.Read("/nonexistent/data.json"));
        Assert.Contains("generate --output /nonexistent/data.json", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public unsafe void Store_ManyTexts_LeavesPaddingBehindEach()
    {
        using var table = new UserTable();
        for (int i = 0; i < 200_000; i++)
        {
            Text text = table.Store(Encoding.UTF8.GetBytes($"text {i}"));
            _ = new ReadOnlySpan<byte>((byte*)text.Address, text.Length + Text.Padding).ToArray();
            Assert.Equal($"text {i}", text.ToString());
        }
    }

    private static string Show(UserField field, ref User user) =>
        field.Type == FieldType.Text ? field.Text(ref user).ToString() : field.Number(ref user).ToString();
}

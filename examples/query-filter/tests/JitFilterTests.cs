// Compiled queries agree with interpreted ones, leave no call behind, and free what they take.

using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RustJit.Orc;

namespace QueryFilter.Tests;

public class JitFilterTests(CompiledFilters filters) : IClassFixture<CompiledFilters>
{
    public static IEnumerable<object[]> TextQueries()
    {
        string[] operators = ["=", "!=", "starts_with", "ends_with", "contains", "<", "<=", ">", ">="];
        int[] lengths = [0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 64, 65];
        return operators.SelectMany(o => lengths.Select(n => new object[] { o, n }));
    }

    [Theory]
    [MemberData(nameof(TextQueries))]
    public void Scan_TextCondition_AgreesWithInterpreter(string operation, int length)
    {
        string a = new('a', Math.Max(length - 1, 0));
        foreach (string text in (IEnumerable<string>)(length == 0 ? [""] : [a + 'a', a + 'b', a + 'z', 'b' + a]))
        {
            AssertAgree($"notes {operation} \"{text}\"");
        }
    }

    [Theory]
    [InlineData("""notes between "aaa" and "aaaaaaaaaab" """)]
    [InlineData("""notes between "" and "aaaaaaaa" """)]
    [InlineData("""notes between "b" and "a" """)]
    [InlineData("""notes contains "ü" or notes ends_with "aaü" """)]
    [InlineData("age = 5")]
    [InlineData("age < 0 or age > 60")]
    [InlineData("age <= 0 and age >= -1")]
    [InlineData("logins < -9223372036854775798")]
    [InlineData("not (age between 20 and 30 or age = 40) and age != 41")]
    [InlineData("""not (city = "Oslo" or not (city = "Rome" or city = "Paris"))""")]
    [InlineData("""status = "trial" and (plan = "free" or notes contains "a") and not notes contains "aaaa" """)]
    [InlineData("""first_name < "M" and last_name > "M" and email contains "example" or phone starts_with "+4" """)]
    public void Scan_Query_AgreesWithInterpreter(string query) => AssertAgree(query);

    [Fact]
    public void Scan_RandomQueries_AgreeWithInterpreter()
    {
        var random = new SplitMix(42);
        for (int i = 0; i < 40; i++)
        {
            AssertAgree(RandomQuery(ref random, depth: 4));
        }
    }

    [Fact]
    public void Scan_ComplexQuery_IsInlinedAndAgrees()
    {
        string query = File.ReadAllText(Path.Combine(CompiledFilters.Workspace(), "queries", "complex.query"));
        Condition condition = QueryParser.Parse(query);
        Assert.Equal(60, condition.Count);
        using var jit = new JitFilter(filters.Library, condition, keepText: true);
        Assert.Empty(jit.Report.NotInlined);
        Assert.Matches(@"call .*@filter\(", jit.Report.Text!);
        Assert.Matches(@"define private .*@filter\(", jit.Report.Text!);
        Assert.Matches(@"call .*@filter_text_contains\(", jit.Report.Text!);
        Assert.DoesNotContain("@filter_text_", jit.Report.OptimizedText!, StringComparison.Ordinal);
        Assert.DoesNotContain("@user_get_field_", jit.Report.OptimizedText!, StringComparison.Ordinal);
        Assert.DoesNotContain("@filter(", jit.Report.OptimizedText!, StringComparison.Ordinal);
        Assert.Equal(condition.Scan(filters.Users), jit.Scan(filters.Users));
    }

    [Fact]
    public void Scan_NoUsers_FindsNone()
    {
        using var users = new UserTable();
        using var jit = new JitFilter(filters.Library, QueryParser.Parse("age >= 0"));
        Assert.Empty(jit.Scan(users));
    }

    [Fact]
    public void Scan_ManyMatches_FreesTheirMemory()
    {
        using var jit = new JitFilter(filters.Library, QueryParser.Parse("age > -100"));
        long before = RustHost.LiveBlocks;
        Assert.Equal(filters.Users.Count, jit.Scan(filters.Users).Count);
        Assert.Equal(before, RustHost.LiveBlocks);
    }

    [Fact]
    public unsafe void Layout_EveryField_IsWhereRustHasIt()
    {
        // A query that finds just the user in whom this field differs: a wrong offset would find another or none.
        foreach (UserField field in UserField.All)
        {
            using var users = new UserTable();
            users.Add();
            ref User user = ref users.Add();
            if (field.Type == FieldType.Text)
            {
                field.Text(ref user) = users.Store("here"u8);
            }
            else
            {
                field.Number(ref user) = 12345;
            }

            using var jit = new JitFilter(filters.Library, QueryParser.Parse(field.Type == FieldType.Text ? $"{field} = \"here\"" : $"{field} = 12345"));
            Assert.Equal([1u], jit.Scan(users));
        }
    }

    [Fact]
    public void Library_NoFile_SaysWhatToDo()
    {
        var e = Assert.Throws<UserException>(() => new FilterLibrary("/nonexistent/compiled.bc"));
        Assert.Equal("no such file: '/nonexistent/compiled.bc'. Build it with the compile project.", e.Message);
    }

    [Theory]
    [InlineData("not bitcode", "is damaged, or of another LLVM")]
    [InlineData("define void @f() { ret void }", "it has no function 'filter_users'")]
    public void Library_WrongFile_SaysWhatIsWrong(string content, string problem)
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, content);
        var e = Assert.Throws<UserException>(() => new FilterLibrary(path));
        File.Delete(path);
        Assert.Contains(problem, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Filter_FunctionMissing_NamesIt()
    {
        using var context = new LlvmContext();
        string text = LlvmModule.FromFile(context, filters.Path).ToString();
        string path = Path.GetTempFileName();
        File.WriteAllText(path, text.Replace("@filter_text_contains", "@filter_text_holds", StringComparison.Ordinal));
        using var library = new FilterLibrary(path);
        var e = Assert.Throws<UserException>(() => new JitFilter(library, QueryParser.Parse("city contains \"a\"")));
        File.Delete(path);
        Assert.Contains("no function 'filter_text_contains'", e.Message, StringComparison.Ordinal);
    }

    private void AssertAgree(string query)
    {
        Condition condition = QueryParser.Parse(query);
        List<uint> expected = condition.Scan(filters.Users);
        using var jit = new JitFilter(filters.Library, condition);
        Assert.Equal(expected, jit.Scan(filters.Users));
        Assert.Equal(expected, new ExpressionFilter(condition).Scan(filters.Users));
        Assert.Empty(jit.Report.NotInlined);
    }

    private static string RandomQuery(ref SplitMix random, int depth)
    {
        if (depth > 0 && random.Below(3) > 0)
        {
            string connective = random.Below(2) == 0 ? " and " : " or ";
            string not = random.Below(3) == 0 ? "not " : "";
            return $"{not}({RandomQuery(ref random, depth - 1)}{connective}{RandomQuery(ref random, depth - 1)}{connective}{RandomQuery(ref random, depth - 1)})";
        }

        return random.Below(5) switch
        {
            0 => $"age {random.Pick(["=", "!=", "<", "<=", ">", ">="])} {random.Below(80)}",
            1 => $"logins between {random.Below(100)} and {random.Below(500)}",
            2 => $"city {random.Pick(["=", "!=", "starts_with", "contains"])} \"{random.Pick(["Oslo", "Rome", "Lyon", "New York", "o"])}\"",
            3 => $"email {random.Pick(["ends_with", "contains", "starts_with"])} \"{random.Pick(["example.com", "an", "m", "@post.example.org", ""])}\"",
            _ => $"notes {random.Pick(["contains", "<", ">=", "="])} \"{random.Pick(["a", "refund", "likes the mobile app", ""])}\"",
        };
    }
}

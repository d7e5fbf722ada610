// Queries: what they mean, and what is said about wrong ones.

namespace QueryFilter.Tests;

public class QueryParserTests
{
    [Theory]
    [InlineData("""city = "Oslo" """, "city Equals \"Oslo\"")]
    [InlineData("""city != "Oslo" """, "not city Equals \"Oslo\"")]
    [InlineData("""notes not contains "x" """, "not notes Contains \"x\"")]
    [InlineData("age between -1 and 2 and logins >= 3", "(age Between -1 2 and logins GreaterOrEqual 3)")]
    [InlineData("age = 1 or age = 2 and age = 3", "(age Equals 1 or (age Equals 2 and age Equals 3))")]
    [InlineData("(age = 1 or age = 2) and age = 3", "((age Equals 1 or age Equals 2) and age Equals 3)")]
    [InlineData("not not age < 1", "not not age Less 1")]
    [InlineData("# all\nage > 1 # of them\n", "age Greater 1")]
    [InlineData("""notes = "a \"b\" \\ \n" """, "notes Equals \"a \"b\" \\ \n\"")]
    public void Parse_Query_GivesTree(string query, string tree) => Assert.Equal(tree, QueryParser.Parse(query).ToString());

    [Theory]
    [InlineData("""frist_name = "A" """, 1, 1, "there is no field 'frist_name'; did you mean 'first_name'?")]
    [InlineData("age = 1 and\n  shoe_size = 4", 2, 3, "there is no field 'shoe_size'; there are: first_name, ")]
    [InlineData("""age starts_with "1" """, 1, 5, "'starts_with' needs a text, and 'age' is a number")]
    [InlineData("""age = "1" """, 1, 7, "'age' is a number, and the text \"1\" is not")]
    [InlineData("city = 5", 1, 8, "'city' is a text, and the number 5 is not: write \"5\"")]
    [InlineData("age between 1 or 2", 1, 15, "expected 'and' and the end of the range, found 'or'")]
    [InlineData("age", 1, 4, "expected an operator (=, ")]
    [InlineData("age not = 1", 1, 9, "'not' goes in front of the whole condition")]
    [InlineData("(age = 1", 1, 9, "expected ')' for the '(' at 1:1, found the end of the query")]
    [InlineData("age = 1)", 1, 8, "expected 'and', 'or' or the end of the query, found ')'")]
    [InlineData("age = 1 and", 1, 12, "expected a field, 'not' or '(', found the end of the query")]
    [InlineData("", 1, 1, "expected a field, 'not' or '(', found the end of the query")]
    [InlineData("city = \"Os", 1, 8, "this text has no closing quote on its line")]
    [InlineData("city = \"a\\x\"", 1, 10, "after a backslash")]
    [InlineData("city = 'Oslo'", 1, 8, "texts are written in double quotes")]
    [InlineData("age = 9223372036854775808", 1, 7, "'9223372036854775808' is not a whole number of 64 bits")]
    [InlineData("age = 1.5", 1, 7, "'1.5' is not a whole number")]
    [InlineData("age = 1 ; age = 2", 1, 9, "unexpected character ';'")]
    public void Parse_WrongQuery_SaysWhereAndWhat(string query, int line, int column, string problem)
    {
        var e = Assert.Throws<QueryException>(() => QueryParser.Parse(query, "q"));
        Assert.StartsWith($"q:{line}:{column}: error: {problem}", e.Message, System.StringComparison.Ordinal);
        string[] lines = e.Message.Split('\n');
        Assert.Equal(query.Split('\n')[line - 1], lines[1]);
        Assert.Equal(new string(' ', column - 1) + "^", lines[2]);
    }

    [Fact]
    public void Parse_DeepNesting_IsRefused()
    {
        string query = new string('(', 10_000) + "age = 1" + new string(')', 10_000);
        var e = Assert.Throws<QueryException>(() => QueryParser.Parse(query));
        Assert.Contains("nested more than 200 times", e.Message, System.StringComparison.Ordinal);
    }

    [Fact]
    public void Count_Query_CountsConditions() => Assert.Equal(3, QueryParser.Parse("age = 1 and not (age = 2 or age = 3)").Count);
}

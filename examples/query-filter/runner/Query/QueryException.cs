// A query that cannot be understood: what is wrong, where, and the line with a caret below it.

using System;

namespace QueryFilter;

/// <summary>The message reads like a compiler's: <c>query:3:7: error: ...</c>.</summary>
internal sealed class QueryException(string name, string text, int position, string problem) : UserException(Describe(name, text, position, problem))
{
    /// <summary>The problem alone.</summary>
    public string Problem => problem;

    /// <summary>The line and the column of a position, counted from 1, and where the line begins.</summary>
    internal static (int Line, int Column, int Start) Locate(string text, int position)
    {
        int start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        return (text.AsSpan(0, start).Count('\n') + 1, position - start + 1, start);
    }

    private static string Describe(string name, string text, int position, string problem)
    {
        (int line, int column, int start) = Locate(text, position);
        int end = text.IndexOf('\n', position);
        string source = (end < 0 ? text[start..] : text[start..end]).TrimEnd('\r').Replace('\t', ' ');
        return $"{name}:{line}:{column}: error: {problem}\n{source}\n{new string(' ', column - 1)}^";
    }
}

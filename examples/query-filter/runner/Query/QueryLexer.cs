// Cuts the text of a query into tokens.

using System.Globalization;
using System.Text;

namespace QueryFilter;

internal enum TokenKind
{
    End,
    Word,
    Symbol,
    Text,
    Number,
}

/// <param name="Kind">What it is.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="Value">A word or symbol as written; the content of a text.</param>
/// <param name="Number">The value of a number.</param>
internal readonly record struct Token(TokenKind Kind, int Position, string Value, long Number = 0)
{
    public override string ToString() => Kind switch
    {
        TokenKind.End => "the end of the query",
        TokenKind.Text => $"the text \"{Value}\"",
        TokenKind.Number => $"the number {Number}",
        _ => $"'{Value}'",
    };
}

internal sealed class QueryLexer(string name, string text)
{
    private int _position;

    /// <summary>The next token, and at the end <see cref="TokenKind.End"/> again and again.</summary>
    /// <exception cref="QueryException">There is none.</exception>
    public Token Next()
    {
        SkipBlanks();
        int start = _position;
        if (start == text.Length)
        {
            return new Token(TokenKind.End, start, "");
        }

        char c = text[start];
        if (char.IsAsciiLetter(c) || c == '_')
        {
            while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] == '_'))
            {
                _position++;
            }

            return new Token(TokenKind.Word, start, text[start.._position]);
        }

        return c switch
        {
            '"' => ReadText(start),
            '-' or (>= '0' and <= '9') => ReadNumber(start),
            '(' or ')' or '=' => Symbol(start, 1),
            '<' or '>' => Symbol(start, FollowedByEquals(start) ? 2 : 1),
            '!' when FollowedByEquals(start) => Symbol(start, 2),
            '\'' => throw Error(start, "texts are written in double quotes"),
            _ => throw Error(start, $"unexpected character '{Rune.GetRuneAt(text, start)}'"),
        };
    }

    public QueryException Error(int position, string problem) => new(name, text, position, problem);

    /// <summary>Line and column of a position, as messages write them.</summary>
    public string Place(int position)
    {
        (int line, int column, _) = QueryException.Locate(text, position);
        return $"{line}:{column}";
    }

    private void SkipBlanks()
    {
        while (_position < text.Length && (char.IsWhiteSpace(text[_position]) || text[_position] == '#'))
        {
            if (text[_position] == '#')
            {
                int end = text.IndexOf('\n', _position);
                _position = end < 0 ? text.Length : end;
            }
            else
            {
                _position++;
            }
        }
    }

    private bool FollowedByEquals(int start) => start + 1 < text.Length && text[start + 1] == '=';

    private Token Symbol(int start, int length)
    {
        _position = start + length;
        return new Token(TokenKind.Symbol, start, text[start.._position]);
    }

    private Token ReadText(int start)
    {
        var content = new StringBuilder();
        for (_position = start + 1; _position < text.Length && text[_position] != '\n'; _position++)
        {
            char c = text[_position];
            if (c == '"')
            {
                _position++;
                return new Token(TokenKind.Text, start, content.ToString());
            }

            if (c == '\\')
            {
                _position++;
                c = _position == text.Length ? ' ' : text[_position] switch
                {
                    '"' => '"',
                    '\\' => '\\',
                    'n' => '\n',
                    't' => '\t',
                    _ => throw Error(_position - 1, "after a backslash, a text has one of \" \\ n t"),
                };
            }

            if (c == '\0')
            {
                throw Error(_position, "texts have no NUL character");
            }

            content.Append(c);
        }

        throw Error(start, "this text has no closing quote on its line");
    }

    private Token ReadNumber(int start)
    {
        _position++;
        while (_position < text.Length && (char.IsAsciiLetterOrDigit(text[_position]) || text[_position] is '.' or '_'))
        {
            _position++;
        }

        string digits = text[start.._position];
        if (long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number))
        {
            return new Token(TokenKind.Number, start, digits, number);
        }

        throw Error(start, $"'{digits}' is not a whole number of 64 bits");
    }
}

// Reads queries: conditions on fields, joined by and, or, not and parentheses. The grammar is in README.md.

using System.Collections.Generic;

namespace QueryFilter;

internal sealed class QueryParser
{
    /// <summary>The interpreter and the compilers go through a query recursively.</summary>
    private const int MaximumDepth = 200;

    private static readonly Dictionary<string, (TextOperator Text, NumberOperator? Number)> s_operators = new()
    {
        ["="] = (TextOperator.Equals, NumberOperator.Equals),
        ["!="] = (TextOperator.Equals, NumberOperator.Equals),
        ["<"] = (TextOperator.Less, NumberOperator.Less),
        ["<="] = (TextOperator.LessOrEqual, NumberOperator.LessOrEqual),
        [">"] = (TextOperator.Greater, NumberOperator.Greater),
        [">="] = (TextOperator.GreaterOrEqual, NumberOperator.GreaterOrEqual),
        ["between"] = (TextOperator.Between, NumberOperator.Between),
        ["starts_with"] = (TextOperator.StartsWith, null),
        ["ends_with"] = (TextOperator.EndsWith, null),
        ["contains"] = (TextOperator.Contains, null),
    };

    private static readonly HashSet<string> s_keywords = ["and", "or", "not", "between", "starts_with", "ends_with", "contains"];

    private readonly QueryLexer _lexer;
    private Token _token;
    private int _depth;

    private QueryParser(string name, string text)
    {
        _lexer = new QueryLexer(name, text);
        _token = _lexer.Next();
    }

    /// <summary>Reads a query.</summary>
    /// <param name="text">The query.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="QueryException">It is malformed, or names fields and types that do not fit.</exception>
    public static Condition Parse(string text, string name = "query")
    {
        var parser = new QueryParser(name, text);
        Condition query = parser.ParseOr();
        if (parser._token.Kind != TokenKind.End)
        {
            throw parser.Error(parser._token, $"expected 'and', 'or' or the end of the query, found {parser._token}");
        }

        return query;
    }

    private Condition ParseOr()
    {
        var parts = new List<Condition> { ParseAnd() };
        while (TryTake("or"))
        {
            parts.Add(ParseAnd());
        }

        return parts.Count == 1 ? parts[0] : new OrCondition([.. parts]);
    }

    private Condition ParseAnd()
    {
        var parts = new List<Condition> { ParseUnary() };
        while (TryTake("and"))
        {
            parts.Add(ParseUnary());
        }

        return parts.Count == 1 ? parts[0] : new AndCondition([.. parts]);
    }

    private Condition ParseUnary()
    {
        Token first = _token;
        if (++_depth > MaximumDepth)
        {
            throw Error(first, $"the query is nested more than {MaximumDepth} times");
        }

        Condition result;
        if (TryTake("not"))
        {
            result = new NotCondition(ParseUnary());
        }
        else if (TryTake("("))
        {
            result = ParseOr();
            if (!TryTake(")"))
            {
                throw Error(_token, $"expected ')' for the '(' at {Place(first)}, found {_token}");
            }
        }
        else
        {
            result = ParseCondition();
        }

        _depth--;
        return result;
    }

    private Condition ParseCondition()
    {
        UserField field = ParseField();
        bool negated = TryTake("not");
        Token operation = _token;
        if (operation.Kind is not (TokenKind.Word or TokenKind.Symbol) || !s_operators.TryGetValue(operation.Value, out var meaning))
        {
            throw Error(operation, $"expected an operator ({string.Join(", ", s_operators.Keys)}) after '{field}', found {operation}");
        }

        if (negated && operation.Kind == TokenKind.Symbol)
        {
            throw Error(operation, "'not' goes in front of the whole condition, or before starts_with, ends_with, contains and between");
        }

        Take();
        Condition condition = field.Type == FieldType.Text
            ? ParseTextValues(field, meaning.Text)
            : ParseNumberValues(field, operation, meaning.Number);
        return negated || operation.Value == "!=" ? new NotCondition(condition) : condition;
    }

    private UserField ParseField()
    {
        Token token = _token;
        if (token.Kind != TokenKind.Word || s_keywords.Contains(token.Value))
        {
            throw Error(token, $"expected a field, 'not' or '(', found {token}");
        }

        if (UserField.Find(token.Value) is not { } field)
        {
            string advice = UserField.FindSimilar(token.Value) is { } similar
                ? $"; did you mean '{similar}'?"
                : $"; there are: {string.Join(", ", UserField.All)}";
            throw Error(token, $"there is no field '{token.Value}'{advice}");
        }

        Take();
        return field;
    }

    private TextCondition ParseTextValues(UserField field, TextOperator operation)
    {
        string value = ParseText(field);
        if (operation != TextOperator.Between)
        {
            return new TextCondition(field, operation, value);
        }

        RequireAnd();
        return new TextCondition(field, operation, value, ParseText(field));
    }

    private NumberCondition ParseNumberValues(UserField field, Token operation, NumberOperator? meaning)
    {
        if (meaning is not { } known)
        {
            throw Error(operation, $"'{operation.Value}' needs a text, and '{field}' is a number");
        }

        long value = ParseNumber(field);
        if (known != NumberOperator.Between)
        {
            return new NumberCondition(field, known, value);
        }

        RequireAnd();
        return new NumberCondition(field, known, value, ParseNumber(field));
    }

    private string ParseText(UserField field)
    {
        Token token = _token;
        if (token.Kind != TokenKind.Text)
        {
            throw Error(token, token.Kind == TokenKind.Number
                ? $"'{field}' is a text, and {token} is not: write \"{token.Value}\""
                : $"expected a text in double quotes, found {token}");
        }

        Take();
        return token.Value;
    }

    private long ParseNumber(UserField field)
    {
        Token token = _token;
        if (token.Kind != TokenKind.Number)
        {
            throw Error(token, token.Kind == TokenKind.Text
                ? $"'{field}' is a number, and {token} is not"
                : $"expected a number, found {token}");
        }

        Take();
        return token.Number;
    }

    private void RequireAnd()
    {
        if (!TryTake("and"))
        {
            throw Error(_token, $"expected 'and' and the end of the range, found {_token}");
        }
    }

    private bool TryTake(string word)
    {
        bool found = _token.Kind is TokenKind.Word or TokenKind.Symbol && _token.Value == word;
        if (found)
        {
            Take();
        }

        return found;
    }

    private void Take() => _token = _lexer.Next();

    private QueryException Error(Token token, string problem) => _lexer.Error(token.Position, problem);

    private string Place(Token token) => _lexer.Place(token.Position);
}

// The query as an expression tree that .NET compiles: what a C# program without a JIT library would do.

using System;
using System.Collections.Generic;
using System.Linq.Expressions;

namespace QueryFilter;

/// <summary>A query compiled with System.Linq.Expressions.</summary>
internal sealed class ExpressionFilter
{
    // The compiled code holds addresses of the query's texts.
    private readonly Condition _query;
    private readonly UserPredicate _matches;

    public ExpressionFilter(Condition query)
    {
        _query = query;
        ParameterExpression user = Expression.Parameter(typeof(User).MakeByRefType(), "user");
        _matches = Expression.Lambda<UserPredicate>(Translate(query, user), user).Compile();
    }

    private delegate bool UserPredicate(ref User user);

    /// <summary>The indices of the users that match.</summary>
    public unsafe List<uint> Scan(UserTable table)
    {
        var found = new List<uint>();
        for (int i = 0; i < table.Count; i++)
        {
            if (_matches(ref table.Rows[i]))
            {
                found.Add((uint)i);
            }
        }

        GC.KeepAlive(_query);
        return found;
    }

    private static Expression Translate(Condition condition, ParameterExpression user) => condition switch
    {
        AndCondition c => Join(c.Parts, user, Expression.AndAlso),
        OrCondition c => Join(c.Parts, user, Expression.OrElse),
        NotCondition c => Expression.Not(Translate(c.Inner, user)),
        TextCondition { Operator: TextOperator.Between } c => Call(nameof(TextFilters.Between), c, user, Constant(c.Value), Constant(c.High)),
        TextCondition c => Call(c.Operator.ToString(), c, user, Constant(c.Value)),
        NumberCondition c => Translate(c, Expression.Field(user, c.Field.Member)),
        _ => throw new InvalidOperationException($"no translation of {condition.GetType().Name}"),
    };

    private static BinaryExpression Translate(NumberCondition c, Expression number)
    {
        Expression value = Expression.Constant(c.Value);
        return c.Operator switch
        {
            NumberOperator.Equals => Expression.Equal(number, value),
            NumberOperator.Less => Expression.LessThan(number, value),
            NumberOperator.LessOrEqual => Expression.LessThanOrEqual(number, value),
            NumberOperator.Greater => Expression.GreaterThan(number, value),
            NumberOperator.GreaterOrEqual => Expression.GreaterThanOrEqual(number, value),
            NumberOperator.Between => Expression.AndAlso(
                Expression.GreaterThanOrEqual(number, value),
                Expression.LessThanOrEqual(number, Expression.Constant(c.High))),
            _ => throw new InvalidOperationException($"no number operator {c.Operator}"),
        };
    }

    private static Expression Join(Condition[] parts, ParameterExpression user, Func<Expression, Expression, Expression> connective)
    {
        Expression result = Translate(parts[0], user);
        foreach (Condition part in parts.AsSpan(1))
        {
            result = connective(result, Translate(part, user));
        }

        return result;
    }

    private static MethodCallExpression Call(string method, TextCondition c, ParameterExpression user, params Expression[] values) =>
        Expression.Call(
            typeof(TextFilters).GetMethod(method, [typeof(Text), .. Array.ConvertAll(values, _ => typeof(Text))])!,
            [Expression.Field(user, c.Field.Member), .. values]);

    /// <summary>Address and length as numbers in the code: faster than a constant of a structure, which is kept in a box.</summary>
    private static NewExpression Constant(Text text) => Expression.New(
        typeof(Text).GetConstructor([typeof(long), typeof(long)])!,
        Expression.Constant(text.Address),
        Expression.Constant((long)text.Length));
}

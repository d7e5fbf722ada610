// Writes the body of `filter`: calls of the functions of compiled.bc, and branches between them.

using System;
using System.Collections.Generic;
using System.Text.Json;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>Translates one query into a module that was read from compiled.bc.</summary>
internal sealed class QueryCodeGenerator : IDisposable
{
    /// <summary>Longer texts are compared in a loop: functions/src/compare.rs.</summary>
    private const int LongestInRegisters = 16;

    private readonly LlvmModule _module;
    private readonly LlvmContext _context;
    private readonly IRBuilder _builder;
    private readonly LlvmFunction _filter;
    private readonly HashSet<string> _called = [];
    private int _texts;

    private QueryCodeGenerator(LlvmModule module)
    {
        _module = module;
        _context = module.Context;
        _builder = new IRBuilder(_context);
        _filter = module.GetFunction("filter");
    }

    /// <summary>Gives the module's <c>filter</c> a body.</summary>
    /// <returns>The functions that are to be inlined: the called ones, and <c>filter</c> itself.</returns>
    /// <exception cref="KeyNotFoundException">The module lacks a function that the query needs.</exception>
    public static IReadOnlyCollection<string> Emit(LlvmModule module, Condition query)
    {
        using var generator = new QueryCodeGenerator(module);
        generator.Emit(query);
        return generator._called;
    }

    public void Dispose() => _builder.Dispose();

    private void Emit(Condition query)
    {
        MarkForInlining(_filter);
        LlvmGlobal global = _filter.Global;
        LlvmBasicBlock entry = _filter.AppendBlock("entry");
        LlvmBasicBlock success = _filter.AppendBlock("success");
        LlvmBasicBlock fail = _filter.AppendBlock("fail");
        _builder.PositionAtEnd(entry);
        Emit(query, success, fail);
        _builder.PositionAtEnd(success);
        _builder.Return(_context.Int(1).Constant(1));
        _builder.PositionAtEnd(fail);
        _builder.Return(_context.Int(1).Constant(0));

        // Nobody outside calls it, so that it disappears once it is inlined.
        global.Linkage = LlvmLinkage.Private;
    }

    /// <summary>Ends the current block in a way that leads to one of two blocks.</summary>
    private void Emit(Condition condition, LlvmBasicBlock whenTrue, LlvmBasicBlock whenFalse)
    {
        if (CheapField(condition) is not null)
        {
            _builder.Branch(EmitValue(condition), whenTrue, whenFalse);
            return;
        }

        switch (condition)
        {
            case AndCondition c:
                EmitParts(c.Parts, "filter_and", next => (next, whenFalse), (whenTrue, whenFalse));
                break;
            case OrCondition c:
                EmitParts(c.Parts, "filter_or", next => (whenTrue, next), (whenTrue, whenFalse));
                break;
            case NotCondition { Inner: AndCondition or OrCondition or NotCondition } c:
                Emit(c.Inner, whenFalse, whenTrue);
                break;
            default:
                _builder.Branch(EmitValue(condition), whenTrue, whenFalse);
                break;
        }
    }

    /// <summary>One branch for each run of cheap conditions on one field, one for each other condition.</summary>
    private void EmitParts(
        Condition[] parts,
        string connective,
        Func<LlvmBasicBlock, (LlvmBasicBlock True, LlvmBasicBlock False)> inner,
        (LlvmBasicBlock True, LlvmBasicBlock False) last)
    {
        for (int start = 0, end; start < parts.Length; start = end)
        {
            UserField? field = CheapField(parts[start]);
            end = start + 1;
            while (field is not null && end < parts.Length && CheapField(parts[end]) == field)
            {
                end++;
            }

            LlvmBasicBlock? next = end < parts.Length ? _filter.AppendBlock(connective + "_next") : null;
            (LlvmBasicBlock whenTrue, LlvmBasicBlock whenFalse) = next is { } block ? inner(block) : last;
            if (field is null)
            {
                Emit(parts[start], whenTrue, whenFalse);
            }
            else
            {
                _builder.Branch(EmitValues(parts.AsSpan(start, end - start), connective), whenTrue, whenFalse);
            }

            if (next is { } following)
            {
                _builder.PositionAtEnd(following);
            }
        }
    }

    /// <summary>
    /// The field of a condition whose code has no branch. Several of them on one field are evaluated together: the field
    /// is at hand then, and a mispredicted branch would cost more than all of them.
    /// </summary>
    private static UserField? CheapField(Condition condition) => condition switch
    {
        NotCondition c => CheapField(c.Inner),
        AndCondition c => CommonField(c.Parts),
        OrCondition c => CommonField(c.Parts),
        NumberCondition c => c.Field,
        TextCondition { Operator: TextOperator.Equals or TextOperator.StartsWith or TextOperator.EndsWith, Value.Length: <= LongestInRegisters } c => c.Field,
        _ => null,
    };

    private static UserField? CommonField(Condition[] parts)
    {
        UserField? first = CheapField(parts[0]);
        return Array.TrueForAll(parts, p => CheapField(p) == first) ? first : null;
    }

    private LlvmValue EmitValues(ReadOnlySpan<Condition> parts, string connective)
    {
        LlvmValue value = EmitValue(parts[0]);
        foreach (Condition part in parts[1..])
        {
            value = Call(connective, value, EmitValue(part));
        }

        return value;
    }

    private LlvmValue EmitValue(Condition condition) => condition switch
    {
        AndCondition c => EmitValues(c.Parts, "filter_and"),
        OrCondition c => EmitValues(c.Parts, "filter_or"),
        NotCondition c => Call("filter_not", EmitValue(c.Inner)),
        TextCondition { Operator: TextOperator.Between } c => Call(Function("text", c.Operator), [Field(c.Field), .. Constant(c.Value), .. Constant(c.High)]),
        TextCondition c => Call(Function("text", c.Operator), [Field(c.Field), .. Constant(c.Value)]),
        NumberCondition { Operator: NumberOperator.Between } c => Call(Function("number", c.Operator), Field(c.Field), Constant(c.Value), Constant(c.High)),
        NumberCondition c => Call(Function("number", c.Operator), Field(c.Field), Constant(c.Value)),
        _ => throw new InvalidOperationException($"no code for {condition.GetType().Name}"),
    };

    private LlvmValue Field(UserField field) => Call("user_get_field_" + field.Name, _filter.Parameter(0));

    private LlvmValue Call(string name, params ReadOnlySpan<LlvmValue> arguments)
    {
        LlvmFunction function = _module.GetFunction(name);
        MarkForInlining(function);
        return _builder.Call(function, arguments);
    }

    private void MarkForInlining(LlvmFunction function)
    {
        if (_called.Add(function.Name))
        {
            // No matter what it costs: that is what the query is compiled for.
            function.AddAttribute("alwaysinline");
        }
    }

    private LlvmValue Constant(long number) => _context.Int(64).Constant(number);

    /// <summary>A text as the Rust functions take it: address and length.</summary>
    private LlvmValue[] Constant(Text text) => [_builder.GlobalString(text.ToString(), $"str_{_texts++}"), Constant(text.Length)];

    private static string Function<T>(string type, T operation)
        where T : struct, Enum =>
        $"filter_{type}_{JsonNamingPolicy.SnakeCaseLower.ConvertName(operation.ToString())}";
}

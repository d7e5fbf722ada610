// Writes the body of `filter`: calls of the functions of compiled.bc, and branches between them.

using System;
using System.Collections.Generic;
using System.Text.Json;
using RustJit.Orc;

namespace QueryFilter;

/// <summary>Translates one query into a module that was read from compiled.bc.</summary>
internal sealed class QueryCodeGenerator : IDisposable
{
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
        switch (condition)
        {
            case AndCondition c:
                EmitParts(c.Parts, "and", next => (next, whenFalse), (whenTrue, whenFalse));
                break;
            case OrCondition c:
                EmitParts(c.Parts, "or", next => (whenTrue, next), (whenTrue, whenFalse));
                break;
            case NotCondition c when IsBranched(c.Inner):
                Emit(c.Inner, whenFalse, whenTrue);
                break;
            default:
                _builder.Branch(EmitValue(condition), whenTrue, whenFalse);
                break;
        }
    }

    private void EmitParts(
        Condition[] parts,
        string name,
        Func<LlvmBasicBlock, (LlvmBasicBlock True, LlvmBasicBlock False)> inner,
        (LlvmBasicBlock True, LlvmBasicBlock False) last)
    {
        for (int i = 0; i < parts.Length - 1; i++)
        {
            LlvmBasicBlock next = _filter.AppendBlock(name + "_next");
            (LlvmBasicBlock t, LlvmBasicBlock f) = inner(next);
            Emit(parts[i], t, f);
            _builder.PositionAtEnd(next);
        }

        Emit(parts[^1], last.True, last.False);
    }

    private static bool IsBranched(Condition condition) => condition switch
    {
        NotCondition c => IsBranched(c.Inner),
        _ => condition is AndCondition or OrCondition,
    };

    private LlvmValue EmitValue(Condition condition) => condition switch
    {
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

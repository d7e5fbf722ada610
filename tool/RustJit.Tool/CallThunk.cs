// Calls a function of any signature: a few instructions of IR take its arguments from memory.

using System;
using System.Collections.Generic;
using System.Linq;
using RustJit.Orc;

namespace RustJit.Tool;

/// <summary>A <c>void (ptr arguments, ptr result)</c> beside the function to call, in its module.</summary>
internal sealed unsafe class CallThunk
{
    /// <summary>Bytes that hold any result: a structure returned in memory, or a register's worth.</summary>
    private const int ResultSize = 64;

    private readonly string _symbol;

    private CallThunk(string symbol, string name, IReadOnlyList<LlvmType> parameters, LlvmType result, bool returnsVector)
    {
        _symbol = symbol;
        Name = name;
        Parameters = parameters;
        Result = result;
        ReturnsVector = returnsVector;
    }

    /// <summary>The function behind the thunk.</summary>
    public string Name { get; }

    /// <summary>The parameters the user gives.</summary>
    public IReadOnlyList<LlvmType> Parameters { get; }

    public LlvmType Result { get; }

    /// <summary>The function returns three words: address, length and capacity of a vector.</summary>
    public bool ReturnsVector { get; }

    /// <summary>Adds the thunk to the module, which must not have been added to a session yet.</summary>
    /// <exception cref="ToolException">There is no such function, or it cannot be called from here.</exception>
    public static CallThunk Create(LlvmModule module, string name)
    {
        LlvmFunction function = module.FindFunction(name) is { } found && !found.Global.IsDeclaration
            ? found
            : throw new ToolException($"'{module.Name}' does not define a function '{name}'. It defines: {Names(module)}");
        LlvmType type = function.Type;
        LlvmType[] parameters = type.ParameterTypes;
        bool returnsVector = function.StructReturnType is { } structure && IsThreeWords(structure);
        if (function.StructReturnType is not null && !returnsVector)
        {
            throw new ToolException($"'{name}' returns a structure; only vectors (address, length, capacity) can be shown");
        }

        LlvmType[] given = returnsVector ? parameters[1..] : parameters;
        LlvmType result = type.ReturnType;
        foreach (LlvmType part in given.Append(result))
        {
            if (!IsSimple(part))
            {
                throw new ToolException($"'{name}' is {type}: values of type {part} cannot be given or shown here");
            }
        }

        string symbol = "autojit.call." + name;
        Build(module, function, symbol, given, returnsVector);
        return new CallThunk(symbol, name, given, result, returnsVector);
    }

    /// <summary>Calls the function. A vector is read and, by <c>NAME_free</c>, given back.</summary>
    public string Call(LLJit jit, ReadOnlySpan<long> arguments, CallThunk? free)
    {
        long* result = stackalloc long[ResultSize / sizeof(long)];
        Invoke(jit, arguments, result);
        if (!ReturnsVector)
        {
            return ValueText.Format(result[0], Result);
        }

        string text = $"[{string.Join(", ", new ReadOnlySpan<long>((long*)result[0], (int)result[1]).ToArray())}]";
        free?.Invoke(jit, [(nint)result], null);
        return text;
    }

    private static string Names(LlvmModule module) =>
        string.Join(", ", module.Functions.Where(f => !f.Global.IsDeclaration && !f.Global.IsLocal).Select(f => f.Name).DefaultIfEmpty("nothing"));

    private static bool IsThreeWords(LlvmType type) => type.ToString() is "[24 x i8]" or "{ ptr, i64, i64 }" || type.ToString().EndsWith("= type { ptr, i64, i64 }", StringComparison.Ordinal);

    private static bool IsSimple(LlvmType type) =>
        type.Kind is LlvmTypeKind.Void or LlvmTypeKind.Float or LlvmTypeKind.Double or LlvmTypeKind.Pointer
        || (type.Kind == LlvmTypeKind.Integer && type.IntegerWidth <= 64);

    private static void Build(LlvmModule module, LlvmFunction function, string symbol, LlvmType[] given, bool returnsVector)
    {
        LlvmContext context = module.Context;
        LlvmFunction thunk = module.AddFunction(symbol, context.Function(context.Void, context.Ptr, context.Ptr));
        using var builder = new IRBuilder(context);
        builder.PositionAtEnd(thunk.AppendBlock("entry"));
        var values = new List<LlvmValue>();
        if (returnsVector)
        {
            values.Add(thunk.Parameter(1));
        }

        LlvmType word = context.Int(64);
        for (int i = 0; i < given.Length; i++)
        {
            values.Add(builder.Load(given[i], builder.ElementAddress(word, thunk.Parameter(0), word.Constant(i))));
        }

        LlvmValue result = builder.Call(function, values.ToArray());
        if (function.Type.ReturnType.Kind != LlvmTypeKind.Void)
        {
            builder.Store(result, thunk.Parameter(1));
        }

        builder.ReturnVoid();
    }

    private void Invoke(LLJit jit, ReadOnlySpan<long> arguments, long* result)
    {
        nuint address = jit.Lookup(_symbol);
        fixed (long* values = arguments)
        {
            ((delegate* unmanaged[Cdecl]<long*, long*, void>)address)(values, result);
        }

        Libc.FlushOutput();
    }
}

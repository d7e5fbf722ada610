// Translates C types, as clang spells them, to blittable C# types in the manner of LLVMSharp.Interop.

using System;
using System.Collections.Generic;
using System.Linq;

namespace RustJit.BindingsGenerator;

internal sealed class TypeMapper(HeaderModel model)
{
    private static readonly Dictionary<string, string> s_builtins = new()
    {
        ["void"] = "void",
        ["char"] = "sbyte",
        ["int"] = "int",
        ["unsigned int"] = "uint",
        ["unsigned"] = "uint",
        ["float"] = "float",
        ["double"] = "double",
        ["long long"] = "long",
        ["unsigned long long"] = "ulong",
        ["unsigned char"] = "byte",
        ["size_t"] = "nuint",
        ["uint8_t"] = "byte",
        ["uint16_t"] = "ushort",
        ["uint32_t"] = "uint",
        ["int64_t"] = "long",
        ["uint64_t"] = "ulong",
        ["_Bool"] = "byte",
    };

    /// <summary>The C# spelling of <paramref name="type"/>.</summary>
    public string Map(string type)
    {
        type = type.Trim();
        int pointer = type.IndexOf("(*)", StringComparison.Ordinal);
        if (pointer >= 0)
        {
            return MapFunctionPointer(type[..pointer], type[(pointer + 3)..]);
        }

        type = WithoutQualifiers(type);
        if (type.EndsWith('*'))
        {
            return Map(type[..^1]) + "*";
        }

        if (s_builtins.TryGetValue(type, out string? builtin))
        {
            return builtin;
        }

        foreach (string keyword in (string[])["struct ", "enum "])
        {
            if (type.StartsWith(keyword, StringComparison.Ordinal))
            {
                return Known(type[keyword.Length..]);
            }
        }

        return model.Typedefs.TryGetValue(type, out string? target) ? Map(target) : Known(type);
    }

    private string Known(string name) =>
        model.Records.Exists(r => r.Name == name) || model.Enums.Exists(e => e.Name == name)
            ? name
            : throw new InvalidOperationException($"no C# type is known for the C type '{name}'");

    private string MapFunctionPointer(string returnType, string parameters)
    {
        string list = parameters.Trim()[1..^1];
        IEnumerable<string> types = list is "void" or "" ? [] : list.Split(',').Select(Map);
        return $"delegate* unmanaged[Cdecl]<{string.Join(", ", types.Append(Map(returnType)))}>";
    }

    private static string WithoutQualifiers(string type)
    {
        if (type.EndsWith(" const", StringComparison.Ordinal) || type.EndsWith("*const", StringComparison.Ordinal))
        {
            type = type[..^"const".Length].Trim();
        }

        return type.StartsWith("const ", StringComparison.Ordinal) && !type.EndsWith('*') ? type["const ".Length..] : type;
    }
}

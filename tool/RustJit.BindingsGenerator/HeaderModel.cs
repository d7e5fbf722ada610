// Reads clang's JSON syntax tree of the llvm-c headers into a flat list of functions, enums, structs and typedefs.

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RustJit.BindingsGenerator;

internal sealed record Parameter(string Name, string Type);

internal sealed record Function(string Header, string Name, string ReturnType, IReadOnlyList<Parameter> Parameters);

internal sealed record EnumType(string Header, string? Name, IReadOnlyList<(string Name, long Value)> Members);

internal sealed record RecordType(string Header, string Name, IReadOnlyList<Parameter> Fields);

internal sealed partial class HeaderModel
{
    private readonly string _includeRoot;
    private readonly HashSet<string> _headers;

    /// <summary>clang prints a location's file only when it differs from the one printed before it.</summary>
    private string _file = "";

    private HeaderModel(string includeRoot, IEnumerable<string> headers)
    {
        _includeRoot = includeRoot;
        _headers = [.. headers];
    }

    public List<Function> Functions { get; } = [];

    public List<EnumType> Enums { get; } = [];

    public List<RecordType> Records { get; } = [];

    public Dictionary<string, string> Typedefs { get; } = [];

    /// <summary>Functions that are declared but not bound, each with its reason.</summary>
    public List<string> Skipped { get; } = [];

    public static HeaderModel Read(string clang, string include, IReadOnlyList<string> headers)
    {
        var source = new StringBuilder();
        foreach (string header in headers)
        {
            source.Append(CultureInfo.InvariantCulture, $"#include \"llvm-c/{header}\"\n");
        }

        var start = new ProcessStartInfo(clang)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { "-I" + include, "-fsyntax-only", "-Xclang", "-ast-dump=json", "-x", "c", "-" },
        };
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"cannot start {clang}");
        process.StandardInput.Write(source);
        process.StandardInput.Close();
        using JsonDocument tree = JsonDocument.Parse(process.StandardOutput.BaseStream, new JsonDocumentOptions { MaxDepth = 512 });
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{clang} failed on the llvm-c headers under {include}");
        }

        var model = new HeaderModel(include, headers);
        foreach (JsonElement node in tree.RootElement.GetProperty("inner").EnumerateArray())
        {
            model.AddDeclaration(node);
        }

        return model;
    }

    private void AddDeclaration(JsonElement node)
    {
        string? header = null;
        foreach (JsonProperty property in node.EnumerateObject())
        {
            // Document order matters: the file of this declaration is what has been printed up to its own "loc".
            TrackFile(property.Value);
            if (property.NameEquals("loc"))
            {
                header = RelativeHeader(_file);
            }
        }

        switch (node.GetProperty("kind").GetString())
        {
            case "TypedefDecl":
                Typedefs[node.GetProperty("name").GetString()!] = node.GetProperty("type").GetProperty("qualType").GetString()!;
                NameAnonymousType(node);
                break;
            case "FunctionDecl" when header is not null:
                AddFunction(node, header);
                break;
            case "EnumDecl" when header is not null:
                Enums.Add(ReadEnum(node, header));
                break;
            case "RecordDecl" when header is not null:
                AddRecord(node, header);
                break;
        }
    }

    private void TrackFile(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty property in element.EnumerateObject())
            {
                if (property.NameEquals("file"))
                {
                    _file = property.Value.GetString()!;
                }
                else if (!property.NameEquals("includedFrom"))
                {
                    TrackFile(property.Value);
                }
            }
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                TrackFile(item);
            }
        }
    }

    private string? RelativeHeader(string file)
    {
        string prefix = _includeRoot.TrimEnd('/') + "/llvm-c/";
        if (!file.StartsWith(prefix, StringComparison.Ordinal))
        {
            // Target.h declares one function per target through a list of macros in another file.
            return file.Contains("/llvm/Config/", StringComparison.Ordinal) ? "Target.h" : null;
        }

        string name = file[prefix.Length..];
        return _headers.Contains(name) ? name : null;
    }

    private void AddFunction(JsonElement node, string header)
    {
        string name = node.GetProperty("name").GetString()!;
        string type = node.GetProperty("type").GetProperty("qualType").GetString()!;
        string? reason = SkipReason(name, node);
        if (reason is not null)
        {
            if (reason.Length != 0 && !Skipped.Contains($"{name}: {reason}"))
            {
                Skipped.Add($"{name}: {reason}");
            }

            return;
        }

        if (Functions.Exists(f => f.Name == name))
        {
            return;
        }

        var parameters = new List<Parameter>();
        foreach (JsonElement child in Inner(node, "ParmVarDecl"))
        {
            string parameterName = child.TryGetProperty("name", out JsonElement n) ? n.GetString()! : $"param{parameters.Count}";
            parameters.Add(new Parameter(parameterName, child.GetProperty("type").GetProperty("qualType").GetString()!));
        }

        Functions.Add(new Function(header, name, type[..type.IndexOf('(', StringComparison.Ordinal)].Trim(), parameters));
    }

    /// <summary>Null to bind the function, an empty string to leave it out silently.</summary>
    private static string? SkipReason(string name, JsonElement node)
    {
        if (!name.StartsWith("LLVM", StringComparison.Ordinal) || node.TryGetProperty("storageClass", out JsonElement storage) && storage.GetString() == "static")
        {
            return "";
        }

        if (TargetInitializer().Match(name) is { Success: true } match)
        {
            return match.Groups[1].Value == "X86" && match.Groups[2].Value != "Disassembler" ? null : "";
        }

        if (node.TryGetProperty("variadic", out _))
        {
            return "variadic";
        }

        if (name.Contains("RTDyld", StringComparison.Ordinal))
        {
            return "RuntimeDyld is not part of the private LLVM (JITLink is)";
        }

        if (name is "LLVMViewFunctionCFG" or "LLVMViewFunctionCFGOnly")
        {
            return "opens a window";
        }

        return Inner(node, "DeprecatedAttr").Any() ? "deprecated" : null;
    }

    private static EnumType ReadEnum(JsonElement node, string header)
    {
        var members = new List<(string, long)>();
        long next = 0;
        foreach (JsonElement child in Inner(node, "EnumConstantDecl"))
        {
            next = EnumValue(child) ?? next;
            members.Add((child.GetProperty("name").GetString()!, next++));
        }

        return new EnumType(header, node.TryGetProperty("name", out JsonElement name) ? name.GetString() : null, members);
    }

    /// <summary>The written value of an enumerator, which conversions may wrap; null when it follows from the one before.</summary>
    private static long? EnumValue(JsonElement node)
    {
        foreach (JsonElement child in node.TryGetProperty("inner", out JsonElement inner) ? inner.EnumerateArray() : [])
        {
            string kind = child.GetProperty("kind").GetString()!;
            if (kind == "ConstantExpr")
            {
                return long.Parse(child.GetProperty("value").GetString()!, CultureInfo.InvariantCulture);
            }

            if (kind.EndsWith("Expr", StringComparison.Ordinal))
            {
                return EnumValue(child) ?? throw new InvalidOperationException("an enumerator's value is not a constant");
            }
        }

        return null;
    }

    private void AddRecord(JsonElement node, string header)
    {
        string name = node.TryGetProperty("name", out JsonElement n) ? n.GetString()! : "";
        var fields = new List<Parameter>();
        foreach (JsonElement child in Inner(node, "FieldDecl"))
        {
            fields.Add(new Parameter(child.GetProperty("name").GetString()!, child.GetProperty("type").GetProperty("qualType").GetString()!));
        }

        Records.RemoveAll(r => r.Name == name && name.Length != 0 && r.Fields.Count == 0);
        Records.Add(new RecordType(header, name, fields));
    }

    /// <summary>Gives `typedef struct {…} Name` and `typedef enum {…} Name` the name of their typedef.</summary>
    private void NameAnonymousType(JsonElement node)
    {
        string name = node.GetProperty("name").GetString()!;
        string type = node.GetProperty("type").GetProperty("qualType").GetString()!;
        if (type == "enum " + name && Enums.Count != 0 && Enums[^1].Name is null)
        {
            Enums[^1] = Enums[^1] with { Name = name };
        }
        else if (type == "struct " + name && Records.Count != 0 && Records[^1].Name.Length == 0)
        {
            Records[^1] = Records[^1] with { Name = name };
        }
    }

    private static IEnumerable<JsonElement> Inner(JsonElement node, string kind) =>
        node.TryGetProperty("inner", out JsonElement inner)
            ? inner.EnumerateArray().Where(c => c.TryGetProperty("kind", out JsonElement k) && k.GetString() == kind)
            : [];

    [GeneratedRegex("^LLVMInitialize(.+?)(TargetInfo|TargetMC|Target|AsmPrinter|AsmParser|Disassembler)$")]
    private static partial Regex TargetInitializer();
}

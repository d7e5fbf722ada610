// One message of LLVM about IR or bitcode, with the place it is about.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace RustJit.Orc;

/// <summary>How serious an <see cref="LlvmDiagnostic"/> is. Source: LLVMDiagnosticSeverity in llvm-c/Core.h.</summary>
public enum LlvmSeverity
{
    /// <summary>The operation failed.</summary>
    Error,

    /// <summary>The operation went on.</summary>
    Warning,

    /// <summary>An optimisation remark.</summary>
    Remark,

    /// <summary>An addition to another message.</summary>
    Note,
}

/// <summary>A message of LLVM, and where in the input it points to.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="File">The name given to the buffer, or null when the message names no place.</param>
/// <param name="Line">The line, counted from 1; 0 when unknown.</param>
/// <param name="Column">The column, counted from 1; 0 when unknown.</param>
/// <param name="Message">The message alone, on one line.</param>
/// <param name="Snippet">The line of input and, below it, the caret; empty when LLVM gave none.</param>
public sealed record LlvmDiagnostic(LlvmSeverity Severity, string? File, int Line, int Column, string Message, string Snippet)
{
    private static readonly string[] s_severities = ["error", "warning", "remark", "note"];

    /// <summary>Reads the text form of LLVM (<c>file:4:3: error: message</c>, then the line and the caret).</summary>
    /// <param name="text">One message, with or without a place and a snippet.</param>
    /// <param name="severity">The severity of a text that does not name one.</param>
    public static LlvmDiagnostic Parse(string text, LlvmSeverity severity = LlvmSeverity.Error)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.TrimEnd('\n', '\r');
        int end = text.IndexOf('\n');
        string head = end < 0 ? text : text[..end];
        string snippet = end < 0 ? "" : text[(end + 1)..];
        for (int i = 0; i < s_severities.Length; i++)
        {
            string marker = s_severities[i] + ": ";
            if (head.StartsWith(marker, StringComparison.Ordinal))
            {
                return new((LlvmSeverity)i, null, 0, 0, head[marker.Length..], snippet);
            }

            int at = head.IndexOf(": " + marker, StringComparison.Ordinal);
            if (at >= 0)
            {
                (string file, int line, int column) = ParsePlace(head[..at]);
                return new((LlvmSeverity)i, file, line, column, head[(at + 2 + marker.Length)..], snippet);
            }
        }

        return new(severity, null, 0, 0, head, snippet);
    }

    /// <summary>The message as a compiler prints it, place and caret included.</summary>
    public override string ToString()
    {
        string place = File is null ? "" : Line == 0 ? $"{File}: " : $"{File}:{Line}:{Column}: ";
        string head = $"{place}{s_severities[(int)Severity]}: {Message}";
        return Snippet.Length == 0 ? head : $"{head}\n{Snippet}";
    }

    internal static string Join(IReadOnlyList<LlvmDiagnostic> diagnostics) => string.Join('\n', diagnostics);

    private static (string File, int Line, int Column) ParsePlace(string place)
    {
        // From the right: a file name may hold colons.
        (string rest, int last) = TakeNumber(place);
        (string file, int line) = TakeNumber(rest);
        return line != 0 ? (file, line, last) : (rest, last, 0);
    }

    private static (string Before, int Number) TakeNumber(string text)
    {
        int colon = text.LastIndexOf(':');
        return colon >= 0 && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? (text[..colon], number)
            : (text, 0);
    }
}

// Columns of text.

using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace RustJit.CacheTool;

/// <summary>A table. A column whose title begins with '&gt;' is aligned to the right.</summary>
internal sealed class Table(params string[] titles)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Adds a row with one cell for each column.</summary>
    public void Add(params string[] cells) => _rows.Add(cells);

    /// <summary>Prints it, with a bold title line on terminals.</summary>
    public void WriteTo(ToolHost host)
    {
        string[] names = [.. titles.Select(t => t.TrimStart('>'))];
        int[] widths = [.. Enumerable.Range(0, names.Length).Select(c => _rows.Select(r => r[c].Length).Append(names[c].Length).Max())];
        host.Output.WriteLine(Style.Bold(host, Line(names, widths)));
        foreach (string[] row in _rows)
        {
            host.Output.WriteLine(Line(row, widths));
        }
    }

    private string Line(string[] cells, int[] widths)
    {
        StringBuilder line = new();
        for (int c = 0; c < cells.Length; c++)
        {
            string cell = titles[c].StartsWith('>') ? cells[c].PadLeft(widths[c]) : cells[c].PadRight(widths[c]);
            line.Append(c == 0 ? "" : "  ").Append(cell);
        }

        return line.ToString().TrimEnd();
    }
}

/// <summary>Colours, on terminals only.</summary>
internal static class Style
{
    public static string Bold(ToolHost host, string text) => Wrap(host, "1", text);

    public static string Good(ToolHost host, string text) => Wrap(host, "32", text);

    public static string Doubtful(ToolHost host, string text) => Wrap(host, "33", text);

    public static string Bad(ToolHost host, string text) => Wrap(host, "31", text);

    private static string Wrap(ToolHost host, string code, string text) =>
        host.UseColor ? $"\u001b[{code}m{text}\u001b[0m" : text;
}

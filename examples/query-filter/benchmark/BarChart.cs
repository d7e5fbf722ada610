// A bar chart as SVG.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security;
using System.Text;

namespace QueryFilter.Benchmark;

internal static class BarChart
{
    private const int Width = 720;
    private const int Label = 220;
    private const int Row = 40;
    private const int Top = 50;

    /// <summary>Draws one bar for each value, from the top down.</summary>
    public static string Draw(string title, string unit, IReadOnlyList<(string Name, double Value)> bars)
    {
        double scale = (Width - Label - 110) / bars.Max(b => b.Value);
        var svg = new StringBuilder();
        svg.AppendLine(Format($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{Top + (Row * bars.Count) + 10}\" font-family=\"sans-serif\" font-size=\"14\">"));
        svg.AppendLine("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        svg.AppendLine(Format($"<text x=\"12\" y=\"28\" font-size=\"16\">{SecurityElement.Escape(title)}</text>"));
        for (int i = 0; i < bars.Count; i++)
        {
            int y = Top + (Row * i);
            double width = bars[i].Value * scale;
            svg.AppendLine(Format($"<text x=\"{Label - 10}\" y=\"{y + 19}\" text-anchor=\"end\">{SecurityElement.Escape(bars[i].Name)}</text>"));
            svg.AppendLine(Format($"<rect x=\"{Label}\" y=\"{y}\" width=\"{width:F1}\" height=\"{Row - 12}\" fill=\"#4878a8\"/>"));
            svg.AppendLine(Format($"<text x=\"{Label + width + 8:F1}\" y=\"{y + 19}\">{bars[i].Value:F2} {unit}</text>"));
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

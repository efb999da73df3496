using System.Globalization;
using System.Security;
using System.Text;

namespace ComposeServer.Benchmarks.Report;

/// <summary>A drawing in SVG 1.1: bars, lines and letters on nothing, so that the page behind is seen. Units are pixels.</summary>
sealed class SvgText
{
    readonly StringBuilder _text = new();

    public SvgText(int width, int height) =>
        Append(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="system-ui, sans-serif" fill="{SideColors.Ink}">

            """
        );

    public void Bar(double x, double y, double width, double height, string color) =>
        Append(
            $"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{width:0.#}\" height=\"{height:0.#}\" rx=\"2\" fill=\"{color}\"/>\n"
        );

    public void Line(double x1, double y1, double x2, double y2) =>
        Append(
            $"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{SideColors.Ink}\" stroke-opacity=\"0.4\"/>\n"
        );

    /// <param name="x">Where the letters begin.</param>
    /// <param name="y">Where they stand.</param>
    /// <param name="text">Any text; it is escaped.</param>
    /// <param name="size">Height of a line.</param>
    /// <param name="isBold">For heads.</param>
    public void Text(double x, double y, string text, int size, bool isBold = false) =>
        Append(
            $"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\"{(isBold ? " font-weight=\"600\"" : "")}>{SecurityElement.Escape(text)}</text>\n"
        );

    public override string ToString() => _text + "</svg>\n";

    void Append(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));
}

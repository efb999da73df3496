using System.Globalization;

namespace ComposeServer.Cli.Transfer;

/// <summary>Sizes for people: <c>12.3 MB</c>.</summary>
static class ByteCount
{
    static readonly string[] Units = ["B", "kB", "MB", "GB", "TB"];

    /// <summary>In steps of a thousand, with one digit after the point from kilobytes on.</summary>
    public static string Text(long bytes)
    {
        var value = (double)bytes;
        var unit = 0;
        for (; value >= 1000 && unit < Units.Length - 1; unit++)
            value /= 1000;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {Units[unit]}");
    }
}

using System.Globalization;

namespace ComposeServer.Streams.Models;

/// <summary>Version of the language of model definitions.</summary>
/// <param name="Major">A node refuses a higher one than it knows.</param>
/// <param name="Minor">A client refuses a higher one than it knows; a node does not.</param>
readonly record struct ModelVersion(int Major, int Minor)
{
    /// <summary>The highest this server knows.</summary>
    public const string Highest = "2.0";

    const int DigitsMax = 9;

    public static int HighestMajor => 2;

    /// <summary>Reads <c>\d+\.\d+</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ModelVersion version)
    {
        version = default;
        var dot = text.IndexOf('.');
        if (dot < 0 || !TryNumber(text[..dot], out var major) || !TryNumber(text[(dot + 1)..], out var minor))
            return false;
        version = new(major, minor);
        return true;
    }

    static bool TryNumber(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return text.Length <= DigitsMax
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

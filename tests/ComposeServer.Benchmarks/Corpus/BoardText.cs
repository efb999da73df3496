using System.Globalization;
using System.Text;

namespace ComposeServer.Benchmarks.Corpus;

/// <summary>Made-up words of even length, plain ASCII, from a seeded source.</summary>
static class BoardText
{
    static readonly string[] Words =
    [
        "amber",
        "basin",
        "cedar",
        "delta",
        "ember",
        "fjord",
        "grain",
        "hazel",
        "inlet",
        "jetty",
        "knoll",
        "larch",
        "moss",
        "north",
        "orbit",
        "pebble",
        "quartz",
        "river",
        "slate",
        "timber",
        "upland",
        "valley",
        "willow",
        "yarrow",
    ];

    static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Words with blanks between them.</summary>
    /// <param name="chance">Where they come from.</param>
    /// <param name="length">Exact number of characters.</param>
    public static string Of(Random chance, int length)
    {
        var text = new StringBuilder(length + 8);
        while (text.Length < length)
            text.Append(Words[chance.Next(Words.Length)]).Append(' ');
        text.Length = length;
        if (text[^1] == ' ')
            text[^1] = '.';
        return text.ToString();
    }

    /// <summary>Name of a topic.</summary>
    public static string Topic(int number) => string.Create(CultureInfo.InvariantCulture, $"topic-{number:00}");

    /// <summary>Some millisecond of the year 2025.</summary>
    public static string Time(Random chance) =>
        Start
            .AddMilliseconds(chance.NextInt64(365L * 24 * 3600 * 1000))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace ComposeServer.Json;

/// <summary>The order in which JavaScript enumerates members: names that spell a list index first, ascending, then the others.</summary>
/// <remarks>Source: ECMA-262, OrdinaryOwnPropertyKeys.</remarks>
static class EcmaOrder
{
    /// <summary>Puts names, given in the order of the text, into JavaScript's order.</summary>
    public static string[] Of(string[] names) =>
        Array.Exists(names, IsIndex)
            ? [.. names.Where(IsIndex).OrderBy(Number), .. names.Where(name => !IsIndex(name))]
            : names;

    // 2^32 − 1 is a length, not an index.
    static bool IsIndex(string name) =>
        name.Length is > 0 and <= 10
        && (name[0] != '0' || name.Length == 1)
        && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number != uint.MaxValue;

    static uint Number(string name) => uint.Parse(name, NumberStyles.None, CultureInfo.InvariantCulture);
}

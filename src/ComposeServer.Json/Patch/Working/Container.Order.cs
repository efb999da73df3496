using System.Globalization;

namespace ComposeServer.Json.Patch.Working;

sealed partial class Container
{
    /// <summary>
    /// Names of the members as JavaScript enumerates them: those that spell a list index first, ascending, then the others in the
    /// order of the text. Of a list: its indices.
    /// </summary>
    public IReadOnlyList<string> NamesInEcmaOrder()
    {
        if (IsList)
            return Enumerable.Range(0, count).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();
        var live = Live().Select(member => member.Name).ToArray();
        return Array.Exists(live, IsIndex)
            ? [.. live.Where(IsIndex).OrderBy(uint.Parse), .. live.Where(name => !IsIndex(name))]
            : live;
    }

    /// <summary>The member with this name, or the element at this index.</summary>
    public Slot Named(string name) => IsList ? At(long.Parse(name, CultureInfo.InvariantCulture)) : Of(name);

    // 2^32 − 1 is a length, not an index. ECMAScript, "array index".
    static bool IsIndex(string name) =>
        name.Length is > 0 and <= 10
        && char.IsAsciiDigit(name[0])
        && (name[0] != '0' || name.Length == 1)
        && uint.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number != uint.MaxValue;
}

namespace ComposeServer.Anchoring.Trees;

/// <summary>
/// The order that JavaScript's <c>localeCompare</c> gives to texts of ASCII: first without regard to case, then small letters before
/// capitals. Names in base58 need it; no culture data does.
/// </summary>
/// <remarks>Characters outside printable ASCII, which no DID has, follow all others by their number. Source: the CLDR root collation.</remarks>
static class LocaleOrder
{
    const string Before = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$0123456789";

    public static int Compare(string left, string right)
    {
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var byLetter = Weight(left[i]).CompareTo(Weight(right[i]));
            if (byLetter != 0)
                return byLetter;
        }

        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : -string.CompareOrdinal(left, right);
    }

    static int Weight(char c)
    {
        var at = Before.IndexOf(c, StringComparison.Ordinal);
        return at >= 0 ? at : Before.Length + char.ToLowerInvariant(c);
    }
}

namespace ComposeServer.Conformance.Differential;

/// <summary>Says where two texts part.</summary>
static class Difference
{
    const int Around = 160;

    /// <summary>Null for equal ones.</summary>
    public static string? Between(string what, Made? reference, Made? ours)
    {
        var (theirs, mine) = ($"{reference}", $"{ours}");
        if (theirs == mine)
            return null;
        var at = theirs.Zip(mine).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"{what}, from character {at}\n  reference: {Cut(theirs, at)}\n  ours:      {Cut(mine, at)}";
    }

    static string Cut(string text, int at)
    {
        var start = Math.Max(0, at - 60);
        return text[start..Math.Min(text.Length, at + Around)].ReplaceLineEndings("\\n");
    }
}

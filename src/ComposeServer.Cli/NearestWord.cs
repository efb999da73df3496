namespace ComposeServer.Cli;

/// <summary>Guesses what was meant by a word that nobody knows.</summary>
static class NearestWord
{
    /// <summary>More letters than that make it another word.</summary>
    const int DistanceMax = 3;
    const int LengthMax = 64;

    /// <summary>The candidate that needs the fewest letters changed; null when all are far.</summary>
    public static string? Of(string word, IEnumerable<string> candidates, int distanceMax = DistanceMax)
    {
        if (word.Length > LengthMax)
            return null;
        var (nearest, distance) = candidates
            .Select(candidate => (candidate, Distance(word, candidate)))
            .DefaultIfEmpty(("", int.MaxValue))
            .MinBy(pair => pair.Item2);
        return distance <= Math.Min(distanceMax, word.Length / 2) ? nearest : null;
    }

    /// <summary>Letters to insert, remove or change (Levenshtein).</summary>
    static int Distance(string left, string right)
    {
        var row = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}

namespace ComposeServer.GraphQL.Types;

/// <summary>Damerau–Levenshtein distance between names, where any change of case is one edit.</summary>
/// <param name="input">The name that was not found.</param>
sealed class LexicalDistance(string input)
{
    readonly string lowered = input.ToLowerInvariant();

    /// <summary>Measures the distance to <paramref name="option"/>.</summary>
    /// <returns>Null when the distance is over <paramref name="threshold"/>.</returns>
    public int? Measure(string option, int threshold)
    {
        if (string.Equals(input, option, StringComparison.Ordinal))
        {
            return 0;
        }

        var other = option.ToLowerInvariant();
        if (string.Equals(lowered, other, StringComparison.Ordinal))
        {
            return 1;
        }

        var (a, b) = other.Length < lowered.Length ? (lowered, other) : (other, lowered);
        if (a.Length - b.Length > threshold)
        {
            return null;
        }

        // The last three rows of the usual table: a transposition looks two rows back.
        var rows = new int[3][];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = new int[b.Length + 1];
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0][j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            if (FillRow(rows, i, a, b) > threshold)
            {
                return null;
            }
        }

        var distance = rows[a.Length % 3][b.Length];
        return distance <= threshold ? distance : null;
    }

    static int FillRow(int[][] rows, int i, string a, string b)
    {
        var up = rows[(i - 1) % 3];
        var current = rows[i % 3];
        var smallest = current[0] = i;
        for (var j = 1; j <= b.Length; j++)
        {
            var cost = a[i - 1] == b[j - 1] ? 0 : 1;
            var cell = Math.Min(Math.Min(up[j] + 1, current[j - 1] + 1), up[j - 1] + cost);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            {
                cell = Math.Min(cell, rows[(i - 2) % 3][j - 2] + 1);
            }

            smallest = Math.Min(smallest, cell);
            current[j] = cell;
        }

        return smallest;
    }
}

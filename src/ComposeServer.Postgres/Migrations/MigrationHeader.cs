namespace ComposeServer.Postgres.Migrations;

/// <summary>Lines at the head of a migration that are not for Postgres: <c>-- locks: …</c> for people, <c>-- needs: 0.2.0</c> for programs.</summary>
/// <remarks>A migration that an older program can live with (a new table, a new index) needs that program's version; any other one its own.</remarks>
static class MigrationHeader
{
    /// <summary>The last migration without such lines. Its text is on record in databases and does not change any more.</summary>
    public const int LastFormer = 6;

    /// <summary>The rest of the first comment line that begins with a word and a colon.</summary>
    /// <returns>Null when there is none above the first statement.</returns>
    public static string? Find(string sql, string word)
    {
        foreach (var line in sql.AsSpan().Trim('\uFEFF').EnumerateLines())
        {
            if (!line.StartsWith("--", StringComparison.Ordinal))
                return null;
            var text = line[2..].Trim();
            if (
                text.StartsWith(word, StringComparison.Ordinal)
                && text[word.Length..].StartsWith(":", StringComparison.Ordinal)
            )
                return text[(word.Length + 1)..].Trim().ToString();
        }

        return null;
    }

    /// <exception cref="MigrationException"><c>MIGRATION_HEADER</c>: it holds something else.</exception>
    public static Version? FindVersion(string sql, string fileName) =>
        Find(sql, "needs") is not { } text ? null
        : Version.TryParse(text, out var version) && version.Build >= 0 && version.Revision < 0 ? version
        : throw MigrationException.BadHeader(fileName, text);

    public static string? LocksOfFormer(int number) =>
        number switch
        {
            3 => "access exclusive on event and commit_head while every row of event is written anew; new tables",
            4 => "access exclusive on log while an index over its rows is made; new tables",
            <= LastFormer => "none: new tables",
            _ => null,
        };
}

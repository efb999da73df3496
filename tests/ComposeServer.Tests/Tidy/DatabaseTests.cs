using System.Text.RegularExpressions;

namespace ComposeServer.Tests.Tidy;

/// <summary>SQL is written in one room, where values are parameters and names come from our own catalogue.</summary>
public partial class DatabaseTests
{
    const string Room = "src/ComposeServer.Postgres/";

    /// <summary>The start of a statement, in lower or in upper case throughout, as SQL is written and prose is not.</summary>
    [GeneratedRegex(
        @"\b(select\s.*\sfrom\s|insert\s+into\s|update\s+\S+\s+set\s|delete\s+from\s|truncate\s+table\s|(create|drop|alter)\s+(table|index|schema|database|view|role|extension|function|trigger)\s"
            + @"|SELECT\s.*\sFROM\s|INSERT\s+INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s|TRUNCATE\s+TABLE\s|(CREATE|DROP|ALTER)\s+(TABLE|INDEX|SCHEMA|DATABASE|VIEW|ROLE|EXTENSION|FUNCTION|TRIGGER)\s)",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex Statement { get; }

    [GeneratedRegex(@"\bNpgsql\b", RegexOptions.None, 1_000)]
    private static partial Regex Driver { get; }

    [Fact]
    public void Sql_is_written_in_the_room_of_postgres_alone()
    {
        Assert.Empty(Elsewhere.SelectMany(SqlIn));
    }

    [Fact]
    public void The_driver_is_known_in_the_room_of_postgres_alone()
    {
        Assert.Empty(Elsewhere.SelectMany(file => file.Places(Driver)));
    }

    [Theory]
    [InlineData("command.CommandText = \"select a, b from event where c = \" + c;", true)]
    [InlineData("var sql = $\"DELETE FROM event\";", true)]
    [InlineData("    create table event (position bigint)", true)]
    [InlineData("// rows to insert into the index", false)]
    [InlineData("/// <summary>Reads what a client would select, from both.</summary>", false)]
    [InlineData("from a in b select a;", false)]
    [InlineData("throw new Invalid(\"Select a model from the list\");", false)]
    public void A_statement_elsewhere_is_found(string line, bool found)
    {
        Assert.Equal(found, SqlIn(new("src/ComposeServer.Log/A.cs", line)).Any());
    }

    static IEnumerable<SourceFile> Elsewhere =>
        SourceTree
            .Files.Under("src")
            .Where(file =>
                !file.Path.StartsWith(Room, StringComparison.Ordinal)
                && !file.Path.EndsWith(".md", StringComparison.Ordinal)
            );

    static IEnumerable<string> SqlIn(SourceFile file) =>
        from numbered in file.Lines
        where !IsComment(numbered.Line) && Statement.IsMatch(numbered.Line)
        select $"{file.Path}:{numbered.Number}: {numbered.Line.Trim()}";

    static bool IsComment(string line) => line.TrimStart().StartsWith("//", StringComparison.Ordinal);
}

using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Npgsql;

namespace ComposeServer.Postgres.Diagnostics;

/// <summary>How Postgres carries out a statement. It runs once more for that, in a transaction that can only read.</summary>
static partial class StatementPlan
{
    const string Explain = "explain (analyze, buffers, format json) ";
    const string ReadOnly = "set transaction read only";

    /// <summary>The plan as Postgres prints it, without the values that it compares with.</summary>
    /// <returns>Null when it prints none, say for a statement that writes.</returns>
    public static async Task<string?> ReadAsync(
        NpgsqlDataSource source,
        RanStatement statement,
        CancellationToken cancel
    )
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var only = new NpgsqlCommand(ReadOnly, connection, transaction))
            await only.ExecuteNonQueryAsync(cancel);
        await using var command = new NpgsqlCommand(Explain + statement.Sql, connection, transaction);
        foreach (var parameter in statement.Parameters)
            command.Parameters.Add(parameter.Clone());
        return await command.ExecuteScalarAsync(cancel) is string json ? WithoutValues(json) : null;
    }

    /// <summary>Every constant in a text of a plan becomes a question mark; names of tables, columns and parameters stay.</summary>
    internal static string WithoutValues(string json)
    {
        var plan = JsonNode.Parse(json)!;
        Mask(plan);
        return plan.ToJsonString();
    }

    static void Mask(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                    if (Masked(value) is { } text)
                        members[name] = text;
                    else if (value is not null)
                        Mask(value);
                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                    if (Masked(items[i]) is { } text)
                        items[i] = text;
                    else if (items[i] is { } value)
                        Mask(value);
                break;
        }
    }

    static string? Masked(JsonNode? value) =>
        value is JsonValue leaf && leaf.TryGetValue(out string? text) ? Constant.Replace(text, "?") : null;

    // A number within a name, doc_12 or $1, is none that somebody asked for.
    [GeneratedRegex(
        @"'(?:[^']|'')*'|(?<![\w$.])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Constant { get; }
}

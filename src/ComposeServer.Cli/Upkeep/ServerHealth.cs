using System.Globalization;
using System.Text;
using System.Text.Json;
using ComposeServer.Cli.Client;

namespace ComposeServer.Cli.Upkeep;

/// <summary>What a server says of itself at <c>/readyz</c>.</summary>
/// <param name="IsReady">Whether it can serve.</param>
/// <param name="Reason">Why it cannot, when it cannot.</param>
/// <param name="Database">Whether its database answers; null when it does not say.</param>
/// <param name="IsDurable">Whether the database keeps every write that was answered; null when it does not say.</param>
/// <param name="Schema">Whether it serves the schemas that were deployed last; null when it does not say.</param>
/// <param name="FeedLag">Committed events that it has not read; null when it does not know.</param>
sealed record ServerHealth(
    bool IsReady,
    string Reason,
    string? Database,
    bool? IsDurable,
    string? Schema,
    long? FeedLag
)
{
    /// <summary>For people.</summary>
    public IEnumerable<IReadOnlyList<string>> Rows
    {
        get
        {
            yield return ["State", IsReady ? "ready" : $"not ready: {Reason}"];
            if (Database is not null)
                yield return ["Database", Database];
            if (IsDurable is false)
                yield return ["  loses writes", "fsync or synchronous_commit is off"];
            if (Schema is not null)
                yield return ["Schema", Schema];
            if (Database is not null)
                yield return ["Feed lag", FeedLag?.ToString(CultureInfo.InvariantCulture) ?? "unknown"];
        }
    }

    /// <summary>Reads an answer; one that is no JSON comes from something in front of the server, and is a reason in itself.</summary>
    public static ServerHealth Read(NodeAnswer answer)
    {
        if (answer.TryParse() is not { } report)
            return new(answer.IsOk, Encoding.UTF8.GetString(answer.Body.Span), null, null, null, null);
        var lag = report.Member("feedLag", JsonValueKind.Number);
        return new(
            answer.IsOk,
            report.Text("reason") ?? $"status {answer.Status}",
            report.Text("database"),
            Durable(report),
            report.Text("schema"),
            lag.ValueKind == JsonValueKind.Number && lag.TryGetInt64(out var events) ? events : null
        );
    }

    /// <summary>For machines: members of an object that has been begun.</summary>
    public void WriteTo(Utf8JsonWriter target)
    {
        target.WriteBoolean("ready", IsReady);
        if (!IsReady)
            target.WriteString("reason", Reason);
        target.WriteString("database", Database);
        if (IsDurable is { } durable)
            target.WriteBoolean("durable", durable);
        else
            target.WriteNull("durable");
        target.WriteString("schema", Schema);
        if (FeedLag is { } lag)
            target.WriteNumber("feedLag", lag);
        else
            target.WriteNull("feedLag");
    }

    static bool? Durable(JsonElement report) =>
        report.Member("durable", JsonValueKind.True).ValueKind == JsonValueKind.True ? true
        : report.Member("durable", JsonValueKind.False).ValueKind == JsonValueKind.False ? false
        : null;
}

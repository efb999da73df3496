using System.Buffers;
using System.Text.Json;
using ComposeServer.Log.Feed;

namespace ComposeServer.Server.Health;

/// <summary>How a server is.</summary>
/// <param name="HasDatabase">Whether the database answers.</param>
/// <param name="IsDurable">Whether the database keeps every write that was answered.</param>
/// <param name="IsOutdated">
/// Whether another server deployed a schema that cannot be made here, so that an earlier one is served. That takes no server out of service:
/// it could be all of them.
/// </param>
/// <param name="FeedLag">Committed events that it has not read yet; null when that is not known.</param>
/// <param name="IsLate">Whether that is too many for too long.</param>
sealed record ReadinessReport(bool HasDatabase, bool IsDurable, bool IsOutdated, long? FeedLag, bool IsLate)
{
    /// <summary>Whether it is about to stop: it serves still, and others shall be asked.</summary>
    public bool IsStopping { get; init; }

    /// <summary>
    /// Whether the disk of its own database has little room. It reads on when the disk is full, so that takes it out of no service. Null where
    /// the database is not its own.
    /// </summary>
    public bool? IsDiskLow { get; init; }

    /// <summary>Null when it can serve.</summary>
    public string? Reason =>
        IsStopping ? "the server is stopping"
        : !HasDatabase ? "the database does not answer"
        : IsLate
            ? $"more than {FeedDelay.EventsMax} events have not been read for more than {FeedDelay.AgeMax.TotalSeconds:0} s"
        : null;

    /// <summary>One JSON object.</summary>
    public ReadOnlyMemory<byte> ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("ready", Reason is null);
            if (Reason is { } reason)
                json.WriteString("reason", reason);
            json.WriteString("database", HasDatabase ? "reachable" : "unreachable");
            json.WriteBoolean("durable", IsDurable);
            if (IsDiskLow is { } low)
                json.WriteString("disk", low ? "low" : "ok");
            json.WriteString("schema", IsOutdated ? "outdated" : "loaded");
            if (FeedLag is { } lag)
                json.WriteNumber("feedLag", lag);
            else
                json.WriteNull("feedLag");
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}

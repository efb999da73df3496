using ComposeServer.GraphQL.Execution;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Query.Mutations;
using ComposeServer.Query.Subscriptions.Live;

namespace ComposeServer.Query.Requests;

/// <summary>What resolvers know of the request they work for: the engine's state object.</summary>
public sealed class QueryRequest
{
    readonly List<string> _paths = [];

    /// <summary>Who asks.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>How mutations of this request are signed.</summary>
    public required Signing Signing { get; init; }

    /// <summary>Versions at which documents must be for mutations of this request to write to them.</summary>
    public ExpectedVersions Versions { get; init; } = new();

    /// <summary>Counts what mutations of this request write; null for a caller who may write without end.</summary>
    public IWriteQuota? Quota { get; init; }

    /// <summary>Position of the last event that this request wrote; 0 when it wrote none.</summary>
    public long Position => Notes.Position;

    /// <summary>
    /// Position behind which a subscription begins: set by who hands one over to another schema, else by the subscription when it is opened.
    /// </summary>
    public long? FeedPosition { get; set; }

    /// <summary>Where resolvers note what they read; null when nobody wants to know.</summary>
    public ReadSet? Reads { get; init; }

    internal PreparationNotes Notes { get; } = new();

    /// <summary>Notes which field the next events belong to.</summary>
    internal void BeginField(string responseKey)
    {
        PadPaths();
        _current = responseKey;
    }

    /// <summary>Puts the events to sign, or the position of the last write, beside the data.</summary>
    internal void Describe(ResponseExtensions response)
    {
        if (Signing is Signing.Preparation preparation)
        {
            PadPaths();
            response.OmitsData = true;
            response.Set("signing", new Dictionary<string, object?> { ["events"] = EventsOf(preparation) });
        }
        else if (Position > 0)
        {
            response.Set("position", Position);
        }
    }

    string _current = "";

    void PadPaths()
    {
        var count = Signing is Signing.Preparation preparation ? preparation.Events.Count : 0;
        while (_paths.Count < count)
            _paths.Add(_current);
    }

    List<object?> EventsOf(Signing.Preparation preparation)
    {
        var events = new List<object?>();
        for (var i = 0; i < preparation.Events.Count; i++)
        {
            var prepared = preparation.Events[i];
            events.Add(
                new Dictionary<string, object?>
                {
                    ["id"] = i.ToString(System.Globalization.CultureInfo.InvariantCulture),
                    ["path"] = new object?[] { _paths[i] },
                    ["block"] = Base64Url.Encode(prepared.Payload.Bytes.Span),
                    ["cid"] = prepared.Payload.Cid.ToString(),
                    ["signer"] = prepared.Signer,
                    ["protected"] = prepared.Protected,
                }
            );
        }

        return events;
    }
}

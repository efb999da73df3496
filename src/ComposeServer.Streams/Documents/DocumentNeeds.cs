using ComposeServer.Ipld;
using ComposeServer.Log;

namespace ComposeServer.Streams.Documents;

/// <summary>
/// Finds the documents that an event may make its document point to: every text that reads as a document's StreamID, where a relation
/// field could get it from. Which fields are relations only the model knows, and it may not be at hand yet.
/// </summary>
sealed class DocumentNeeds(ISet<LogName> needs)
{
    /// <summary>Logs named for one event. Texts beyond are left out, and relations that need them fail.</summary>
    public const int TargetsMax = 256;

    int _named;

    /// <summary>Content of an init event: relations are members of its root.</summary>
    public void CollectFromContent(IpldValue data)
    {
        if (data is not IpldMap map)
            return;
        foreach (var (_, value) in map.Entries)
            Name(value);
    }

    /// <summary>Operations of a data event: a value for one member, or for the root.</summary>
    /// <param name="operations">Member <c>data</c>.</param>
    /// <param name="content">The content before, from which <c>move</c> and <c>copy</c> take; null when it is not known.</param>
    public void CollectFromPatch(IpldValue operations, JsonBytes? content)
    {
        if (operations is not IpldList list)
            return;
        var takesFromContent = false;
        foreach (var item in list.Items)
        {
            if (item is not IpldMap operation)
                continue;
            takesFromContent |= operation.Has("from");
            if (!operation.TryGet("value", out var value))
                continue;
            Name(value);
            CollectFromContent(value);
        }

        if (takesFromContent && content is { } before)
            CollectEverywhere(before.ToIpld());
    }

    void CollectEverywhere(IpldValue value)
    {
        Name(value);
        if (value is IpldMap map)
        {
            foreach (var (_, inner) in map.Entries)
                CollectEverywhere(inner);
        }
        else if (value is IpldList list)
        {
            foreach (var inner in list.Items)
                CollectEverywhere(inner);
        }
    }

    void Name(IpldValue value)
    {
        if (_named == TargetsMax || value is not IpldString text || !MayHoldId(text.Value))
            return;
        if (StreamId.TryFind(text.Value, out var id, out _) && id.Type == StreamType.Document && needs.Add(id.Name))
            _named++;
    }

    /// <summary>StreamIDs of documents begin with one of two letter pairs; most texts need no decoding to be left out.</summary>
    static bool MayHoldId(string text) =>
        text.Contains("kj", StringComparison.Ordinal) || text.Contains("k2", StringComparison.Ordinal);
}

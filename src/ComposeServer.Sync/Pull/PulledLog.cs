using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.TimeProofs;
using ComposeServer.Sync.Import.Blocks;

namespace ComposeServer.Sync.Pull;

/// <summary>The events of one stream as a node gave them, made into blocks again. Only their names have been checked.</summary>
sealed class PulledLog
{
    readonly List<ArrivedEvent> _events = [];
    readonly List<(Cid Cid, string Code)> _refused = [];
    readonly List<Cid> _orphans = [];

    PulledLog(StreamId id) => Id = id;

    public StreamId Id { get; }

    /// <summary>Each after the one that it builds on. Time events have no evidence yet.</summary>
    public IReadOnlyList<ArrivedEvent> Events => _events;

    /// <summary>What is not the event that the node names it.</summary>
    public IReadOnlyList<(Cid Cid, string Code)> Refused => _refused;

    /// <summary>What builds on those, or on what the node did not give.</summary>
    public IReadOnlyList<Cid> Orphans => _orphans;

    /// <summary>The streams that this one needs: a document its model, a model its interfaces and those it refers to, a tile its schema.</summary>
    public IReadOnlyList<StreamId> Needs { get; private set; } = [];

    /// <summary>The names in an answer, and those that its events say they build on, as far as they can be read.</summary>
    public static IReadOnlyCollection<Cid> NamesIn(IReadOnlyList<NodeCommit> commits)
    {
        var names = commits.Select(commit => commit.Cid).ToHashSet();
        foreach (var commit in commits)
            if (HttpEvents.TryRead(commit.Value, out var blocks, out _) && LinksOf(blocks).Prev is { } prev)
                names.Add(prev);
        return names;
    }

    /// <summary>Makes blocks again of the API's form.</summary>
    /// <param name="id">The stream that was asked for.</param>
    /// <param name="commits">The answer.</param>
    /// <param name="stored">Names among them, and of what they build on, that are here already.</param>
    public static PulledLog Read(StreamId id, IReadOnlyList<NodeCommit> commits, IReadOnlySet<Cid> stored)
    {
        var log = new PulledLog(id);
        var held = stored.ToHashSet();
        foreach (var commit in commits)
        {
            if (log.TryRead(commit, out var code) is not { } one)
            {
                log._refused.Add((commit.Cid, code));
                continue;
            }

            if (one.Prev is { } prev && !held.Contains(prev))
            {
                log._orphans.Add(one.Cid);
                continue;
            }

            held.Add(one.Cid);
            log._events.Add(one);
        }

        return log;
    }

    ArrivedEvent? TryRead(NodeCommit commit, out string code)
    {
        code = "";
        if (!HttpEvents.TryRead(commit.Value, out var blocks, out var refusal))
        {
            code = refusal.Code;
            return null;
        }

        // Unsigned events are JSON that was encoded again. Where that does not lead back to the name, nobody knows what the bytes were.
        if (blocks.Event.Cid != commit.Cid)
        {
            code = RefusalCode.CidMismatch;
            return null;
        }

        var links = LinksOf(blocks);
        if ((links.Prev is null && commit.Cid != Id.Init) || (links.Init is { } init && init != Id.Init))
        {
            code = RefusalCode.WrongStream;
            return null;
        }

        if (links.Prev is null)
            Needs = NeedsOf(blocks);
        return new(blocks, links, TimeOf(blocks) is null ? null : []);
    }

    /// <summary>The typed time event; null when it is another one.</summary>
    public static TimeEvent? TimeOf(EventBlocks blocks) =>
        blocks.Linked is null && BlockShape.Of(blocks.Event) is BlockShape.Time time ? time.Event : null;

    static PayloadLinks LinksOf(EventBlocks blocks) =>
        BlockShape.Of(blocks.Linked ?? blocks.Event) switch
        {
            BlockShape.Payload payload => payload.Links,
            BlockShape.Time time => PayloadLinks.Unreadable with { Init = time.Init, Prev = time.Event.Prev },
            _ => PayloadLinks.Unreadable,
        };

    static IReadOnlyList<StreamId> NeedsOf(EventBlocks blocks)
    {
        var payload = blocks.Linked ?? blocks.Event;
        if (!DagCborDecoder.ReadAsReference(payload.Bytes).TryGet<IpldMap>(out var map))
            return [];
        if (ModelLinks.IsModel(map))
            return [.. ModelLinks.NamedBy(map).Distinct()];
        if (ModelLinks.TryModelOf(map, out var model))
            return [model];
        return ModelLinks.TrySchemaOf(map, out var schema) ? [schema] : [];
    }
}

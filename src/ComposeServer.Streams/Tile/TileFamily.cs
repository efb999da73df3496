using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Conflict;
using ComposeServer.Streams.Staging;

namespace ComposeServer.Streams.Tile;

/// <summary>Tiles (stream type 0): JSON with metadata and no model. Rules: ceramic.md 6.1.</summary>
/// <param name="schemas">Schemas at hand, compiled.</param>
/// <param name="options">Whose events are judged.</param>
public sealed partial class TileFamily(TileSchemas schemas, TileFamilyOptions options) : ILogFamily
{
    /// <inheritdoc/>
    public string Name => "tile";

    /// <inheritdoc/>
    public bool TryName(RawEvent init, out LogName name)
    {
        var isTile = TileHeader.IsTile(init.Body);
        name = isTile ? new StreamId(StreamType.Tile, init.Cid).Name : default;
        return isTile;
    }

    /// <inheritdoc/>
    public string TextOf(LogName name) => StreamId.TryRead(name, out var id) ? id.ToString() : name.ToString();

    /// <inheritdoc/>
    public SigningRule RuleFor(LogState? before, RawEvent raw)
    {
        if (raw.Kind == EventKind.Time)
            return new SigningRule.NotNeeded();
        if (before is TileState state)
            return Signed(state.Controller, state.Id);
        if (CheckInit(raw, out var header) is { } refusal)
            return new SigningRule.Impossible(refusal);
        return raw.IsSigned ? Signed(header.Controller, new(StreamType.Tile, raw.Cid)) : new SigningRule.NotNeeded();
    }

    /// <inheritdoc/>
    public void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs)
    {
        foreach (var schema in SchemasOf(before, raw))
            needs.Add(schema.Stream.Name);
    }

    /// <inheritdoc/>
    public void CollectVersions(LogState? before, IReadOnlyCollection<RawEvent> events, ISet<LogVersion> versions)
    {
        foreach (var schema in events.SelectMany(raw => SchemasOf(before, raw)))
            versions.Add(new(schema.Stream.Name, schema.Commit));
    }

    /// <inheritdoc/>
    public ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view) =>
        (before, raw.Kind) switch
        {
            (null, EventKind.Init) => ApplyInit(raw, view),
            (TileState state, EventKind.Data) => ApplyData(state, raw, view),
            (TileState state, EventKind.Time) => StagedState.ApplyTime(state, raw, view),
            _ => ApplyResult.Refuse(
                RefusalCode.NotAllowed,
                $"Commit {raw.Cid} cannot stand at this place of a TileDocument"
            ),
        };

    /// <inheritdoc/>
    public int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches) => ForkRule.Winner(branches);

    /// <inheritdoc/>
    public byte[] Encode(LogState state) => TileStateCodec.Encode((TileState)state);

    /// <inheritdoc/>
    public LogState Decode(LogName name, ReadOnlyMemory<byte> bytes) => TileStateCodec.Decode(name, bytes);

    static IEnumerable<CommitId> SchemasOf(LogState? before, RawEvent raw)
    {
        if (before is TileState state && TileSchemas.TryName(state.NewestMetadata.ToIpld(), out var schema))
            yield return schema;
        if (raw.Body.TryGet("header", out var header) && TileSchemas.TryName(header, out schema))
            yield return schema;
    }

    /// <summary>A capability names the tile itself: there is no model that could stand for many.</summary>
    static SigningRule.SignedBy Signed(Did controller, StreamId id) => new(controller, new(id.ToString(), null));

    ApplyResult? CheckResult(JsonBytes content, JsonBytes metadata, IApplyView view)
    {
        if (content.Span.Length > options.ContentSizeBytesMax)
            return ApplyResult.Refuse(
                RefusalCode.TooLarge,
                $"Content has length of {content.Span.Length}B which exceeds maximum size of {options.ContentSizeBytesMax}B"
            );
        if (metadata.Span.Length > options.MetadataSizeBytesMax)
            return ApplyResult.Refuse(
                RefusalCode.TooLarge,
                $"Metadata has length of {metadata.Span.Length}B which exceeds maximum size of {options.MetadataSizeBytesMax}B"
            );
        return schemas.Check(content, metadata.ToIpld(), view);
    }
}

using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Json.Schema;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Streams.Tile;

/// <summary>
/// Holds the contents of tiles to their schemas: metadata member <c>schema</c> names a commit of another tile, whose content there is a
/// JSON Schema (draft-07; ceramic.md 6.1). Compiled schemas are kept for reuse: what a commit says never changes. Safe for many threads.
/// </summary>
/// <param name="sizeBytesMax">Memory for compiled schemas. Default 32 MB.</param>
public sealed class TileSchemas(long sizeBytesMax = TileSchemas.DefaultSizeBytesMax)
{
    /// <summary>32 MB.</summary>
    public const long DefaultSizeBytesMax = 32_000_000;

    readonly RecentlyUsed<CommitId, JsonSchema> _compiled = new(sizeBytesMax);

    /// <summary>For the gauge: bytes held, by estimate.</summary>
    public long SizeBytes => _compiled.SizeBytes;

    /// <summary>The commit that metadata name as their schema.</summary>
    /// <returns>False when there is none, or what is there is no CommitID of a tile.</returns>
    internal static bool TryName(IpldValue metadata, out CommitId schema)
    {
        schema = default;
        return metadata is IpldMap map
            && map.TryGet<IpldString>(TileMetadata.Schema, out var text)
            && CommitId.TryFind(text.Value, out schema, out _)
            && schema.Stream.Type == StreamType.Tile;
    }

    /// <returns>Null when the content is as the schema demands, or there is none.</returns>
    internal ApplyResult? Check(JsonBytes content, IpldValue metadata, IApplyView view)
    {
        if (metadata is not IpldMap map || !JsTruth.Of(map, TileMetadata.Schema))
            return null;
        if (!TryName(metadata, out var id))
            return ApplyResult.Refuse(RefusalCode.UnknownSchema, "Commit missing when loading schema document");
        if (!TryFind(id, view, out var schema, out var problem))
            return problem;
        using var document = new DocumentContent(content);
        return schema.Accepts(document.Root)
            ? null
            : ApplyResult.Refuse(
                RefusalCode.SchemaViolation,
                $"Validation Error: {schema.Validate(document.Root).Text}"
            );
    }

    /// <summary>Whether a schema is here is for the log to say, never for the cache: the answer must not depend on what was asked before.</summary>
    bool TryFind(
        CommitId id,
        IApplyView view,
        [NotNullWhen(true)] out JsonSchema? schema,
        [NotNullWhen(false)] out ApplyResult? problem
    )
    {
        schema = null;
        if (view.Find(id.Stream.Name) is not TileState newest)
        {
            problem = new ApplyResult.Missing([id.Stream.Init])
            {
                Reason = new(RefusalCode.UnknownSchema, $"The schema {id} is not known to this node"),
            };
            return false;
        }

        var at = newest.IsAt(id.Commit) ? newest : view.FindAt(id.Stream.Name, id.Commit) as TileState;
        if (at is null)
        {
            problem = ApplyResult.Refuse(
                RefusalCode.UnknownSchema,
                $"The schema {id} is not the newest version of its stream, and this node does not know that version"
            );
            return false;
        }

        problem = null;
        if (_compiled.TryGet(id, out schema))
            return true;
        using var definition = new DocumentContent(at.NewestContent);
        var compiled = JsonSchema.Compile(definition.Root, SchemaOptions.Draft07);
        schema = compiled.Schema;
        if (schema is null)
            problem = ApplyResult.Refuse(RefusalCode.SchemaViolation, compiled.Error!.Detail);
        else
            _compiled.Keep(id, schema, schema.SizeBytes);
        return schema is not null;
    }
}

using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Indexing.Filters;
using ComposeServer.Indexing.Paging;
using ComposeServer.Log;
using ComposeServer.Query.Subscriptions.Hub;
using ComposeServer.Streams;

namespace ComposeServer.Query.Subscriptions.Live;

/// <summary>A set of documents of which a page or a count was read.</summary>
sealed class SetRead
{
    readonly RelationField? _relation;
    readonly string? _related;
    readonly StreamId? _relatedDocument;
    readonly Filter? _filter;

    /// <param name="set">The set.</param>
    /// <param name="parent">What it was narrowed to.</param>
    public SetRead(DocumentSet set, PageParent parent)
    {
        Models = [.. set.Models.Select(model => model.Model.Name)];
        Controller = set.ByController ? parent.Controller : null;
        _relation = set.Relation;
        _related = parent.Related;
        _relatedDocument =
            _relation is { Kind: ColumnKind.Document }
            && _related is not null
            && StreamRef.TryFind(_related, out var id, out _)
                ? id.Stream
                : null;
        _filter = set.Filter;
    }

    SetRead(IReadOnlyList<LogName> models) => Models = models;

    public IReadOnlyList<LogName> Models { get; }

    public Did? Controller { get; }

    /// <summary>All documents of its models.</summary>
    public SetRead Whole => new(Models);

    /// <summary>What to listen to.</summary>
    public IEnumerable<ChangeKey> Keys => Models.Select(model => ChangeKey.For(model, Controller, _filter));

    /// <summary>
    /// True when an event may have changed what the set holds or how it is ordered. Exact for new documents; for others it is not known
    /// how they were before, so any change counts.
    /// </summary>
    public bool IsTouchedBy(DocumentEvent heard)
    {
        if (!heard.MovesSets || !Models.Contains(heard.Entry.Model))
            return false;
        if (!heard.IsRead)
            return true;
        if (heard.State is null || (Controller is { } controller && heard.Controller != controller))
            return false;
        return !heard.IsFirst
            || (
                heard.IsThere
                && IsRelated(heard.Content)
                && (_filter is null || FilterMatch.Holds(_filter, heard.Content))
            );
    }

    bool IsRelated(JsonElement content)
    {
        if (_relation is null)
            return true;
        if (
            content.ValueKind != JsonValueKind.Object
            || !content.TryGetProperty(_relation.Field, out var value)
            || value.ValueKind != JsonValueKind.String
        )
            return false;
        var text = value.GetString()!;
        return _relatedDocument is { } related
            ? StreamRef.TryFind(text, out var id, out _) && id.Stream == related
            : text == _related;
    }
}

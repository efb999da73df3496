using System.Runtime.CompilerServices;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Log;
using ComposeServer.Log.Feed;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>A committed event with the document that it belongs to, read once for all who listen.</summary>
/// <param name="entry">The event.</param>
/// <param name="state">The document at or after the event; null for what is no document, or was not read.</param>
/// <param name="isRead">False when nobody wanted the document at the time.</param>
sealed class DocumentEvent(FeedEntry entry, DocumentState? state, bool isRead)
{
    /// <summary>Those who listen read at the same time: a reference is there whole or not at all.</summary>
    StrongBox<JsonElement>? _content;

    public FeedEntry Entry => entry;

    public long Position => entry.Position;

    public DocumentState? State => state;

    /// <summary>True when <see cref="State"/> is what there is.</summary>
    public bool IsRead => isRead;

    public Did? Controller => state?.Controller;

    /// <summary>The document's content, parsed when first asked for. Only where there is a <see cref="State"/>.</summary>
    public JsonElement Content => (_content ??= new(JsonElement.Parse(state!.Content.Span))).Value;

    /// <summary>True for the event with which a document begins to be there.</summary>
    public bool IsFirst => entry.Kind == EventKind.Init || entry.FollowsUnsignedInit;

    /// <summary>True when it may change which documents a set holds: anchors and unsigned init events do not.</summary>
    public bool MovesSets => entry.Kind != EventKind.Time && entry.IsSigned;

    /// <summary>True when the document is there for those who look through an index.</summary>
    public bool IsThere => state is { Content.IsNull: false, ShouldIndex: not false };

    /// <summary>Bytes of content that it holds on to.</summary>
    public int Size => state?.Content.Span.Length ?? 0;
}

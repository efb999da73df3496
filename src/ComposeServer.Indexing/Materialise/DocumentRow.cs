using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log;
using ComposeServer.Log.Materialise;
using ComposeServer.Streams;

namespace ComposeServer.Indexing.Materialise;

/// <summary>The current row of a document.</summary>
/// <param name="Log">The document's log.</param>
/// <param name="Id">Its StreamID.</param>
/// <param name="Model">The model whose table it belongs to.</param>
/// <param name="Controller">The author.</param>
/// <param name="IsFirst">True when the log holds nothing but the event that made this row.</param>
/// <param name="UpdatedAt">When the event that made this row was committed; when it was first seen, too, if it is the first.</param>
/// <param name="Content">JSON text that Postgres can take apart: see <see cref="StoredText"/>.</param>
/// <param name="Values">One for each column of the model, in the same order.</param>
public sealed record DocumentRow(
    LogName Log,
    StreamId Id,
    IndexedModel Model,
    Did Controller,
    bool IsFirst,
    DateTimeOffset UpdatedAt,
    string Content,
    IReadOnlyList<ColumnValue> Values
) : MaterialisedRow(Log);

/// <summary>A document that must not be found in the index any more.</summary>
public sealed record DocumentRemoval(LogName Log, IndexedModel Model) : MaterialisedRow(Log);

/// <summary>Value of one column; all members null for an absent field.</summary>
/// <param name="Text">A text, or the spelling of a number.</param>
public readonly record struct ColumnValue(string? Text, bool? Boolean, LogName? Document, Did? Account)
{
    /// <summary>An absent field, or one of another type than its column.</summary>
    public static ColumnValue Absent => default;
}

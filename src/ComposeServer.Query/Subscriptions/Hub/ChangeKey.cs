using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Indexing.Filters;
using ComposeServer.Log;

namespace ComposeServer.Query.Subscriptions.Hub;

/// <summary>What somebody listens to: one log, all documents of a model, or those of them that one account controls or that hold one text.</summary>
/// <param name="Log">The log, or the model's log.</param>
/// <param name="IsModel">True when the documents of that model are meant.</param>
/// <param name="Controller">The account; default for all.</param>
/// <param name="Field">A field that must hold <paramref name="Value"/> when a document is first there; null for all. Later events all count.</param>
/// <param name="Value">The text.</param>
readonly record struct ChangeKey(LogName Log, bool IsModel, Did Controller, string? Field, string? Value)
{
    /// <summary>Events of one log.</summary>
    public static ChangeKey OfLog(LogName log) => new(log, false, default, null, null);

    /// <summary>Events of a model's documents.</summary>
    public static ChangeKey OfModel(LogName model, Did? controller) =>
        new(model, true, controller ?? default, null, null);

    /// <summary>First events of a model's documents that hold a text, and all later events.</summary>
    public static ChangeKey OfText(LogName model, string field, string value) =>
        new(model, true, default, field, value);

    /// <summary>The narrowest key that misses nothing.</summary>
    public static ChangeKey For(LogName model, Did? controller, Filter? filter) =>
        controller is null && filter is not null && TextIn(filter) is var (field, value)
            ? OfText(model, field, value)
            : OfModel(model, controller);

    /// <summary>True when an event is meant, or may be: whose document it is may not be known.</summary>
    public bool Concerns(DocumentEvent heard)
    {
        if (!IsModel)
            return Log == heard.Entry.Log;
        if (Log != heard.Entry.Model)
            return false;
        if (!heard.IsRead)
            return true;
        if (Field is not null && heard.IsFirst)
            return heard.State is not null && TextOf(heard.Content, Field) == Value;
        return Controller.IsEmpty || Controller == heard.Controller;
    }

    /// <summary>A text member of a content; null for anything else.</summary>
    public static string? TextOf(JsonElement content, string field) =>
        content.ValueKind == JsonValueKind.Object
        && content.TryGetProperty(field, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A field that must be equal to a text wherever the filter holds.</summary>
    static (string Field, string Value)? TextIn(Filter filter)
    {
        switch (filter)
        {
            case Filter.Where where:
                foreach (var condition in where.Conditions)
                    if (
                        condition is
                        { Operator: FilterOperator.EqualTo, Value: FilterValue.Texts { Values: [var text] } }
                    )
                        return (condition.Field, text);
                return null;
            case Filter.And and:
                foreach (var part in and.Parts)
                    if (TextIn(part) is { } found)
                        return found;
                return null;
            default:
                return null;
        }
    }
}

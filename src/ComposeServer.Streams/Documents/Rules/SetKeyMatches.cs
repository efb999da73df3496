using System.Text.Json;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents.Rules;

/// <summary>The fields of a SET document say what its key says (composedb.md 4.3).</summary>
/// <remarks>
/// JS nodes read a falsy value as empty, ceramic-one as its text; a document whose key is <c>0</c> or <c>false</c> is valid for one of them
/// only. Both forms are taken (ceramic.md 6.4).
/// </remarks>
static class SetKeyMatches
{
    const string Mismatch =
        "Unique content fields value does not match metadata. If you are trying to change the value of these fields, "
        + "this is causing this error: these fields values are not mutable.";

    public static Refusal? Check(DocumentUnique? unique, DocumentContent content, CompiledModel model)
    {
        if (model.Kind != AccountRelationKind.Set)
            return null;
        if (unique is not { } key)
            return new(RefusalCode.UniqueMismatch, "Missing unique metadata value");
        if (content.Root.ValueKind == JsonValueKind.Null)
            return new(RefusalCode.UniqueMismatch, "Missing content");
        return
            key.IsKey(SetKey.AsNodesCheck(content.Root, model.SetFields))
            || key.IsKey(SetKey.Of(content.Root, model.SetFields))
            ? null
            : new(RefusalCode.UniqueMismatch, Mismatch);
    }
}

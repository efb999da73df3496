using System.Text.Json;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Streams.Documents.Rules;

/// <summary>Relation fields point to documents of the models that they may point to (composedb.md 4.3).</summary>
/// <param name="models">Models at hand.</param>
/// <param name="view">The documents pointed to.</param>
/// <param name="isOwnDoor">Whether a target that is not stored here refuses the write.</param>
sealed class RelationsHold(CompiledModels models, IApplyView view, bool isOwnDoor)
{
    /// <summary>Checks every relation whose value the event sets. One that was there before has been checked, and no document changes its model.</summary>
    /// <returns>Null when all hold.</returns>
    public ApplyResult? Check(DocumentContent? before, DocumentContent after, CompiledModel model)
    {
        foreach (var relation in model.Relations)
        {
            var value = after.Member(relation.Field);
            if (
                value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
                || IsKept(before, relation.Field, value)
            )
                continue;
            if (Check(relation, value, model) is { } problem)
                return problem;
        }

        return null;
    }

    static bool IsKept(DocumentContent? before, string field, JsonElement value) =>
        before?.Member(field) is { ValueKind: JsonValueKind.String } old
        && value.ValueKind == JsonValueKind.String
        && JsonElement.DeepEquals(old, value);

    ApplyResult? Check(DocumentRelation relation, JsonElement value, CompiledModel model)
    {
        var error = "not a string";
        if (value.ValueKind != JsonValueKind.String || !StreamId.TryFind(value.GetString(), out var target, out error))
            return Refuse($"Error while parsing relation from field {relation.Field}: Invalid StreamID: {error}");
        if (target.Type != StreamType.Document)
            return Refuse(
                $"Relation on field {relation.Field} points to Stream {target}, which is not a ModelInstanceDocument"
            );
        if (view.Find(target.Name) is not DocumentState found)
            return isOwnDoor
                ? Refuse(
                    $"Relation on field {relation.Field} points to Stream {target}: ipld: could not find {target.Init}"
                )
                : null;
        if (relation.Target is not { } wanted || found.ModelId == wanted)
            return null;
        if (models.Find(found.ModelId, view) is not { } targetModel)
            return new ApplyResult.Missing([found.ModelId.Init]);
        if (targetModel.IsA(wanted))
            return null;
        return Refuse(
            $"Relation on field {relation.Field} points to Stream {target}, which belongs to Model {found.ModelId}, but this Stream's Model "
                + $"({model.Id}) specifies that this relation must be to a Stream in the Model {wanted}"
        );
    }

    static ApplyResult Refuse(string detail) => ApplyResult.Refuse(RefusalCode.InvalidRelation, detail);
}

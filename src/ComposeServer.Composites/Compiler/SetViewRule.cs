using ComposeServer.Composites.Format;
using ComposeServer.Ipld;
using ComposeServer.Streams.Models;

namespace ComposeServer.Composites.Compiler;

/// <summary>A view <c>relationSetFrom</c> of a composite must lead to a SET model whose key can name the viewed document.</summary>
/// <remarks>
/// Source: <c>composedb.md</c> 2.4. The JS tools compare the relation with the wrong model, so that only <c>Node</c> passes there
/// (quirk Q8); here a relation to the viewed model passes too.
/// </remarks>
static class SetViewRule
{
    /// <summary>Passes, or throws <c>VIEW_INVALID</c>.</summary>
    /// <param name="models">All models of the composite.</param>
    /// <param name="modelId">The model that the views are added to.</param>
    /// <param name="views">The views.</param>
    /// <param name="placeOf">Where the view of a field stands.</param>
    public static void Check(
        IReadOnlyCollection<CompositeModel> models,
        string modelId,
        IpldMap views,
        Func<string, SdlPlace?> placeOf
    )
    {
        foreach (var (field, value) in views.Entries)
        {
            var view = (IpldMap)value;
            if (view["type"] is not IpldString { Value: "relationSetFrom" })
                continue;
            var (model, property) = (((IpldString)view["model"]).Value, ((IpldString)view["property"]).Value);
            if (ProblemOf(models, modelId, model, property) is { } problem)
                throw CompositeException.Because(CompositeErrorCode.ViewInvalid, problem, placeOf(field));
        }
    }

    static string? ProblemOf(
        IReadOnlyCollection<CompositeModel> models,
        string modelId,
        string targetId,
        string property
    )
    {
        var target = models.First(model => model.Id.ToString() == targetId).Definition;
        if (target is not { MajorVersion: >= 2, AccountRelation.Kind: AccountRelationKind.Set })
            return $"Invalid view referencing model {targetId} on model {modelId}: expected \"set\" account relation";

        var place = $"Invalid property {property} set for view on model {modelId}: {property}";
        if (!target.AccountRelation.Fields.Contains(property))
            return $"{place} is not defined as a \"set\" account relation field";
        var relation = target.Relations.FirstOrDefault(entry => entry.Key == property).Value;
        return relation is not ModelRelation.Document to || to.Model is { } named && named.ToString() != modelId
            ? $"{place} must define a relation to model {modelId}"
            : null;
    }
}

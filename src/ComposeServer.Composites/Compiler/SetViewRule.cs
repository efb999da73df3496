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
    public static void Check(IReadOnlyCollection<CompositeModel> models, string modelId, IpldMap views)
    {
        foreach (var view in views.Entries.Select(entry => (IpldMap)entry.Value))
        {
            if (view["type"] is IpldString { Value: "relationSetFrom" })
                Check(models, modelId, ((IpldString)view["model"]).Value, ((IpldString)view["property"]).Value);
        }
    }

    static void Check(IReadOnlyCollection<CompositeModel> models, string modelId, string targetId, string property)
    {
        var target = models.First(model => model.Id.ToString() == targetId).Definition;
        if (target is not { MajorVersion: >= 2, AccountRelation.Kind: AccountRelationKind.Set })
            throw Invalid(
                $"Invalid view referencing model {targetId} on model {modelId}: expected \"set\" account relation"
            );

        var place = $"Invalid property {property} set for view on model {modelId}: {property}";
        if (!target.AccountRelation.Fields.Contains(property))
            throw Invalid($"{place} is not defined as a \"set\" account relation field");
        var relation = target.Relations.FirstOrDefault(entry => entry.Key == property).Value;
        if (relation is not ModelRelation.Document to || to.Model is { } named && named.ToString() != modelId)
            throw Invalid($"{place} must define a relation to model {modelId}");
    }

    static CompositeException Invalid(string message) =>
        CompositeException.Because(CompositeErrorCode.ViewInvalid, message);
}

using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Operations.Incremental;

/// <summary>What is done with the fields of objects of one type when some of them come later.</summary>
/// <param name="Now">The fields that are delivered with the object.</param>
/// <param name="NewUsages">The <c>@defer</c> that stand in this selection set: each makes a pending part for each object.</param>
/// <param name="Deferred">The other fields, by the parts that deliver them.</param>
sealed record DeliveryPlan(
    ImmutableArray<FieldSelection> Now,
    ImmutableArray<DeferUsage> NewUsages,
    ImmutableArray<DeferredFields> Deferred
);

/// <summary>Fields of one object that are executed together, later than the object. Compared by identity.</summary>
/// <param name="usages">The fragments they belong to.</param>
/// <param name="fields">The fields, in the order of the response.</param>
sealed class DeferredFields(DeferUsageSet usages, ImmutableArray<FieldSelection> fields)
{
    public DeferUsageSet Usages { get; } = usages;
    public ImmutableArray<FieldSelection> Fields { get; } = fields;
}

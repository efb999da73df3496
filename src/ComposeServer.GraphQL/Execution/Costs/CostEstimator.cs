using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.GraphQL.Execution.Costs;

/// <summary>Estimates one operation with its arguments. Parts without variables are estimated once and kept with the operation.</summary>
/// <param name="request">The operation and its variables.</param>
readonly struct CostEstimator(RequestContext request)
{
    /// <summary>Bytes of a leaf with its name, on average over documents of applications.</summary>
    const double LeafBytes = 48;

    /// <summary>Braces, name and comma of an object.</summary>
    const double ObjectBytes = 16;

    /// <summary>The whole operation.</summary>
    public CostEstimate Estimate() => Of(request.Operation.Root, request.Operation.RootType).Cost;

    /// <summary>The field of the root, or within it, that takes most objects, as a path: where to ask for less.</summary>
    public string HeaviestPath()
    {
        var path = new List<string>();
        NamedType type = request.Operation.RootType;
        var selections = request.Operation.Root;
        while (selections is not null)
        {
            var estimator = this;
            var heaviest = TypesOf(type)
                .SelectMany(objectType => selections.For(objectType))
                .Select(field => (Field: field, estimator.Of(field).Cost))
                .MaxBy(entry => (entry.Cost.Objects, entry.Cost.Bytes, entry.Cost.Statements));
            if (heaviest.Field is not { } field)
                break;
            path.Add(field.ResponseKey);
            // A page is what can be made smaller; further down there is only what it holds.
            if (field.Field.Cost is not null && !HasSizedFieldBelow(field))
                break;
            (selections, type) = (field.Selections, field.Field.Type.Named);
        }

        return string.Join('.', path);
    }

    bool HasSizedFieldBelow(FieldSelection field)
    {
        var estimator = this;
        return field.Selections is { } selections
            && TypesOf(field.Field.Type.Named)
                .SelectMany(type => selections.For(type))
                .Any(below =>
                    below.Field.Cost is { SlicingArguments.Count: > 0 } || estimator.HasSizedFieldBelow(below)
                );
    }

    (CostEstimate Cost, bool IsConstant) Of(SelectionSet selections, NamedType type)
    {
        if (selections.ConstantCost is { } kept)
            return (kept.Cost, true);
        var most = default(CostEstimate);
        var isConstant = true;
        foreach (var objectType in TypesOf(type))
        {
            var sum = default(CostEstimate);
            foreach (var field in selections.For(objectType))
            {
                var (cost, isFieldConstant) = Of(field);
                sum += cost;
                isConstant &= isFieldConstant;
            }

            most = CostEstimate.Max(most, sum);
        }

        if (isConstant)
            selections.ConstantCost = new(most);
        return (most, isConstant);
    }

    (CostEstimate Cost, bool IsConstant) Of(FieldSelection field)
    {
        if (field.Selections is not { } selections)
        {
            var leaf = new CostEstimate(0, 0, LeafBytes, 0);
            return field.Field.Cost is { } own ? (leaf + new CostEstimate(0, own.Weight, 0, 1), true) : (leaf, true);
        }

        if (field.Field.Cost is not { } cost)
        {
            var (below, isConstant) = Of(selections, field.Field.Type.Named);
            return (below + new CostEstimate(0, 0, ObjectBytes, 0), isConstant);
        }

        var size = SizeOf(field, cost);
        var (inside, isInsideConstant) =
            cost.SizedFields.Count == 0
                ? Times(Of(selections, field.Field.Type.Named), size)
                : OfSized(selections, field.Field.Type.Named, cost, size);
        return (
            inside + new CostEstimate(size, cost.Weight, ObjectBytes, 1),
            isInsideConstant && field.ConstantArguments is not null
        );
    }

    /// <summary>A value with a list in one of its fields: what is beside it is there once.</summary>
    (CostEstimate Cost, bool IsConstant) OfSized(SelectionSet selections, NamedType type, FieldCost cost, double size)
    {
        var most = default(CostEstimate);
        var isConstant = true;
        foreach (var objectType in TypesOf(type))
        {
            var sum = default(CostEstimate);
            foreach (var field in selections.For(objectType))
            {
                var (below, isFieldConstant) = Of(field);
                sum += below.Times(cost.SizedFields.Contains(field.Field.Name) ? size : 1);
                isConstant &= isFieldConstant;
            }

            most = CostEstimate.Max(most, sum);
        }

        return (most, isConstant);
    }

    double SizeOf(FieldSelection field, FieldCost cost)
    {
        if (cost.SlicingArguments.Count == 0 || request.ArgumentsOf(field).Values is not { } arguments)
            return cost.AssumedSize;
        foreach (var name in cost.SlicingArguments)
            switch (arguments[name])
            {
                case int number:
                    // What is out of range is refused when it is resolved.
                    return int.Clamp(number, 0, cost.SizeMax);
                case object?[] list:
                    return list.Length;
            }

        return cost.AssumedSize;
    }

    static (CostEstimate Cost, bool IsConstant) Times((CostEstimate Cost, bool IsConstant) one, double count) =>
        (one.Cost.Times(count), one.IsConstant);

    IEnumerable<ObjectType> TypesOf(NamedType type) =>
        type is ObjectType objectType ? [objectType] : request.Schema.PossibleTypes(type);
}

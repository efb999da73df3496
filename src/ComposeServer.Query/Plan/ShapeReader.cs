using System.Collections.Immutable;
using ComposeServer.GraphQL.Operations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Query.Plan;

/// <summary>Reads a selection into the shape of its answer, once for each compiled operation. Null wherever there is more than a plan covers.</summary>
static class ShapeReader
{
    /// <summary>The shape of a connection, kept with its selection.</summary>
    public static ConnectionShape? ConnectionOf(FieldSelection selection)
    {
        if (selection.Plan is not Found found)
            selection.Plan = found = new Found(new ShapeReading().Connection(selection, 0));
        return found.Connection;
    }

    /// <summary>The shape of a document of one model that a field gives, kept with its selection.</summary>
    public static DocumentShape? DocumentOf(FieldSelection selection, ObjectType model)
    {
        var known = (ImmutableDictionary<ObjectType, DocumentShape?>?)selection.Plan ?? NoDocuments;
        if (!known.TryGetValue(model, out var shape))
        {
            shape = new ShapeReading().Document(selection.Selections, model, 0);
            selection.Plan = known.SetItem(model, shape);
        }

        return shape;
    }

    static readonly ImmutableDictionary<ObjectType, DocumentShape?> NoDocuments = ImmutableDictionary.Create<
        ObjectType,
        DocumentShape?
    >(ReferenceEqualityComparer.Instance);

    /// <summary>What was found out, also that there is no plan.</summary>
    sealed record Found(ConnectionShape? Connection);
}

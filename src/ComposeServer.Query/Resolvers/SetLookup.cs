using ComposeServer.Composites.Runtime;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Query.Documents;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;

namespace ComposeServer.Query.Resolvers;

/// <summary>The id of a document of a SET model, from its controller and the values of its set fields.</summary>
static class SetLookup
{
    /// <param name="types">The schema's models.</param>
    /// <param name="model">Name of the SET model.</param>
    /// <param name="controller">The author.</param>
    /// <param name="with">The argument <c>with</c>: an input object, or null when there is none.</param>
    /// <param name="known">A set field whose value follows from the parent.</param>
    public static StreamId IdOf(
        DocumentTypes types,
        string model,
        Did controller,
        object? with,
        (string Field, string Value)? known
    )
    {
        var relation = (RuntimeAccountRelation.Set)types.Definition.Models[model].AccountRelation;
        var given = with as OrderedDictionary<string, object?>;
        var values = relation.Fields.Select(field =>
            known is { } fixedValue && fixedValue.Field == field
                ? new IpldString(fixedValue.Value)
                : ValueOf(given?[field])
        );
        return DocumentEvents.NameOf(DocumentEvents.SetInit(types.IdOf(model), controller, SetKey.Of(values)));
    }

    public static IpldValue ValueOf(object? value) =>
        value switch
        {
            string text => new IpldString(text),
            int number => new IpldInteger(number),
            double number => new IpldFloat(number),
            bool flag => flag ? IpldBool.True : IpldBool.False,
            _ => IpldNull.Instance,
        };
}

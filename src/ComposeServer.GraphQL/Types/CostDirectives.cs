using System.Collections.Immutable;
using System.Globalization;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>Reads <c>@cost(weight: String!)</c> and <c>@listSize(assumedSize, slicingArguments, sizedFields)</c> of fields in SDL.</summary>
/// <remarks>The text must define the directives itself, as any others.</remarks>
static class CostDirectives
{
    const string Cost = "cost";
    const string ListSize = "listSize";

    /// <returns>Null when the field has neither.</returns>
    public static FieldCost? Read(ImmutableArray<DirectiveNode> directives)
    {
        var weight = ValueOf(directives, Cost, "weight") is StringValueNode text ? Number(text.Value) : null;
        var isSized = directives.Any(directive => directive.Name == ListSize);
        if (weight is null && !isSized)
        {
            return null;
        }

        return new()
        {
            Weight = weight ?? 1,
            AssumedSize =
                ValueOf(directives, ListSize, "assumedSize") is IntValueNode size && Number(size.Value) is { } number
                    ? (int)double.Clamp(number, 0, int.MaxValue)
                    : 1,
            SlicingArguments = Texts(ValueOf(directives, ListSize, "slicingArguments")),
            SizedFields = Texts(ValueOf(directives, ListSize, "sizedFields")),
        };
    }

    static ValueNode? ValueOf(ImmutableArray<DirectiveNode> directives, string directive, string argument) =>
        directives
            .FirstOrDefault(node => node.Name == directive)
            ?.Arguments.FirstOrDefault(node => node.Name == argument)
            ?.Value;

    static string[] Texts(ValueNode? value) =>
        value switch
        {
            ListValueNode list => [.. list.Values.OfType<StringValueNode>().Select(text => text.Value)],
            StringValueNode text => [text.Value],
            _ => [],
        };

    static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        && double.IsFinite(number)
        && number >= 0
            ? number
            : null;
}

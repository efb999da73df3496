using System.Collections.Immutable;
using ComposeServer.Composites.Sdl.Validation;
using ComposeServer.GraphQL.Language;
using ComposeServer.Ipld;

namespace ComposeServer.Composites.Sdl;

/// <summary>A directive where it is used, with its arguments as values.</summary>
/// <param name="Arguments">What was given, <c>null</c> included; nothing for an argument left out that has no default.</param>
sealed record SdlDirective(string Name, OrderedMap<IpldValue> Arguments, Location At)
{
    /// <summary>An argument; null when it was left out or given as <c>null</c>.</summary>
    public IpldValue? this[string argument] =>
        Arguments.TryGetValue(argument, out var value) && value is not IpldNull ? value : null;

    /// <summary>A text argument; null when it was left out or given as <c>null</c>.</summary>
    public string? Text(string argument) => (this[argument] as IpldString)?.Value;

    /// <summary>An argument that is a list of texts; null when it was left out or given as <c>null</c>.</summary>
    public IReadOnlyList<string>? Texts(string argument) =>
        this[argument] is IpldList list ? [.. list.Items.OfType<IpldString>().Select(item => item.Value)] : null;

    /// <summary>Reads the directives of a node, or throws <c>SDL_INVALID</c> for a literal that does not fit.</summary>
    public static IReadOnlyList<SdlDirective> ReadAll(ImmutableArray<DirectiveNode> nodes, SdlDocument document)
    {
        if (nodes.IsEmpty)
            return [];
        var table = new SdlDirectiveTable(document.Directives);
        return [.. nodes.Select(node => Read(node, table.Find(node.Name)!, document))];
    }

    static SdlDirective Read(DirectiveNode node, DirectiveDefinitionNode definition, SdlDocument document)
    {
        var arguments = new List<KeyValuePair<string, IpldValue>>();
        foreach (var argument in definition.Arguments)
        {
            var given = node.Arguments.FirstOrDefault(a => a.Name == argument.Name);
            if ((given?.Value ?? argument.DefaultValue) is not { } literal)
                continue;
            var value = SdlLiteral.Coerce(literal, argument.Type, document.Types);
            if (value is null)
                throw DoesNotFit(argument, literal, document.Text.PlaceOf((given ?? (SyntaxNode)node).Location));
            arguments.Add(new(argument.Name, value));
        }
        return new(node.Name, new(arguments), node.Location);
    }

    static CompositeException DoesNotFit(InputValueDefinitionNode argument, ValueNode literal, SdlPlace? at) =>
        CompositeException.Because(
            CompositeErrorCode.SdlInvalid,
            literal is NullValueNode
                ? $"Argument \"{argument.Name}\" of non-null type \"{Printer.Print(argument.Type)}\" must not be null."
                : $"Argument \"{argument.Name}\" has invalid value {Printer.Print(literal)}.",
            at
        );
}

using System.Collections.Immutable;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>
/// The directives that let an answer come in parts. A schema that names them offers incremental delivery; like those of
/// <see cref="BuiltInDirectives"/> they go by name, so a schema made of SDL may declare them.
/// </summary>
/// <remarks>Source: the incremental delivery text for GraphQL, the form with <c>pending</c>, <c>incremental</c> and <c>completed</c>.</remarks>
public static class IncrementalDirectives
{
    public static DirectiveDefinition Defer { get; } =
        new("defer", [DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment])
        {
            Description = "Directs the executor to defer this fragment when the `if` argument is true or undefined.",
            Arguments = new([If("Deferred when true or undefined."), Label()]),
        };

    public static DirectiveDefinition Stream { get; } =
        new("stream", [DirectiveLocation.Field])
        {
            Description = "Directs the executor to stream plural fields when the `if` argument is true or undefined.",
            Arguments = new([
                If("Stream when true or undefined."),
                Label(),
                new("initialCount", NonNullType.Of(BuiltInScalars.Int))
                {
                    Description = "Number of items to return immediately",
                    Default = InputDefault.FromValue(0),
                },
            ]),
        };

    /// <summary>Both.</summary>
    public static ImmutableArray<DirectiveDefinition> All { get; } = [Defer, Stream];

    static ArgumentDefinition If(string description) =>
        new("if", NonNullType.Of(BuiltInScalars.Boolean))
        {
            Description = description,
            Default = InputDefault.FromValue(true),
        };

    static ArgumentDefinition Label() => new("label", BuiltInScalars.String) { Description = "Unique name" };
}

using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>
/// <c>@live</c> on a query: its answer is wanted again whenever it changes. A schema has it when its host can tell; a transport that gives
/// one answer gives the first.
/// </summary>
public static class LiveDirective
{
    /// <summary>Shortest pause between two answers when the query names none, in milliseconds.</summary>
    public const int DefaultThrottle = 100;

    public static DirectiveDefinition Definition { get; } =
        new("live", [DirectiveLocation.Query])
        {
            Description = "Answers again whenever the answer changes, where the transport can.",
            Arguments = new([
                new("if", NonNullType.Of(BuiltInScalars.Boolean))
                {
                    Description = "Live when true.",
                    Default = InputDefault.FromValue(true),
                },
                new("throttle", NonNullType.Of(BuiltInScalars.Int))
                {
                    Description = "Milliseconds from one answer to the next, at least.",
                    Default = InputDefault.FromValue(DefaultThrottle),
                },
            ]),
        };
}

using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Names of schemas: the last part of <c>/graphql/{name}</c>.</summary>
static partial class SchemaName
{
    /// <summary>For people.</summary>
    public const string Rule = "a schema's name must match [a-z][a-z0-9-]{0,62}";

    /// <summary>What stands beside schemas under <c>/graphql/</c>, or may some day.</summary>
    static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "admin",
        "api",
        "assets",
        "batch",
        "default",
        "events",
        "explorer",
        "graphiql",
        "graphql",
        "health",
        "limits",
        "live",
        "metrics",
        "persisted",
        "playground",
        "schema",
        "schemas",
        "sdl",
        "sse",
        "stream",
        "subscriptions",
        "ws"
    );

    /// <returns>Why it is no name for a schema; null if it is one.</returns>
    public static string? Fault(string name) =>
        !Shape.IsMatch(name) ? Rule
        : Reserved.Contains(name) ? $"the name '{name}' is reserved"
        : null;

    // \z, since $ would let a line break pass.
    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,62}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 50)]
    private static partial Regex Shape { get; }
}

using ComposeServer.Server.Operations;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>Says whose header <c>GraphQL-Explain</c> is heeded. From others it is as good as absent.</summary>
/// <param name="from">The setting: <c>off</c>, <c>loopback</c> or <c>anywhere</c>.</param>
sealed class ExplainDoor(string from)
{
    /// <summary>Name of the header.</summary>
    public const string Header = "GraphQL-Explain";

    public ExplainLevel LevelOf(HttpContext http)
    {
        string? asked = http.Request.Headers[Header];
        if (asked is null || from == "off" || (from == "loopback" && !LocalCaller.Is(http)))
            return ExplainLevel.None;
        return asked switch
        {
            "plan" => ExplainLevel.Plan,
            "analyze" => ExplainLevel.Analyze,
            _ => ExplainLevel.None,
        };
    }
}

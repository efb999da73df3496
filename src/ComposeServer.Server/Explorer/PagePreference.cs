using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ComposeServer.Server.Explorer;

/// <summary>Reads from <c>Accept</c> whether a person with a browser asks, or a program (RFC 9110, section 12.5.1).</summary>
static class PagePreference
{
    /// <summary>What the endpoint itself answers with.</summary>
    static readonly string[] Answers = ["application/graphql-response+json", "application/json", "text/event-stream"];

    /// <returns>True when HTML is named and better liked than all of the endpoint's own types; wildcards name nothing.</returns>
    public static bool IsForHtml(IHeaderDictionary headers)
    {
        if (!MediaTypeHeaderValue.TryParseList(headers.Accept, out var accepted))
            return false;
        var html = accepted
            .Where(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase))
            .ToArray();
        return html.Length > 0
            && html.Max(Quality) is var best
            && best > Answers.Max(answer => QualityOf(answer, accepted));
    }

    /// <summary>The most specific range that covers a type decides.</summary>
    static double QualityOf(string answer, IList<MediaTypeHeaderValue> accepted) =>
        accepted
            .Where(range => Covers(range, answer))
            .OrderBy(range =>
                range.MatchesAllTypes ? 2
                : range.MatchesAllSubTypes ? 1
                : 0
            )
            .Select(Quality)
            .FirstOrDefault();

    static bool Covers(MediaTypeHeaderValue range, string answer) =>
        range.MatchesAllTypes
        || (
            range.MatchesAllSubTypes
                ? answer.StartsWith($"{range.Type}/", StringComparison.OrdinalIgnoreCase)
                : range.MediaType.Equals(answer, StringComparison.OrdinalIgnoreCase)
        );

    static double Quality(MediaTypeHeaderValue type) => type.Quality ?? 1;
}

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Answers in parts. Source: GraphQL over HTTP, "Incremental Delivery".</summary>
static partial class AnswerTypes
{
    const string Multipart = "multipart/mixed";

    /// <summary>The type in which an answer may come in parts; of several the one that the caller likes best. A wildcard allows none.</summary>
    /// <returns>Null when the caller takes whole answers only.</returns>
    public static AnswerType? InParts(HttpRequest request)
    {
        if (!MayAllow(request))
            return null;
        var accepted = request.GetTypedHeaders().Accept ?? [];
        foreach (var range in accepted.OrderByDescending(range => range.Quality ?? 1))
        {
            if ((range.Quality ?? 1) <= 0)
                continue;
            if (Is(range, EventStream))
                return AnswerType.EventStream;
            if (Is(range, JsonLines))
                return AnswerType.JsonLines;
            if (Is(range, Multipart) && IsOurForm(range))
                return AnswerType.Multipart;
        }

        return null;
    }

    /// <summary>Most callers take whole answers only; for them the header is not read again.</summary>
    static bool MayAllow(HttpRequest request)
    {
        foreach (var header in request.Headers.Accept)
            if (
                header is not null
                && (
                    header.Contains("stream", StringComparison.OrdinalIgnoreCase)
                    || header.Contains("jsonl", StringComparison.OrdinalIgnoreCase)
                    || header.Contains("multipart", StringComparison.OrdinalIgnoreCase)
                )
            )
                return true;
        return false;
    }

    /// <summary>
    /// Clients name the form of the payloads that they read in a parameter. The older form, with a path in each part and nothing pending,
    /// is not spoken here; neither is the envelope of subscriptions.
    /// </summary>
    static bool IsOurForm(MediaTypeHeaderValue range) =>
        range.Parameters.All(parameter =>
            parameter.Name.Value?.ToLowerInvariant() switch
            {
                "deferspec" => parameter.Value != "20220824",
                "incrementalspec" => parameter.Value != "v0.1",
                "subscriptionspec" => false,
                _ => true,
            }
        );
}

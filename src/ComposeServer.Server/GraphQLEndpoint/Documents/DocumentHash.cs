using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Server.GraphQLEndpoint.Documents;

/// <summary>Names of documents: SHA-256 of their UTF-8 in lower-case hexadecimal digits, as Apollo's and Relay's tools make them.</summary>
static class DocumentHash
{
    const int DigitsLength = 2 * SHA256.HashSizeInBytes;

    public static string Of(ReadOnlySpan<byte> document) => Convert.ToHexStringLower(SHA256.HashData(document));

    /// <summary>The name in <c>extensions.persistedQuery</c>.</summary>
    /// <param name="request">The request.</param>
    /// <param name="hash">The name; null when the request has no such member.</param>
    /// <returns>False when the member is there and malformed.</returns>
    public static bool TryRead(GraphQLRequest request, out string? hash)
    {
        hash = null;
        if (
            request.Extensions is not { ValueKind: JsonValueKind.Object } extensions
            || !extensions.TryGetProperty("persistedQuery", out var named)
        )
            return true;
        return named.ValueKind == JsonValueKind.Object
            && named.TryGetProperty("version", out var version)
            && version.ValueKind == JsonValueKind.Number
            && version.TryGetInt32(out var number)
            && number == 1
            && named.TryGetProperty("sha256Hash", out var text)
            && text.ValueKind == JsonValueKind.String
            && IsHash(hash = text.GetString());
    }

    static bool IsHash([NotNullWhen(true)] string? text) =>
        text is { Length: DigitsLength } && text.All(char.IsAsciiHexDigitLower);
}

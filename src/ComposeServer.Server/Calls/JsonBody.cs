using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using ComposeServer.GraphQL.Operations;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Calls;

/// <summary>Reads request bodies that are one JSON object.</summary>
static class JsonBody
{
    /// <summary>Nesting of a JSON body. Patches and contents nest far less.</summary>
    public const int DepthMax = 128;

    static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax };

    /// <summary>The body.</summary>
    /// <returns>A document that the caller disposes of, or why there is none.</returns>
    public static async Task<(JsonDocument? Body, CallFault? Fault)> ReadAsync(HttpContext http)
    {
        try
        {
            var body = await JsonDocument.ParseAsync(http.Request.Body, Options, http.RequestAborted);
            var fault =
                body.RootElement.ValueKind != JsonValueKind.Object ? "the request body must be a JSON object"
                : RequestReader.HasLoneSurrogate(JsonMarshal.GetRawUtf8Value(body.RootElement))
                    ? "the request body has an escaped surrogate without its other half"
                : null;
            if (fault is null)
                return (body, null);
            body.Dispose();
            return (null, Malformed(fault));
        }
        catch (JsonException error)
        {
            return (
                null,
                Malformed(
                    $"the request body is not JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}"
                )
            );
        }
        catch (BadHttpRequestException error) when (error.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return (null, new("request entity too large", ApiErrorCode.BodyTooLarge, error.StatusCode));
        }
        catch (BadHttpRequestException error)
        {
            // It came too slowly, or ended before its end: no fault of the server, so nothing for the log.
            return (null, new("the request body did not come whole", ApiErrorCode.MalformedRequest, error.StatusCode));
        }
    }

    /// <summary>A member that is a text of valid Unicode.</summary>
    public static bool TryGetText(JsonElement json, string name, [NotNullWhen(true)] out string? text)
    {
        text = null;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var member))
            return false;
        if (member.ValueKind != JsonValueKind.String)
            return false;
        try
        {
            text = member.GetString();
            return text is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static CallFault Malformed(string detail) =>
        new(detail, ApiErrorCode.MalformedRequest, StatusCodes.Status400BadRequest);
}

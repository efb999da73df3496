using System.Text;
using System.Text.Json;
using ComposeServer.GraphQL.Language;
using ComposeServer.Server.Calls;
using ComposeServer.Server.GraphQLEndpoint.Documents;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST admin/documents</c> with <c>{"documents": {id: text}}</c> in the signed body: callers of the GraphQL endpoint may name them. Each is
/// found by its id and by its hash. Not a call of the JS node.
/// </summary>
sealed class PostDocuments(AdminDoor door, TrustedDocumentSet trusted) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => DocumentsBody.Route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (documents, _, failure) = await door.CheckObjectAsync(
            http,
            "documents",
            JsonValueKind.Object,
            "the request must hold documents: an object of texts by id"
        );
        if (failure is not null)
            return failure;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in documents.EnumerateObject())
        {
            if (DocumentsBody.Fault(entry) is { } fault)
                return AdminDoor.Malformed(fault);
            texts[entry.Name] = entry.Value.GetString()!;
        }

        await trusted.TrustAsync(texts, http.RequestAborted);
        return ModelDataBody.Success;
    }
}

/// <summary><c>DELETE admin/documents</c> with <c>{"ids": [text]}</c> in the signed body: they are trusted no more. Those of files stay.</summary>
sealed class DeleteDocuments(AdminDoor door, TrustedDocumentSet trusted) : IApiEndpoint
{
    const string NeedsIds = "the request must hold ids: an array of texts";

    public string Method => HttpMethods.Delete;

    public string Route => DocumentsBody.Route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (ids, _, failure) = await door.CheckObjectAsync(http, "ids", JsonValueKind.Array, NeedsIds);
        if (failure is not null)
            return failure;
        if (ids.EnumerateArray().Any(id => id.ValueKind != JsonValueKind.String))
            return AdminDoor.Malformed(NeedsIds);
        var names = ids.EnumerateArray().Select(id => id.GetString()!).Distinct().ToList();
        var removed = await trusted.DistrustAsync(names, http.RequestAborted);
        return removed == names.Count
            ? ModelDataBody.Success
            : new ApiAnswer.Failure(
                $"{names.Count - removed} of {names.Count} were not there",
                ApiErrorCode.NotFound,
                StatusCodes.Status404NotFound
            );
    }
}

/// <summary><c>GET admin/documents</c>: what the database holds; documents of files are not in it.</summary>
sealed class GetDocuments(AdminDoor door, TrustedDocumentSet trusted) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => DocumentsBody.Route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = door.CheckHeader(http);
        if (failure is not null)
            return failure;
        var stored = await trusted.StoredAsync(http.RequestAborted);
        return new ApiAnswer.Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("documents");
            foreach (var (id, text) in stored.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("id", id);
                json.WriteString("hash", DocumentHash.Of(Encoding.UTF8.GetBytes(text)));
                json.WriteString("document", text);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}

/// <summary>What the calls about trusted documents share.</summary>
static class DocumentsBody
{
    public const string Route = "admin/documents";

    /// <summary>Characters of an id.</summary>
    const int IdLengthMax = 256;

    /// <summary>Why one cannot be trusted; null when it can.</summary>
    public static string? Fault(JsonProperty entry)
    {
        if (entry.Name.Length is 0 or > IdLengthMax || entry.Name.Any(char.IsControl))
            return $"an id must have 1 to {IdLengthMax} characters, none of them a control character";
        if (entry.Value.ValueKind != JsonValueKind.String)
            return $"the document {entry.Name} is not a text";
        var parsed = GraphQLParser.Parse(entry.Value.GetString()!, ParserLimits.Default);
        return parsed.IsValid ? null : $"the document {entry.Name} is no GraphQL: {parsed.Error.Message}";
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST admin/composites</c> with <c>{"composite": {…}, "name"?: text}</c> in the signed body: serves a composite at <c>/graphql</c>, or
/// at <c>/graphql/{name}</c>. Not a call of the JS node; its models must have been created and indexed before.
/// </summary>
sealed partial class PostComposite(AdminDoor door, SchemaHost schemas) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => "admin/composites";

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (request, failure) = await door.CheckBodyAsync(http);
        if (request is null)
            return failure!;
        if (
            request.RequestBody is not { ValueKind: JsonValueKind.Object } body
            || !body.TryGetProperty("composite", out var composite)
            || composite.ValueKind != JsonValueKind.Object
        )
            return Refuse("the request must hold a composite", ApiErrorCode.MalformedRequest);
        var name = "";
        if (
            body.TryGetProperty("name", out _)
            && (!ApiRequest.TryGetText(body, "name", out name!) || !SchemaName.IsMatch(name))
        )
            return Refuse("name must match [a-z][a-z0-9-]{0,62}", ApiErrorCode.MalformedRequest);
        try
        {
            await schemas.DeployAsync(name, composite.GetRawText(), http.RequestAborted);
            return ModelDataBody.Success;
        }
        catch (DeploymentException error)
        {
            return Refuse(error.Message, error.Code);
        }
    }

    static ApiAnswer.Failure Refuse(string error, string code) => new(error, code, StatusCodes.Status400BadRequest);

    [GeneratedRegex("^[a-z][a-z0-9-]{0,62}$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 50)]
    private static partial Regex SchemaName { get; }
}

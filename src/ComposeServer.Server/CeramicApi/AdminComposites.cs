using System.Text.Json;
using ComposeServer.Server.Calls;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// <c>POST admin/composites</c> with <c>{"composite": {…}, "name"?: text, "extend"?: true}</c> in the signed body: serves a composite at
/// <c>/graphql</c>, or at <c>/graphql/{name}</c>, in the place of what is served there or beside it. Not a call of the JS node; its models
/// must have been created and indexed before.
/// </summary>
sealed class PostComposite(AdminDoor door, SchemaHost schemas) : IApiEndpoint
{
    public string Method => HttpMethods.Post;

    public string Route => CompositeBody.Route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (composite, body, failure) = await door.CheckObjectAsync(
            http,
            "composite",
            JsonValueKind.Object,
            "the request must hold a composite"
        );
        if (failure is not null)
            return failure;
        if (!CompositeBody.TryReadName(body, out var name, out var refusal))
            return refusal;
        var extend = body.TryGetProperty("extend", out var flag) && flag.ValueKind == JsonValueKind.True;
        if (!extend && flag.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.False))
            return AdminDoor.Malformed("extend must be true or false");
        try
        {
            await schemas.DeployAsync(name, composite.GetRawText(), extend, http.RequestAborted);
            return ModelDataBody.Success;
        }
        catch (DeploymentException error)
        {
            return new ApiAnswer.Failure(error.Message, error.Code, StatusCodes.Status400BadRequest);
        }
    }
}

/// <summary>
/// <c>DELETE admin/composites</c> with <c>{"name"?: text}</c> in the signed body: takes a schema out of service. Models, indices and documents
/// stay.
/// </summary>
sealed class DeleteComposite(AdminDoor door, SchemaHost schemas) : IApiEndpoint
{
    public string Method => HttpMethods.Delete;

    public string Route => CompositeBody.Route;

    public async Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (body, failure) = await door.CheckObjectAsync(
            http,
            "the request must be an object, with the name of the schema in it"
        );
        if (failure is not null)
            return failure;
        if (!CompositeBody.TryReadName(body, out var name, out var refusal))
            return refusal;
        return await schemas.RemoveAsync(name, http.RequestAborted)
            ? ModelDataBody.Success
            : new ApiAnswer.Failure(
                name.Length == 0 ? "Nothing is deployed at /graphql" : $"There is no schema '{name}'",
                ApiErrorCode.NotFound,
                StatusCodes.Status404NotFound
            );
    }
}

/// <summary><c>GET admin/composites</c>: what is deployed.</summary>
sealed class GetComposites(AdminDoor door, SchemaHost schemas) : IApiEndpoint
{
    public string Method => HttpMethods.Get;

    public string Route => CompositeBody.Route;

    public Task<ApiAnswer> AnswerAsync(HttpContext http)
    {
        var (_, failure) = door.CheckHeader(http);
        return Task.FromResult<ApiAnswer>(failure is not null ? failure : new ApiAnswer.Json(Write));
    }

    void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteStartArray("composites");
        foreach (var (name, served) in schemas.Deployed)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("path", name.Length == 0 ? "/graphql" : $"/graphql/{name}");
            json.WriteNumber("version", served.Stamp.Version);
            json.WriteString("deployedAt", DateTimeOffset.FromUnixTimeMilliseconds(served.Stamp.DeployedAtMs));
            json.WriteString("schema", served.Sdl.ETag.Trim('"'));
            json.WriteStartObject("models");
            foreach (var (model, definition) in served.Definition.Models)
                json.WriteString(model, definition.Id);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}

/// <summary>What the calls about composites share.</summary>
static class CompositeBody
{
    public const string Route = "admin/composites";

    /// <summary>The schema's name; empty when none is given, for <c>/graphql</c>.</summary>
    public static bool TryReadName(JsonElement body, out string name, out ApiAnswer.Failure refusal)
    {
        (name, refusal) = ("", null!);
        if (!body.TryGetProperty("name", out _))
            return true;
        var fault = ApiRequest.TryGetText(body, "name", out name!) ? SchemaName.Fault(name) : SchemaName.Rule;
        if (fault is not null)
            refusal = AdminDoor.Malformed(fault);
        return fault is null;
    }
}

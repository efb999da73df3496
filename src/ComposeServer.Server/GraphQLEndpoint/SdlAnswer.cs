using ComposeServer.GraphQL.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Answers requests for a schema as text.</summary>
/// <remarks>
/// <c>?sdl</c> is all of it, <c>?sdl=exact</c> leaves our additions out, and <c>type=A,B</c> or <c>type=A&amp;type=B</c> beside either
/// gives the definitions of those types alone.
/// </remarks>
static class SdlAnswer
{
    const string TypeMember = "type";

    public static bool IsAskedFor(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Query.ContainsKey("sdl");

    /// <summary>Writes the text with its hash as ETag, or that there is no such type.</summary>
    /// <param name="http">The request.</param>
    /// <param name="served">The schema.</param>
    /// <param name="isShown">False refuses: the text says as much as introspection does.</param>
    public static Task WriteAsync(HttpContext http, ServedComposite served, bool isShown) =>
        isShown
            ? WriteAsync(http, http.Request.Query["sdl"] is ["exact"] ? served.PrintedExactly : served.Printed)
            : GraphQLAnswers.RefuseAsync(
                http,
                AnswerType.Json,
                StatusCodes.Status403Forbidden,
                new("The schema is not shown here", ErrorCodes.IntrospectionDisabled)
            );

    /// <summary>Writes all of a schema, or the types that are asked for.</summary>
    public static async Task WriteAsync(HttpContext http, SchemaSdl sdl)
    {
        if (!http.Request.Query.TryGetValue(TypeMember, out var lists))
        {
            await WriteAsync(http, sdl.Whole);
            return;
        }

        var names = lists.SelectMany(list => (list ?? "").Split(',', StringSplitOptions.TrimEntries));
        if (sdl.TryPrint(names, out var text, out var unknown))
            await WriteAsync(http, text);
        else
            await GraphQLAnswers.RefuseAsync(
                http,
                AnswerType.Json,
                StatusCodes.Status404NotFound,
                new($"The schema has no type '{unknown}'", ErrorCodes.NotFound)
            );
    }

    static async Task WriteAsync(HttpContext http, SdlText text)
    {
        http.Response.Headers.ETag = text.ETag;
        if (http.Request.Headers.IfNoneMatch.Contains(text.ETag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.BodyWriter.WriteAsync(text.Utf8);
    }
}

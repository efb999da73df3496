using System.Buffers;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Operations;
using ComposeServer.Server.GraphQLEndpoint;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Front;

/// <summary>Answers what the schema alone can answer, errors and introspection, and passes the rest on.</summary>
sealed class FrontEndpoint(RequestExecutor executor, SchemaFrontOptions options)
{
    readonly SchemaSdl _sdl = new(executor.Schema, options.Sdl);

    public async Task HandleAsync(HttpContext http)
    {
        if (SdlAnswer.IsAskedFor(http.Request))
        {
            await SdlAnswer.WriteAsync(http, _sdl);
            return;
        }

        var type = AnswerTypes.Choose(http.Request, AnswerType.Json);
        type = type == AnswerType.None ? AnswerType.Json : type.Whole();
        var (body, status, error) = await RequestBody.ReadAsync(http, batchMax: 0);
        if (body is not { Requests: [var request] })
        {
            await GraphQLAnswers.RefuseAsync(http, type, status, error!);
            return;
        }

        if (!MustPass(request))
        {
            var buffer = new ArrayBufferWriter<byte>();
            var summary = await executor.ExecuteAsync(request, null, buffer, http.RequestAborted);
            http.Response.StatusCode = type.StatusOf(summary);
            await GraphQLAnswers.WriteAsync(http, type, buffer.WrittenMemory);
            return;
        }

        string? viewer = http.Request.Headers[ViewerReader.ViewerHeader];
        var answer = await options.Answer(new(request, viewer), http.RequestAborted);
        await GraphQLAnswers.WriteAsync(http, type, answer);
    }

    /// <summary>True for a valid operation that the schema has, and that asks for data.</summary>
    bool MustPass(GraphQLRequest request)
    {
        if (request.Query.IsEmpty)
            return false;
        var document = executor.Prepare(request.Query.Span);
        if (document.IsRefused || document.Select(request.OperationName, out _) is not { } operation)
            return false;
        return request.AllowedOperations.Contains(operation.Type)
            && executor.Schema.RootType(operation.Type) is not null
            && !operation.IsAboutSchema;
    }
}

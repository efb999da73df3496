using System.Text.Json;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>What an endpoint of the node API answers.</summary>
abstract record ApiAnswer
{
    ApiAnswer() { }

    /// <summary>A JSON body.</summary>
    public sealed record Json(Action<Utf8JsonWriter> Write) : ApiAnswer
    {
        /// <summary>Position that the caller may send back to read its own write.</summary>
        public long? Position { get; init; }

        /// <summary>What the body is a copy of, without quotes: who has it already is told that nothing changed. Null when nobody may keep it.</summary>
        public string? Tag { get; init; }
    }

    /// <summary>A body that is written as things happen, until the caller goes or the server stops.</summary>
    public sealed record Stream(string ContentType, Func<HttpResponse, CancellationToken, Task> WriteAsync) : ApiAnswer;

    /// <summary>A body of plain text.</summary>
    public sealed record Text(string Body) : ApiAnswer;

    /// <summary>
    /// The node answers 500 for anything that went wrong (ceramic.md 8.1, kept: clients test only <c>ok</c> and print the text), other
    /// statuses for administration alone. The member <c>code</c> is ours.
    /// </summary>
    public sealed record Failure(string Error, string Code, int Status = 500) : ApiAnswer
    {
        /// <summary>For somebody who named a tip that is none any more.</summary>
        public TipConflict? Tips { get; init; }

        /// <summary>A fault of the call itself.</summary>
        public static Failure Of(CallFault fault) =>
            fault.Status == StatusCodes.Status400BadRequest
                ? new(fault.Detail, fault.Code)
                : new(fault.Detail, fault.Code, fault.Status);
    }
}

using System.Text.Json;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.EventApi;

/// <summary>What an endpoint of the event API answers.</summary>
abstract record EventAnswer
{
    EventAnswer() { }

    /// <summary>200 with a JSON body.</summary>
    public sealed record Json(Action<Utf8JsonWriter> Write) : EventAnswer;

    /// <summary>200 without a body.</summary>
    public sealed record Alive : EventAnswer;

    /// <summary>204: it is done.</summary>
    /// <param name="Position">Of the write; null when nothing was written.</param>
    public sealed record Done(long? Position = null) : EventAnswer;

    /// <summary>404 with a plain text, which is what ceramic-one answers; our code goes into a header.</summary>
    public sealed record Absent(string Text, string Code) : EventAnswer;

    /// <summary><c>{"message", "code"}</c>; the member <c>code</c> is ours.</summary>
    public sealed record Failure(string Message, string Code, int Status = StatusCodes.Status400BadRequest)
        : EventAnswer
    {
        /// <summary>For somebody who named a tip that is none any more.</summary>
        public TipConflict? Tips { get; init; }

        /// <summary>A fault of the call itself.</summary>
        public static Failure Of(CallFault fault) => new(fault.Detail, fault.Code, fault.Status);

        /// <summary>Something that was not taken.</summary>
        public static Failure Of(Refusal refusal) =>
            new(
                refusal.Detail,
                refusal.Code,
                refusal.Code switch
                {
                    RefusalCode.Overloaded => StatusCodes.Status503ServiceUnavailable,
                    RefusalCode.RateLimited => StatusCodes.Status429TooManyRequests,
                    _ => StatusCodes.Status400BadRequest,
                }
            );
    }
}

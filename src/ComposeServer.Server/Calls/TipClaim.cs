using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.Calls;

/// <summary>The member <c>ifTip</c> of a write: the tip that the caller has seen, as a CommitID or as the CID of an event. Ours.</summary>
static class TipClaim
{
    /// <summary>Name of the member.</summary>
    public const string Member = "ifTip";

    /// <param name="json">The object that may have the member.</param>
    /// <param name="tip">Null where there is none.</param>
    /// <returns>Null when it was read. Whoever says something that is no tip wants to be protected, so it is not passed over.</returns>
    public static CallFault? Read(JsonElement json, out Cid? tip)
    {
        tip = null;
        if (!json.TryGetProperty(Member, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { } text)
        {
            if (Cid.TryParse(text, out var cid))
                tip = cid;
            else if (StreamRef.TryParse(text, out var found, out _))
                tip = found.Commit;
        }

        return tip is null
            ? new(
                $"{Member} must be a CommitID or the CID of an event, as text",
                ApiErrorCode.MalformedRequest,
                StatusCodes.Status400BadRequest
            )
            : null;
    }

    /// <summary>
    /// The status of a refusal for somebody who named a tip. Clients of the JS node name none, and are answered with the status that they know.
    /// </summary>
    public static bool IsConflict(Refusal reason, SubmitOptions options) =>
        options.IfTip is not null && reason.Code == RefusalCode.Stale;
}

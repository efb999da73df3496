using System.Text.Json;
using ComposeServer.Identity;
using ComposeServer.Identity.Admin;
using ComposeServer.Identity.Dids;
using ComposeServer.Log.Intake;
using ComposeServer.Server.Calls;
using ComposeServer.Server.RateLimits;
using Microsoft.AspNetCore.Http;

namespace ComposeServer.Server.CeramicApi;

/// <summary>
/// Lets administrators in: a JWS over a one-time code, the path and the body, by a DID that is listed, exactly (ceramic.md 8.3). After
/// a refusal nothing else happens.
/// </summary>
sealed class AdminDoor(IReadOnlySet<Did> admins, AdminCodes codes, AdminTries tries)
{
    /// <summary>A new one-time code.</summary>
    public string IssueCode() => codes.Issue();

    /// <summary>For GET: the JWS stands in the header.</summary>
    /// <param name="http">The request.</param>
    /// <param name="route">Set where the signed path is another than that of the request: pins are signed without their id.</param>
    public (AdminRequest? Request, ApiAnswer.Failure? Failure) CheckHeader(HttpContext http, string? route = null)
    {
        string? header = http.Request.Headers.Authorization;
        if (AdminRequest.TryTakeJws(header, out var jws, out var refusal))
            return Check(http, jws, route ?? PathOf(http), StatusCodes.Status401Unauthorized);
        var status = string.IsNullOrEmpty(header) ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest;
        return (null, new(refusal.Message, refusal.Code, status));
    }

    /// <summary>For POST and DELETE: the JWS stands in the body.</summary>
    public async Task<(AdminRequest? Request, ApiAnswer? Failure)> CheckBodyAsync(HttpContext http)
    {
        var (body, failure) = await ApiRequest.ReadAsync(http);
        if (body is null)
            return (null, failure);
        using (body)
            return ApiRequest.TryGetText(body.RootElement, "jws", out var jws)
                ? Check(http, jws, PathOf(http), StatusCodes.Status422UnprocessableEntity)
                : (
                    null,
                    new ApiAnswer.Failure(
                        "Missing authorization jws",
                        ApiErrorCode.Unauthorized,
                        StatusCodes.Status422UnprocessableEntity
                    )
                );
    }

    /// <summary>For POST and DELETE of calls that say in an object what is wanted.</summary>
    /// <param name="http">The request.</param>
    /// <param name="needs">What the object must hold, for who sent none.</param>
    public async Task<(JsonElement Body, ApiAnswer? Failure)> CheckObjectAsync(HttpContext http, string needs)
    {
        var (request, failure) = await CheckBodyAsync(http);
        if (request is null)
            return (default, failure);
        return request.RequestBody is { ValueKind: JsonValueKind.Object } body
            ? (body, null)
            : (default, Malformed(needs));
    }

    /// <inheritdoc cref="CheckObjectAsync(HttpContext, string)"/>
    /// <param name="http">The request.</param>
    /// <param name="member">Name of the member that the call is about.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="needs">What the object must hold, for who sent none, or one without it.</param>
    public async Task<(JsonElement Member, JsonElement Body, ApiAnswer? Failure)> CheckObjectAsync(
        HttpContext http,
        string member,
        JsonValueKind kind,
        string needs
    )
    {
        var (body, failure) = await CheckObjectAsync(http, needs);
        if (failure is not null)
            return (default, default, failure);
        return body.TryGetProperty(member, out var found) && found.ValueKind == kind
            ? (found, body, null)
            : (default, default, Malformed(needs));
    }

    /// <summary>The signed body cannot be understood.</summary>
    public static ApiAnswer.Failure Malformed(string detail) =>
        new(detail, ApiErrorCode.MalformedRequest, StatusCodes.Status400BadRequest);

    (AdminRequest? Request, ApiAnswer.Failure? Failure) Check(HttpContext http, string jws, string path, int formStatus)
    {
        if (!tries.IsOpenTo(http))
            return (
                null,
                new(
                    "too many admin calls from this address failed; try again after a second",
                    RefusalCode.RateLimited,
                    StatusCodes.Status429TooManyRequests
                )
            );
        var checkedCall = Check(jws, path, formStatus);
        if (checkedCall.Failure is not null)
            tries.Failed(http);
        return checkedCall;
    }

    /// <param name="jws">Compact.</param>
    /// <param name="path">What must have been signed.</param>
    /// <param name="formStatus">Of a JWS that says nothing, or of another path.</param>
    (AdminRequest? Request, ApiAnswer.Failure? Failure) Check(string jws, string path, int formStatus)
    {
        if (!AdminRequest.TryRead(jws, out var request, out var refusal))
            return (null, Refuse(refusal, formStatus));
        return request.Authorise(path, admins, codes) is { } reason
            ? (
                null,
                Refuse(
                    reason,
                    reason.Code == IdentityCode.AdminPathMismatch ? formStatus : StatusCodes.Status401Unauthorized
                )
            )
            : (request, null);
    }

    static string PathOf(HttpContext http) => http.Request.PathBase + http.Request.Path;

    static ApiAnswer.Failure Refuse(IdentityRefusal reason, int status) => new(reason.Message, reason.Code, status);
}

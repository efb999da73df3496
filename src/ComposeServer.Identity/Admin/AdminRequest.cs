using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Identity.Admin;

/// <summary>What an administrator signed for one admin call.</summary>
/// <param name="Signer">The did:key that signed.</param>
/// <param name="Kid">As the header names it, for messages.</param>
/// <param name="Code">One-time code.</param>
/// <param name="RequestPath">For example <c>/api/v0/admin/modelData</c>.</param>
/// <param name="RequestBody">The body of a write; it counts instead of what the HTTP body says beside the JWS. Null for reads.</param>
/// <remarks>Payload: JSON <c>{"code":…,"requestBody":…,"requestPath":…}</c>. Source: spec ceramic.md 8.3.</remarks>
public sealed record AdminRequest(Did Signer, string Kid, string Code, string RequestPath, JsonElement? RequestBody)
{
    const string Scheme = "Basic ";

    static readonly JsonDocumentOptions JsonOptions = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Takes the JWS out of an <c>Authorization</c> header.</summary>
    /// <param name="header">The header's value; null when there is none.</param>
    /// <param name="jws">The compact JWS.</param>
    /// <param name="refusal">With the reference's texts (K).</param>
    public static bool TryTakeJws(string? header, [NotNullWhen(true)] out string? jws, out IdentityRefusal refusal)
    {
        jws = null;
        refusal = default;
        if (string.IsNullOrEmpty(header))
        {
            refusal = new(IdentityCode.MissingAuthorization, "Missing authorization header");
            return false;
        }

        if (
            header.StartsWith(Scheme, StringComparison.Ordinal)
            && header.Length > Scheme.Length
            && !header.AsSpan(Scheme.Length).Contains(' ')
        )
        {
            jws = header[Scheme.Length..];
            return true;
        }

        refusal = new(
            IdentityCode.InvalidAuthorization,
            "Invalid authorization header format. It needs to be 'Authorization: Basic <JWS BLOCK>'"
        );
        return false;
    }

    /// <summary>Reads a compact JWS and checks its signature.</summary>
    /// <param name="jws">From the header, or the member <c>jws</c> of the body; null when there is none.</param>
    /// <param name="request">What was signed.</param>
    /// <param name="refusal"><c>MISSING_ADMIN_JWS</c>, <c>INVALID_JWS</c>, or why the signature is not good.</param>
    public static bool TryRead(string? jws, [NotNullWhen(true)] out AdminRequest? request, out IdentityRefusal refusal)
    {
        request = null;
        if (string.IsNullOrEmpty(jws))
        {
            refusal = new(IdentityCode.MissingAdminJws, "Missing authorization jws");
            return false;
        }

        if (
            !Jws.TryParseCompact(jws, out var parsed, out refusal)
            || !parsed.TryVerify(out var header, out var key, out refusal)
        )
            return false;
        try
        {
            using var document = JsonDocument.Parse(parsed.Payload, JsonOptions);
            if (TryReadPayload(document.RootElement, out var code, out var path, out var body))
            {
                request = new AdminRequest(key.Did, header.Kid, code, path, body);
                return true;
            }
        }
        catch (Exception bad) when (bad is JsonException or InvalidOperationException)
        {
            // Falls through to the one answer below.
        }

        refusal = new(IdentityCode.InvalidJws, "invalid_jws: the payload is not an admin request");
        return false;
    }

    /// <summary>Judges the request: path, code, administrator, in this order; the code is used up only when all is well.</summary>
    /// <param name="requestPath">The path of the HTTP request as mounted, without an id behind it.</param>
    /// <param name="admins">Whole DIDs; a DID that begins like one is another.</param>
    /// <param name="codes">The codes given out.</param>
    /// <returns>Null when the call may go on.</returns>
    public IdentityRefusal? Authorise(string requestPath, IReadOnlySet<Did> admins, AdminCodes codes)
    {
        if (!string.Equals(RequestPath, requestPath, StringComparison.Ordinal))
        {
            return new(
                IdentityCode.AdminPathMismatch,
                $"The jws block contains a request path ({RequestPath}) that doesn't match the request ({requestPath})"
            );
        }

        if (codes.Check(Code) is { } refusal)
            return refusal;
        return admins.Contains(Signer)
            ? codes.Redeem(Code)
            : new(
                IdentityCode.NotAdmin,
                $"Unauthorized access: DID '{Kid}' does not have admin access permission to this node"
            );
    }

    static bool TryReadPayload(
        JsonElement payload,
        [NotNullWhen(true)] out string? code,
        [NotNullWhen(true)] out string? path,
        out JsonElement? body
    )
    {
        code = path = null;
        body = null;
        if (payload.ValueKind != JsonValueKind.Object)
            return false;
        if (payload.TryGetProperty("requestBody"u8, out var given))
            body = given.Clone();
        code = TextOf(payload, "code"u8);
        path = TextOf(payload, "requestPath"u8);
        return code is not null && path is not null;
    }

    static string? TextOf(JsonElement payload, ReadOnlySpan<byte> name) =>
        payload.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String
            ? member.GetString()
            : null;
}

using ComposeServer.Identity.Dids;

namespace ComposeServer.Identity.Capabilities;

/// <summary>The statement that an account signs. Absent optional members are null and absent from the block.</summary>
/// <param name="Domain">Who asked for it, for example <c>example.org</c>.</param>
/// <param name="Issuer">The account: did:pkh, or did:key for a passkey.</param>
/// <param name="Audience">The DID of the session key, named <c>URI</c> in the text.</param>
/// <param name="Version"><c>1</c>.</param>
/// <param name="Nonce">Random text.</param>
/// <param name="IssuedAt">RFC 3339 time.</param>
/// <param name="NotBefore">RFC 3339 time from which it holds.</param>
/// <param name="ExpiresAt">RFC 3339 time after which it no longer holds.</param>
/// <param name="Statement">What the user was told.</param>
/// <param name="RequestId">The asker's own reference.</param>
/// <param name="Resources">What it is for, for example <c>ceramic://*</c>.</param>
public sealed record CacaoPayload(
    string Domain,
    Did Issuer,
    string Audience,
    string Version,
    string Nonce,
    string IssuedAt,
    string? NotBefore = null,
    string? ExpiresAt = null,
    string? Statement = null,
    string? RequestId = null,
    IReadOnlyList<string>? Resources = null
);

namespace ComposeServer.Identity.Capabilities;

/// <summary>The signature of a capability.</summary>
/// <param name="Kind"><c>s.t</c>, for example <c>eip191</c>.</param>
/// <param name="Text"><c>s.s</c>, in the spelling of its kind: hex, base58 or base64url.</param>
/// <param name="AuthenticatorData"><c>s.m.aad</c>, for <c>webauthn:p256</c> only: CBOR of <c>{ authData, clientDataJSON }</c>.</param>
public sealed record CacaoSignature(string Kind, string Text, ReadOnlyMemory<byte>? AuthenticatorData = null);

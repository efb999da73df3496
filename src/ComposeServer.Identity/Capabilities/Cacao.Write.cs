using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;

namespace ComposeServer.Identity.Capabilities;

public sealed partial class Cacao
{
    /// <summary>Makes the block of a signed capability.</summary>
    /// <exception cref="ArgumentException">What came out does not read back: a date or a line is malformed.</exception>
    public static Cacao Of(string header, CacaoPayload payload, CacaoSignature signature)
    {
        var block = DagCborEncoder.ToBlock(ToMap(header, payload, signature));
        return TryRead(block, out var cacao, out var refusal)
            ? cacao
            : throw new ArgumentException(refusal.ToString(), nameof(payload));
    }

    /// <summary>The data model, members in the order in which the stock library makes them, which its JSON keeps.</summary>
    internal static IpldMap ToMap(string header, CacaoPayload payload, CacaoSignature signature)
    {
        var s = IpldMap.Of(("t", signature.Kind), ("s", signature.Text));
        if (signature.AuthenticatorData is { } aad)
            s = s.With("m", IpldMap.Of(("aad", new IpldBytes(aad))));
        return IpldMap.Of(("h", IpldMap.Of(("t", header))), ("p", ToMap(payload)), ("s", s));
    }

    static IpldMap ToMap(CacaoPayload payload)
    {
        var p = IpldMap.Of(
            ("domain", payload.Domain),
            ("iat", payload.IssuedAt),
            ("iss", payload.Issuer.Text),
            ("aud", payload.Audience),
            ("version", payload.Version),
            ("nonce", payload.Nonce)
        );
        if (payload.NotBefore is { } notBefore)
            p = p.With("nbf", notBefore);
        if (payload.ExpiresAt is { } expiresAt)
            p = p.With("exp", expiresAt);
        if (payload.Statement is { } statement)
            p = p.With("statement", statement);
        if (payload.RequestId is { } requestId)
            p = p.With("requestId", requestId);
        if (payload.Resources is { } resources)
            p = p.With("resources", new IpldList([.. resources.Select(text => new IpldString(text))]));
        return p;
    }
}

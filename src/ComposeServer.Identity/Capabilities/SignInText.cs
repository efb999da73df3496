using System.Text;

namespace ComposeServer.Identity.Capabilities;

/// <summary>The text that a wallet shows and signs, byte for byte as the JavaScript library makes it (K).</summary>
/// <remarks>
/// Lines are joined by LF, without a last LF. Without a statement one empty line parts address and URI, where EIP-4361 has two: wallets sign what
/// they get. Source: EIP-4361, CAIP-122, spec ceramic.md 7.5.
/// </remarks>
static class SignInText
{
    /// <summary>Capabilities issued up to this day may have been signed in <see cref="Legacy"/> order.</summary>
    public static readonly DateTimeOffset LegacyUntil = new(2022, 9, 20, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The order of EIP-4361.</summary>
    /// <param name="payload">What is signed.</param>
    /// <param name="network"><c>Ethereum</c> or <c>Solana</c>.</param>
    /// <param name="address">The account's address in the spelling shown to the user.</param>
    /// <param name="chain">CAIP-2 reference, for example <c>1</c>.</param>
    public static string Current(CacaoPayload payload, string network, string address, string chain)
    {
        var text = Opening(payload, network, address);
        _ = text.Append("\nVersion: ").Append(payload.Version).Append("\nChain ID: ").Append(chain);
        AppendNonceAndTimes(text, payload);
        if (payload.Resources is { Count: > 0 })
            AppendResources(text, payload.Resources);
        return text.ToString();
    }

    /// <summary>The first library's order: the chain comes late, and an empty resource list still has its heading.</summary>
    public static string Legacy(CacaoPayload payload, string network, string address, string chain)
    {
        var text = Opening(payload, network, address);
        _ = text.Append("\nVersion: ").Append(payload.Version);
        AppendNonceAndTimes(text, payload);
        _ = text.Append("\nChain ID: ").Append(chain);
        if (payload.Resources is not null)
            AppendResources(text, payload.Resources);
        return text.ToString();
    }

    static StringBuilder Opening(CacaoPayload payload, string network, string address)
    {
        var text = new StringBuilder(512)
            .Append(payload.Domain)
            .Append(" wants you to sign in with your ")
            .Append(network)
            .Append(" account:\n")
            .Append(address)
            .Append("\n\n");
        if (!string.IsNullOrEmpty(payload.Statement))
            _ = text.Append(payload.Statement).Append("\n\n");
        return text.Append("URI: ").Append(payload.Audience);
    }

    static void AppendNonceAndTimes(StringBuilder text, CacaoPayload payload)
    {
        _ = text.Append("\nNonce: ").Append(payload.Nonce).Append("\nIssued At: ").Append(payload.IssuedAt);
        if (!string.IsNullOrEmpty(payload.ExpiresAt))
            _ = text.Append("\nExpiration Time: ").Append(payload.ExpiresAt);
        if (!string.IsNullOrEmpty(payload.NotBefore))
            _ = text.Append("\nNot Before: ").Append(payload.NotBefore);
        if (!string.IsNullOrEmpty(payload.RequestId))
            _ = text.Append("\nRequest ID: ").Append(payload.RequestId);
    }

    static void AppendResources(StringBuilder text, IReadOnlyList<string> resources)
    {
        _ = text.Append("\nResources:");
        foreach (var resource in resources)
        {
            _ = text.Append("\n- ").Append(resource);
        }
    }
}

using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids.Pkh;

namespace ComposeServer.Identity.Capabilities.Signatures;

/// <summary>What the two Ethereum kinds share: the account, the texts it may have signed, the signature's hex.</summary>
static class EthereumIssuer
{
    /// <summary>Longest signature that is read: a contract wallet's may carry many owners'.</summary>
    const int SignatureSizeBytesMax = 64 << 10;

    public static bool TryRead(
        Cacao capability,
        [NotNullWhen(true)] out DidPkh? account,
        [NotNullWhen(true)] out byte[]? signature,
        out IdentityRefusal refusal
    )
    {
        signature = null;
        if (!DidPkh.TryRead(capability.Payload.Issuer, out account, out refusal))
            return false;
        if (account.Namespace != DidPkh.Ethereum)
        {
            refusal = SignatureKinds.Malformed($"{capability.Signature.Kind} of an account of {account.Namespace}");
            return false;
        }

        var hex = capability.Signature.Text.AsSpan();
        if (hex.StartsWith("0x", StringComparison.Ordinal))
            hex = hex[2..];
        if (hex.Length % 2 != 0 || hex.Length > 2 * SignatureSizeBytesMax || hex.ContainsAnyExcept(HexDigits.Chars))
        {
            refusal = SignatureKinds.NotTheIssuer;
            return false;
        }

        signature = Convert.FromHexString(hex);
        return true;
    }

    /// <summary>In the order in which they are tried: the address as in <c>iss</c>, with checksum capitals, and for old ones the first library's order.</summary>
    public static IEnumerable<string> Texts(Cacao capability, DidPkh account)
    {
        const string network = "Ethereum";
        var payload = capability.Payload;
        yield return SignInText.Current(payload, network, account.Address, account.Reference);
        yield return SignInText.Current(
            payload,
            network,
            EthereumAddress.Checksummed(account.Address),
            account.Reference
        );
        if (capability.Times.IssuedAt <= SignInText.LegacyUntil)
        {
            yield return SignInText.Legacy(payload, network, account.Address, account.Reference);
        }
    }
}

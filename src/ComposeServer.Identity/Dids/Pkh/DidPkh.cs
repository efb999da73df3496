using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;

namespace ComposeServer.Identity.Dids.Pkh;

/// <summary>A blockchain account as a DID: <c>did:pkh:</c> followed by a CAIP-10 account.</summary>
/// <param name="Did">The DID as written.</param>
/// <param name="Namespace">CAIP-2 namespace, <c>eip155</c> or <c>solana</c>.</param>
/// <param name="Reference">CAIP-2 chain reference, for example <c>1</c>.</param>
/// <param name="Address">As written: for eip155 <c>0x</c> and 40 hex digits of any case, for solana base58 of 32 bytes.</param>
/// <remarks>Source: CAIP-2, CAIP-10, the did:pkh method.</remarks>
public sealed record DidPkh(Did Did, string Namespace, string Reference, string Address)
{
    /// <summary>Namespace of Ethereum and its kin.</summary>
    public const string Ethereum = "eip155";

    /// <summary>Namespace of Solana.</summary>
    public const string Solana = "solana";

    const int AddressBytesOfEthereum = 20;
    const int AddressBytesOfSolana = 32;

    static readonly SearchValues<char> NamespaceChars = SearchValues.Create("-abcdefghijklmnopqrstuvwxyz0123456789");
    static readonly SearchValues<char> ReferenceChars = SearchValues.Create(
        "-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );

    /// <summary>CAIP-2 chain id, for example <c>eip155:1</c>.</summary>
    public string Chain => $"{Namespace}:{Reference}";

    /// <summary>Reads an account of a supported chain.</summary>
    /// <param name="did">Any DID.</param>
    /// <param name="account">The account.</param>
    /// <param name="refusal">Says what is wrong; another chain is named.</param>
    public static bool TryRead(Did did, [NotNullWhen(true)] out DidPkh? account, out IdentityRefusal refusal)
    {
        account = null;
        if (!did.Method.SequenceEqual("pkh"))
        {
            refusal = new(IdentityCode.UnsupportedDidMethod, $"Not a did:pkh: {did}");
            return false;
        }

        var parts = did.SpecificPart.ToString().Split(':');
        if (parts.Length != 3 || !IsNamespace(parts[0]) || !IsReference(parts[1]) || parts[2].Length is 0 or > 128)
        {
            refusal = new(IdentityCode.InvalidDid, $"Not a CAIP-10 account: {did}");
            return false;
        }

        if (parts[0] is not (Ethereum or Solana))
        {
            refusal = new(
                IdentityCode.UnsupportedChain,
                $"Accounts of {parts[0]} are not supported, only eip155 and solana: {did}"
            );
            return false;
        }

        if (!(parts[0] == Ethereum ? IsEthereumAddress(parts[2]) : IsSolanaAddress(parts[2])))
        {
            refusal = new(IdentityCode.InvalidDid, $"Not an address of {parts[0]}: {did}");
            return false;
        }

        account = new DidPkh(did, parts[0], parts[1], parts[2]);
        refusal = default;
        return true;
    }

    /// <summary>The account of an Ethereum address, in lower case as the stock clients write it.</summary>
    /// <exception cref="FormatException">A malformed reference or address.</exception>
    public static DidPkh OfEthereum(string reference, string address)
    {
        var did = Did.Parse($"did:pkh:{Ethereum}:{reference}:{address.ToLowerInvariant()}");
        return TryRead(did, out var account, out var refusal) ? account : throw new FormatException(refusal.ToString());
    }

    static bool IsNamespace(string text) =>
        text.Length is >= 3 and <= 8 && !text.AsSpan().ContainsAnyExcept(NamespaceChars);

    static bool IsReference(string text) =>
        text.Length is >= 1 and <= 32 && !text.AsSpan().ContainsAnyExcept(ReferenceChars);

    static bool IsEthereumAddress(string text) =>
        text.Length == 2 + (2 * AddressBytesOfEthereum)
        && text.StartsWith("0x", StringComparison.Ordinal)
        && text.AsSpan(2).IndexOfAnyExcept(HexDigits.Chars) < 0;

    static bool IsSolanaAddress(string text) =>
        text.Length <= 44 && Base58Btc.TryDecode(text, out var key) && key.Length == AddressBytesOfSolana;
}

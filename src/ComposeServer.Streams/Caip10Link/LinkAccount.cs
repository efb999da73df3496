using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>A blockchain account as links write it: <c>address@namespace:reference</c>, the form before CAIP-10, or CAIP-10's own.</summary>
/// <param name="Namespace">CAIP-2 namespace, for example <c>eip155</c>.</param>
/// <param name="Reference">CAIP-2 chain reference, for example <c>1</c>.</param>
/// <param name="Address">As written; letter case is kept.</param>
/// <remarks>Source: CAIP-2, CAIP-10, ceramic.md 6.2.</remarks>
public sealed record LinkAccount(string Namespace, string Reference, string Address)
{
    static readonly SearchValues<char> NamespaceChars = SearchValues.Create("-abcdefghijklmnopqrstuvwxyz0123456789");
    static readonly SearchValues<char> ReferenceChars = SearchValues.Create(
        "-_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );
    static readonly SearchValues<char> AddressChars = SearchValues.Create(
        "-.%ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    );

    /// <summary>The form that link headers and proofs carry.</summary>
    public string Text => $"{Address}@{Namespace}:{Reference}";

    /// <summary>CAIP-2 chain id, for example <c>eip155:1</c>.</summary>
    public string Chain => $"{Namespace}:{Reference}";

    /// <summary>The account as a DID, by which writers are numbered: all that one account owns is found under one name.</summary>
    public Did ToDid() => Did.Parse($"did:pkh:{Namespace}:{Reference}:{Address}").Normalised();

    /// <summary>Reads either form.</summary>
    /// <returns>False for anything else, a DID too.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out LinkAccount? account)
    {
        account = null;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        string[] parts = at < 0 ? text.Split(':') : [.. text[(at + 1)..].Split(':'), text[..at]];
        if (parts is not [var name, var reference, var address] || name == "did")
            return false;
        if (name.Length is < 3 or > 8 || name.AsSpan().ContainsAnyExcept(NamespaceChars))
            return false;
        if (reference.Length is < 1 or > 32 || reference.AsSpan().ContainsAnyExcept(ReferenceChars))
            return false;
        if (address.Length is < 1 or > 128 || address.AsSpan().ContainsAnyExcept(AddressChars))
            return false;
        account = new(name, reference, address);
        return true;
    }
}

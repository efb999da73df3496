using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Dids.Key;

namespace ComposeServer.Identity.Jose;

/// <summary>Finds the public key that a header's <c>kid</c> names.</summary>
static class VerificationKey
{
    /// <summary>Resolves a <c>kid</c>. Only did:key signs: a did:pkh account signs a capability for one instead.</summary>
    /// <param name="kid"><c>did:key:z…</c>, and after <c>#</c> its specific part again, the id of its only key; the fragment may be absent.</param>
    /// <param name="key">The key.</param>
    /// <param name="refusal"><c>INVALID_KID</c>, or what is wrong with the DID.</param>
    /// <remarks>Source: spec ceramic.md 7.3. The reference ignores the fragment; a fragment that names no key of the document is refused here.</remarks>
    public static bool TryResolve(string kid, [NotNullWhen(true)] out DidKey? key, out IdentityRefusal refusal)
    {
        key = null;
        var hash = kid.IndexOf('#', StringComparison.Ordinal);
        if (!Did.TryParse(hash < 0 ? kid : kid[..hash], out var did))
        {
            refusal = new(IdentityCode.InvalidKid, $"invalid_jws: kid is not the URL of a key: {Shown(kid)}");
            return false;
        }

        if (!DidKey.TryRead(did, out key, out refusal))
            return false;
        if (hash < 0 || kid.AsSpan(hash + 1).SequenceEqual(did.SpecificPart))
            return true;
        key = null;
        refusal = new(IdentityCode.InvalidKid, $"invalid_jws: the DID document has no key {Shown(kid)}");
        return false;
    }

    static string Shown(string text) =>
        text.Length <= Did.LengthMax ? text : string.Concat(text.AsSpan(0, Did.LengthMax), "…");
}

using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using ComposeServer.Identity.Dids.Key;

namespace ComposeServer.Identity.Jose;

/// <summary>Checks the signature of a JWS. Source: RFC 7515 5, spec ceramic.md 1.3.</summary>
static class JwsVerification
{
    const int StackBytesMax = 1024;

    /// <summary>Reads the header, finds the key it names, checks that the algorithm is the key's.</summary>
    /// <param name="header">The protected header exactly as received.</param>
    /// <param name="parsed">What it says.</param>
    /// <param name="key">The key it names.</param>
    /// <param name="refusal">Why not.</param>
    public static bool TryReadHeader(
        ReadOnlySpan<byte> header,
        [NotNullWhen(true)] out ProtectedHeader? parsed,
        [NotNullWhen(true)] out DidKey? key,
        out IdentityRefusal refusal
    )
    {
        key = null;
        if (!ProtectedHeader.TryRead(header, out parsed, out refusal))
            return false;
        if (!VerificationKey.TryResolve(parsed.Kid, out key, out refusal))
            return false;
        if (parsed.Algorithm == key.Algorithm)
            return true;
        refusal = new(
            IdentityCode.AlgorithmMismatch,
            $"invalid_jws: the key signs {key.Algorithm}, the header says otherwise"
        );
        return false;
    }

    /// <summary>Checks the signature over the received bytes; nothing is serialised again.</summary>
    public static bool Verify(
        DidKey key,
        ReadOnlySpan<byte> header,
        ReadOnlySpan<byte> payload,
        ReadOnlySpan<byte> signature
    )
    {
        var size = InputSizeBytes(header, payload);
        var rented = size > StackBytesMax ? ArrayPool<byte>.Shared.Rent(size) : null;
        var input = rented is null ? stackalloc byte[StackBytesMax] : rented;
        try
        {
            WriteInput(header, payload, input);
            return key.Verify(input[..size], signature);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>The one text for every bad signature: it tells nothing about where it failed (K).</summary>
    public static IdentityRefusal Invalid { get; } =
        new(IdentityCode.InvalidSignature, "invalid_signature: Signature invalid for JWT");

    static int InputSizeBytes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        Base64Url.GetEncodedLength(header.Length) + 1 + Base64Url.GetEncodedLength(payload.Length);

    static void WriteInput(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload, Span<byte> input)
    {
        var written = Base64Url.EncodeToUtf8(header, input);
        input[written++] = (byte)'.';
        _ = Base64Url.EncodeToUtf8(payload, input[written..]);
    }
}

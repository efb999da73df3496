using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComposeServer.Identity.Interop;

/// <summary>The imported functions of libsecp256k1, with one shared context (its constant uses are thread-safe).</summary>
/// <remarks>
/// Opaque values: public key 64 bytes, signature 64, recoverable signature 65. The library ends the process when it is handed an opaque value
/// that it has not made itself, so the callers in <c>Keys</c> stop at the first function that answers 0.
/// </remarks>
static partial class LibSecp256k1
{
    internal const int PublicKeySizeBytes = 64;
    internal const int SignatureSizeBytes = 64;
    internal const int RecoverableSizeBytes = 65;
    internal const uint Compressed = 0x102;
    internal const uint Uncompressed = 0x2;

    const uint ContextSignAndVerify = 0x301;

    internal static nint Context { get; } = CreateContext();

    static nint CreateContext()
    {
        NativeLibraries.Resolve();
        var context = secp256k1_context_create(ContextSignAndVerify);
        // Blinds the signing tables against power and timing measurements.
        Span<byte> seed = stackalloc byte[32];
        RandomNumberGenerator.Fill(seed);
        if (secp256k1_context_randomize(context, seed) != 1)
            throw new InvalidOperationException("libsecp256k1 did not start.");
        return context;
    }

    [LibraryImport(NativeLibraries.Secp256k1)]
    private static partial nint secp256k1_context_create(uint flags);

    [LibraryImport(NativeLibraries.Secp256k1)]
    private static partial int secp256k1_context_randomize(nint context, ReadOnlySpan<byte> seed32);

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ec_seckey_verify(nint context, SecretKey secretKey);

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ec_pubkey_create(nint context, Span<byte> publicKey, SecretKey secretKey);

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ec_pubkey_parse(
        nint context,
        Span<byte> publicKey,
        ReadOnlySpan<byte> input,
        nuint inputLength
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ec_pubkey_serialize(
        nint context,
        Span<byte> output,
        ref nuint outputLength,
        ReadOnlySpan<byte> publicKey,
        uint flags
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_signature_parse_compact(
        nint context,
        Span<byte> signature,
        ReadOnlySpan<byte> input64
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_signature_normalize(
        nint context,
        Span<byte> output,
        ReadOnlySpan<byte> input
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_verify(
        nint context,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> hash32,
        ReadOnlySpan<byte> publicKey
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_recoverable_signature_parse_compact(
        nint context,
        Span<byte> signature,
        ReadOnlySpan<byte> input64,
        int recoveryId
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_recoverable_signature_serialize_compact(
        nint context,
        Span<byte> output64,
        out int recoveryId,
        ReadOnlySpan<byte> signature
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_recover(
        nint context,
        Span<byte> publicKey,
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> hash32
    );

    [LibraryImport(NativeLibraries.Secp256k1)]
    internal static partial int secp256k1_ecdsa_sign_recoverable(
        nint context,
        Span<byte> signature,
        ReadOnlySpan<byte> hash32,
        SecretKey secretKey,
        nint nonceFunction,
        nint nonceData
    );
}

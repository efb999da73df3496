using System.Runtime.InteropServices;

namespace ComposeServer.Identity.Interop;

/// <summary>The imported functions of libsodium 1.0.18 or later. Sizes are checked by the callers in <c>Keys</c>.</summary>
static partial class LibSodium
{
    static LibSodium()
    {
        NativeLibraries.Resolve();
        // Idempotent and thread-safe; picks the fastest code for this processor.
        if (sodium_init() < 0)
            throw new InvalidOperationException("libsodium did not start.");
    }

    [LibraryImport(NativeLibraries.Sodium)]
    private static partial int sodium_init();

    [LibraryImport(NativeLibraries.Sodium)]
    internal static partial int crypto_sign_seed_keypair(
        Span<byte> publicKey,
        SecretKey secretKey,
        ReadOnlySpan<byte> seed
    );

    [LibraryImport(NativeLibraries.Sodium)]
    internal static partial int crypto_sign_detached(
        Span<byte> signature,
        nint signatureLength,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        SecretKey secretKey
    );

    [LibraryImport(NativeLibraries.Sodium)]
    internal static partial int crypto_sign_verify_detached(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        ReadOnlySpan<byte> publicKey
    );

    [LibraryImport(NativeLibraries.Sodium)]
    internal static partial int crypto_sign_ed25519_pk_to_curve25519(Span<byte> montgomery, ReadOnlySpan<byte> edwards);
}

using System.Runtime.InteropServices;

namespace ComposeServer.Benchmarks.Parts;

/// <summary>The library's function with nothing of ours around it. <see cref="Identity.Interop.NativeLibraries"/> finds the file for Identity only, so the name is Debian's.</summary>
static partial class RawSodium
{
    [LibraryImport("libsodium.so.23")]
    public static partial int crypto_sign_verify_detached(
        ReadOnlySpan<byte> signature,
        ReadOnlySpan<byte> message,
        ulong messageLength,
        ReadOnlySpan<byte> publicKey
    );
}

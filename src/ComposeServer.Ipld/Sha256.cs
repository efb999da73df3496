using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace ComposeServer.Ipld;

/// <summary>SHA-256 of short blocks.</summary>
/// <remarks>
/// The platform's one-shot call sets up a digest object each time, which takes longer than hashing an event. Where OpenSSL is there
/// its plain functions are called on a state on the stack; they are deprecated, not removed, and where they are missing or do
/// not agree with the platform the platform's call is used. Source: FIPS 180-4; OpenSSL's <c>sha.h</c>.
/// </remarks>
static unsafe partial class Sha256
{
    /// <summary>Size of <c>SHA256_CTX</c> is 112 bytes in every OpenSSL from 0.9.8 on; the rest is room.</summary>
    const int StateSizeBytes = 256;

    const string Library = "libcrypto.so.3";

    static readonly bool s_isDirect = Agrees();

    /// <summary>Writes the 32 bytes of the digest.</summary>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        if (s_isDirect)
            HashDirectly(data, digest);
        else
            SHA256.HashData(data, digest);
    }

    static void HashDirectly(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        digest = digest[..SHA256.HashSizeInBytes];
        var state = stackalloc ulong[StateSizeBytes / sizeof(ulong)];
        fixed (byte* source = data)
        fixed (byte* target = digest)
        {
            _ = SHA256_Init(state);
            _ = SHA256_Update(state, source, (nuint)data.Length);
            _ = SHA256_Final(target, state);
        }
    }

    /// <summary>True if the functions are there and give the platform's digest for blocks around the size of theirs.</summary>
    static bool Agrees()
    {
        if (!OperatingSystem.IsLinux())
            return false;
        Span<byte> probe = stackalloc byte[200];
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> actual = stackalloc byte[SHA256.HashSizeInBytes];
        try
        {
            for (var length = 0; length <= probe.Length; length++)
            {
                SHA256.HashData(probe[..length], expected);
                HashDirectly(probe[..length], actual);
                if (!actual.SequenceEqual(expected))
                    return false;
                probe[length % probe.Length] = (byte)(length * 7);
            }

            return true;
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return false;
        }
    }

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int SHA256_Init(ulong* state);

    [LibraryImport(Library)]
    private static partial int SHA256_Update(ulong* state, byte* data, nuint length);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    private static partial int SHA256_Final(byte* digest, ulong* state);
}

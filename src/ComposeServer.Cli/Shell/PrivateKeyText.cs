using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace ComposeServer.Cli.Shell;

/// <summary>Private keys as people pass them about: 32 bytes as 64 hexadecimal digits.</summary>
static class PrivateKeyText
{
    const int SizeBytes = 32;

    /// <summary>A fresh random key.</summary>
    public static string Generate() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SizeBytes));

    /// <summary>Reads a key.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out byte[]? key)
    {
        key = new byte[SizeBytes];
        if (
            text.Length == 2 * SizeBytes
            && Convert.FromHexString(text, key, out _, out _) == System.Buffers.OperationStatus.Done
        )
            return true;
        key = null;
        return false;
    }

    /// <summary>Makes something of a key, which copies it, and overwrites the key.</summary>
    public static T Spend<T>(byte[] key, Func<byte[], T> make)
    {
        try
        {
            return make(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Reads a key that was passed in; its text is never shown.</summary>
    /// <exception cref="CliException"><see cref="CliErrorCode.InvalidPrivateKey"/>.</exception>
    public static byte[] Read(string text) =>
        TryRead(text.Trim(), out var key)
            ? key
            : throw CliException.BadValue(
                CliErrorCode.InvalidPrivateKey,
                "a private key is 32 bytes, written as 64 hexadecimal digits"
            );
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ComposeServer.Server.Host;

namespace ComposeServer.Server.Tls;

/// <summary>Reads a certificate and its key from files: PEM (RFC 7468; both in one or apart), or PFX (PKCS #12).</summary>
static class CertificateFile
{
    const string Begin = "-----BEGIN ";
    const string Key = "PRIVATE KEY-----";
    const string EncryptedKey = "ENCRYPTED PRIVATE KEY-----";

    /// <param name="path">The certificate, its issuers below it.</param>
    /// <param name="keyPath">Key of a PEM certificate; null when it is in the same file.</param>
    /// <param name="password">Of a PFX file or of an encrypted key.</param>
    /// <exception cref="StartException">One of them cannot be used; code and message say which and why.</exception>
    public static (X509Certificate2 Certificate, X509Certificate2Collection Chain) Read(
        string path,
        string? keyPath,
        string? password
    )
    {
        var bytes = Bytes(path);
        var text = System.Text.Encoding.UTF8.GetString(bytes);
        return text.Contains(Begin, StringComparison.Ordinal)
            ? OfPem(path, text, keyPath ?? path, keyPath is null ? text : Text(keyPath), password)
            : OfPfx(path, bytes, password);
    }

    static (X509Certificate2 Certificate, X509Certificate2Collection Chain) OfPem(
        string path,
        string text,
        string keyPath,
        string keyText,
        string? password
    )
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(text);
        }
        catch (CryptographicException fault)
        {
            throw Invalid(path, fault);
        }

        if (chain.Count == 0)
            throw new StartException("TLS_CERTIFICATE_INVALID", $"{path} holds no certificate.");
        if (!keyText.Contains(Key, StringComparison.Ordinal))
            throw new StartException(
                "TLS_KEY_MISSING",
                $"{keyPath} holds no private key: name the file that does with --tls-key."
            );
        using (chain[0])
            chain.RemoveAt(0);
        return (Join(path, text, keyPath, keyText, password), chain);
    }

    /// <remarks>Of a key that is another certificate's, or no key at all, the library says one or the other thing, by the kind of the key.</remarks>
    static X509Certificate2 Join(string path, string text, string keyPath, string keyText, string? password)
    {
        var isLocked = keyText.Contains(EncryptedKey, StringComparison.Ordinal);
        try
        {
            return isLocked
                ? X509Certificate2.CreateFromEncryptedPem(text, keyText, password ?? "")
                : X509Certificate2.CreateFromPem(text, keyText);
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException)
        {
            throw new StartException(
                "TLS_KEY_MISMATCH",
                isLocked
                    ? $"the key in {keyPath} cannot be opened with --tls-password, or is not the one of the certificate in {path}."
                    : $"the key in {keyPath} is not the one of the certificate in {path}, which has to stand first in its file."
            );
        }
    }

    static (X509Certificate2 Certificate, X509Certificate2Collection Chain) OfPfx(
        string path,
        byte[] bytes,
        string? password
    )
    {
        X509Certificate2Collection all;
        try
        {
            all = X509CertificateLoader.LoadPkcs12Collection(bytes, password);
        }
        catch (CryptographicException fault)
        {
            throw Invalid(path, fault);
        }

        if (all.FirstOrDefault(candidate => candidate.HasPrivateKey) is not { } certificate)
            throw new StartException("TLS_KEY_MISSING", $"{path} holds no private key.");
        all.Remove(certificate);
        return (certificate, all);
    }

    static StartException Invalid(string path, CryptographicException fault) =>
        new(
            "TLS_CERTIFICATE_INVALID",
            $"{path} is neither a PEM certificate nor a PFX file that --tls-password opens: {fault.Message}"
        );

    static string Text(string path) => System.Text.Encoding.UTF8.GetString(Bytes(path));

    static byte[] Bytes(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartException("TLS_FILE_UNREADABLE", $"{path} cannot be read: {fault.Message}");
        }
    }
}

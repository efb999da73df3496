using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Security;

/// <summary>Secrets that are carried through a server, and the search for them in what it says.</summary>
/// <param name="Session">A serialised session, with its key.</param>
/// <param name="Jws">A compact JWS, as an administrator sends it.</param>
/// <param name="Key">A private key as commands take it.</param>
sealed record Canaries(string Key, string Session, string Jws)
{
    /// <summary>Signs of a secret that are looked for at once: short enough to find one that was cut, too long to stand there by chance.</summary>
    const int PieceLength = 24;

    /// <param name="account">Gives the session.</param>
    /// <param name="key">Private key, 32 bytes.</param>
    /// <param name="jws">A compact JWS.</param>
    public static Canaries Of(Account account, byte[] key, string jws) =>
        new(Convert.ToHexStringLower(key), account.NewSession(TimeProvider.System).Serialize(), jws) { KeyBytes = key };

    /// <summary>The key itself.</summary>
    public required byte[] KeyBytes { get; init; }

    /// <summary>As callers carry them.</summary>
    public IReadOnlyList<string> All => [Key, Session, Jws];

    /// <summary>The lines in which one of them stands: whole, in part, or in another spelling.</summary>
    public IReadOnlyList<string> FoundIn(IEnumerable<string> lines)
    {
        var pieces = Spellings().SelectMany(Pieces).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. lines.Where(line => pieces.Any(piece => line.Contains(piece, StringComparison.OrdinalIgnoreCase)))];
    }

    /// <summary>Who an account is, and what its session covers, is no secret: of what stands within a session and a JWS the key and the code are.</summary>
    IEnumerable<string> Spellings() =>
        [
            Session,
            Jws,
            Within(Jws.Split('.')[1], "code"),
            .. Spellings(KeyBytes),
            .. Spellings(Convert.FromBase64String(Within(Session, "sessionKeySeed"))),
        ];

    static IEnumerable<string> Spellings(byte[] key) =>
        [Convert.ToHexString(key), Base64Url.Encode(key), Convert.ToBase64String(key)];

    static string Within(string encoded, string member) =>
        Base64Url.TryDecode(encoded, out var json)
            ? JsonElement.Parse(json).Text(member)!
            : throw new FormatException("not base64url");

    static IEnumerable<string> Pieces(string spelling)
    {
        for (var at = 0; at + PieceLength <= spelling.Length; at += PieceLength / 2)
            yield return spelling.Substring(at, PieceLength);
    }
}

namespace ComposeServer.Identity.Sessions;

/// <summary>What a new session shall be for.</summary>
/// <param name="Domain">Who asks, for example <c>example.org</c>; the first word of the signed text.</param>
/// <param name="Resources">At least one, for example <c>ceramic://*?model=k…</c>.</param>
public sealed record SessionRequest(string Domain, IReadOnlyList<string> Resources)
{
    /// <summary>What the stock library tells the user (K).</summary>
    public const string DefaultStatement = "Give this application access to some of your data on Ceramic";

    /// <summary>How long the stock library's sessions last: 7 days (K).</summary>
    public static TimeSpan DefaultLifetime { get; } = TimeSpan.FromDays(7);

    /// <summary>CAIP-2 reference of the account's chain. Default <c>1</c>.</summary>
    public string ChainReference { get; init; } = "1";

    /// <summary>What the user is told.</summary>
    public string Statement { get; init; } = DefaultStatement;

    /// <summary>Default null: 10 random letters and digits.</summary>
    public string? Nonce { get; init; }

    /// <summary>Default null: <see cref="DefaultLifetime"/> after the issue.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

namespace ComposeServer.Server.Host;

/// <summary>Marks endpoints that are for those who run the server.</summary>
/// <param name="IsAdministration">The signed calls of the node API; else what only reads, which has a setting of its own.</param>
sealed record AdminMark(bool IsAdministration)
{
    /// <summary>The signed calls.</summary>
    public static AdminMark Administration { get; } = new(true);

    /// <summary>Measurements.</summary>
    public static AdminMark Measurements { get; } = new(false);
}

namespace ComposeServer.Postgres.Cluster;

/// <summary>Where the private Postgres lives, and its bounds.</summary>
public sealed record PrivateClusterOptions
{
    /// <summary>Data folder of the server; made when absent. Postgres takes <c>pg/</c>, <c>s/</c> and <c>postgres.lock</c> in it.</summary>
    public required string Folder { get; init; }

    /// <summary>Folder of <c>initdb</c> and <c>postgres</c>; null: looked for in PATH and in the usual places.</summary>
    public string? BinariesFolder { get; init; }

    /// <summary>Account Postgres runs as when the server runs as root; null: <c>postgres</c>. Without meaning otherwise.</summary>
    public string? Account { get; init; }

    /// <summary>Sessions at once, 8 to 1,000. Pools together must stay five below: the rest is for people and backups. Default 64.</summary>
    public int ConnectionsMax
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 8);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000);
            field = value;
        }
    } = 64;

    /// <summary>Bytes of Postgres' own page cache; null: an eighth of the memory, at least 32 MB, at most 4 GB.</summary>
    public long? SharedBuffersBytes { get; init; }

    /// <summary>Longest wait until Postgres answers, crash recovery included. Default 5 min.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Longest wait for a clean stop before sessions are cut off (the next start then recovers). Default 60 s.</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A Postgres that ends by itself is started again, unless it did so before within this time. Default 10 min.</summary>
    public TimeSpan CrashWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a Postgres is tried again that cannot start after a crash, for a full disk for instance. Default 60 s.</summary>
    public TimeSpan RestartPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>False only where the data may be lost with the machine: tests.</summary>
    internal bool Durable { get; init; } = true;
}

namespace ComposeServer.Postgres.Cluster;

/// <summary>How a start found the data folder.</summary>
public enum ClusterOrigin
{
    /// <summary>There was none; initdb made it.</summary>
    Created,

    /// <summary>There was data, and Postgres was started on it (after a crash it has recovered).</summary>
    Started,

    /// <summary>A Postgres left by a killed server was still running and was taken over.</summary>
    Adopted,
}

namespace ComposeServer.Query.Deployments;

/// <summary>Tells deployments of one name apart. A name that was taken away begins at version 1 again, at a later time.</summary>
/// <param name="Version">From 1, by one with each deployment.</param>
/// <param name="DeployedAtMs">Unix time in milliseconds.</param>
public readonly record struct DeploymentStamp(long Version, long DeployedAtMs)
{
    /// <summary>No deployment.</summary>
    public static DeploymentStamp None => default;
}

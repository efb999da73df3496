namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>A composite that cannot be served.</summary>
sealed class DeploymentException(string code, string message) : Exception(message)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}

namespace ComposeServer.Query.Deployments;

/// <summary>A composite that is served.</summary>
/// <param name="Name">Name of the endpoint; empty for <c>/graphql</c>.</param>
/// <param name="Composite">The encoded composite, JSON.</param>
/// <param name="Stamp">Which of the deployments of that name it is.</param>
public sealed record Deployment(string Name, string Composite, DeploymentStamp Stamp);

namespace ComposeServer.Query.Deployments;

/// <summary>Where deployed composites are kept.</summary>
public interface IDeploymentStore
{
    /// <summary>All deployments.</summary>
    Task<IReadOnlyList<Deployment>> LoadAsync(CancellationToken cancel);

    /// <summary>Adds or replaces one.</summary>
    Task SaveAsync(string name, string composite, CancellationToken cancel);
}

/// <summary>A composite that is served.</summary>
/// <param name="Name">Name of the endpoint; empty for <c>/graphql</c>.</param>
/// <param name="Composite">The encoded composite, JSON.</param>
public sealed record Deployment(string Name, string Composite);

namespace ComposeServer.Query.Deployments;

/// <summary>Where deployed composites are kept. Servers over one database share it.</summary>
public interface IDeploymentStore
{
    /// <summary>All deployments.</summary>
    Task<IReadOnlyList<Deployment>> LoadAsync(CancellationToken cancel);

    /// <summary>Which deployments there are, without what they hold.</summary>
    Task<IReadOnlyDictionary<string, DeploymentStamp>> StampsAsync(CancellationToken cancel);

    /// <summary>One of them; null if there is none of that name.</summary>
    Task<Deployment?> FindAsync(string name, CancellationToken cancel);

    /// <summary>Adds or replaces one.</summary>
    /// <param name="name">Of the endpoint; empty for <c>/graphql</c>.</param>
    /// <param name="composite">The encoded composite, JSON.</param>
    /// <param name="onlyIf">What must be there; <see cref="DeploymentStamp.None"/> for nothing, null for anything.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>Its stamp; null when something else was there.</returns>
    Task<DeploymentStamp?> SaveAsync(string name, string composite, DeploymentStamp? onlyIf, CancellationToken cancel);

    /// <summary>Takes one away. Models, indices and documents stay.</summary>
    /// <returns>False when there is none.</returns>
    Task<bool> RemoveAsync(string name, CancellationToken cancel);
}

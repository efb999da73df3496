using ComposeServer.Cli.Client;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Cli.Composites;

/// <summary>Brings a composite to a node: its models, their indices, its schema. Doing it again changes nothing.</summary>
sealed class CompositeDeployment(NodeClient node)
{
    /// <summary>Makes the models on the node, from the events that the composite carries.</summary>
    public async Task CreateModelsAsync(Composite composite, CancellationToken cancel)
    {
        foreach (var model in composite.Models.Values)
            model.RequireSupportedController();
        var streams = new StreamCalls(node);
        foreach (var model in composite.Models.Values)
            await streams.CreateAsync(model, cancel);
    }

    /// <summary>Makes the models, has them indexed if that is wanted, and puts the schema into service.</summary>
    /// <param name="composite">The composite.</param>
    /// <param name="name">Of the endpoint; null for <c>/graphql</c>.</param>
    /// <param name="isIndexed">False leaves the models without an index: documents are written, and read by their ids alone.</param>
    /// <param name="extend">Adds it to what is served there.</param>
    /// <param name="admin">Key of an administrator of the node.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when the node has no GraphQL endpoint of its own; the rest is done.</returns>
    public async Task<bool> RunAsync(
        Composite composite,
        string? name,
        bool isIndexed,
        bool extend,
        ISigner admin,
        CancellationToken cancel
    )
    {
        await CreateModelsAsync(composite, cancel);
        var calls = new AdminCalls(node, admin);
        if (isIndexed)
            await calls.IndexAsync(composite, cancel);
        return await calls.ServeAsync(composite, name, extend, cancel);
    }
}

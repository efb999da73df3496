using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Deployments;
using ComposeServer.Query.Schema;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>One schema in service: immutable, used by a request from its beginning to its end.</summary>
sealed record ServedComposite
{
    readonly Lazy<SchemaSdl> _exact;

    public ServedComposite(RuntimeDefinition definition, RequestExecutor executor, DeploymentStamp stamp)
    {
        Definition = definition;
        Executor = executor;
        Stamp = stamp;
        Printed = new(executor.Schema);
        _exact = new(() => new(ServedSchema.Describe(definition)));
    }

    public RuntimeDefinition Definition { get; }

    public RequestExecutor Executor { get; }

    /// <summary>Of the deployment it was made of; <see cref="DeploymentStamp.None"/> before the first.</summary>
    public DeploymentStamp Stamp { get; init; }

    /// <summary>Fires when another schema takes its place, or none.</summary>
    public Retirement Retirement { get; } = new();

    /// <summary>The schema as it is served.</summary>
    public SdlText Sdl => Printed.Whole;

    /// <inheritdoc cref="Sdl"/>
    public SchemaSdl Printed { get; }

    /// <summary>The schema letter for letter as the JS runtime prints it, without our additions.</summary>
    public SchemaSdl PrintedExactly => _exact.Value;
}

using System.Collections.Concurrent;
using System.Text;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Deployments;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Schema;
using ComposeServer.Server.CeramicApi;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>
/// The schemas in service, by name; the empty name is the one at <c>/graphql</c>. A deployment builds the new schema beside the old and
/// swaps it in one step; requests under way end on the schema they began with.
/// </summary>
sealed partial class SchemaHost(
    IDeploymentStore store,
    QueryPorts ports,
    ExecutionOptions options,
    TimeProvider clock,
    ILogger<SchemaHost> log
)
{
    static readonly RuntimeDefinition Nothing = RuntimeDefinition
        .FromJson("""{"models":{},"objects":{},"enums":{},"accountData":{}}"""u8.ToArray())
        .OrThrow();

    readonly ConcurrentDictionary<string, ServedComposite> _served = new(StringComparer.Ordinal);

    /// <summary>The schema at <c>/graphql</c>; before the first deployment it has no models.</summary>
    public ServedComposite Default => _served.GetOrAdd("", _ => Build(Nothing));

    /// <summary>A schema by name.</summary>
    public bool TryGet(string name, out ServedComposite served)
    {
        if (name.Length > 0)
            return _served.TryGetValue(name, out served!);
        served = Default;
        return true;
    }

    /// <summary>Puts all deployed composites into service.</summary>
    public async Task LoadAsync(CancellationToken cancel)
    {
        foreach (var deployment in await store.LoadAsync(cancel))
            Serve(deployment.Name, Read(deployment.Composite));
    }

    /// <summary>Checks that a schema can be made of a composite, stores it and puts it into service.</summary>
    /// <exception cref="DeploymentException">The composite is malformed, or no valid schema can be made of it.</exception>
    public async Task DeployAsync(string name, string composite, CancellationToken cancel)
    {
        var definition = Read(composite);
        var served = Build(definition);
        await store.SaveAsync(name, composite, cancel);
        _served[name] = served;
        LogDeployed(name.Length == 0 ? "graphql" : name, definition.Models.Count);
    }

    void Serve(string name, RuntimeDefinition definition)
    {
        _served[name] = Build(definition);
        LogDeployed(name.Length == 0 ? "graphql" : name, definition.Models.Count);
    }

    RuntimeDefinition Read(string composite)
    {
        var read = Composite.Read(Encoding.UTF8.GetBytes(composite));
        if (!read.IsOk)
            throw new DeploymentException(read.Error.Code, read.Error.Message);
        var runtime = read.Value.ToRuntime();
        if (!runtime.IsOk)
            throw new DeploymentException(runtime.Error.Code, runtime.Error.Message);
        foreach (var warning in runtime.Value.Warnings)
            LogWarning(warning);
        return runtime.Value.Definition;
    }

    ServedComposite Build(RuntimeDefinition definition)
    {
        try
        {
            var schema = ServedSchema.Generate(definition, ports);
            return new(definition, new RequestExecutor(schema, options, clock));
        }
        catch (SchemaGenerationException error)
        {
            throw new DeploymentException(ApiErrorCode.InvalidSchema, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Schema '{Name}' is in service with {Models} models")]
    partial void LogDeployed(string name, int models);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Composite: {Warning}")]
    partial void LogWarning(string warning);
}

/// <summary>A composite that cannot be served.</summary>
sealed class DeploymentException(string code, string message) : Exception(message)
{
    /// <summary>Stable word.</summary>
    public string Code { get; } = code;
}

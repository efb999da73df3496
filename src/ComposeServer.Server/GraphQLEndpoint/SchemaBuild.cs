using System.Text;
using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Deployments;
using ComposeServer.Query.Resolvers;
using ComposeServer.Query.Schema;
using ComposeServer.Server.Calls;
using Microsoft.Extensions.Logging;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>Makes schemas of encoded composites.</summary>
/// <param name="ports">What resolvers work with.</param>
/// <param name="options">How requests are executed.</param>
/// <param name="additions">What is served beyond the composite.</param>
/// <param name="clock">Time.</param>
/// <param name="log">Where it reports.</param>
sealed partial class SchemaBuild(
    QueryPorts ports,
    ExecutionOptions options,
    SchemaAdditions additions,
    TimeProvider clock,
    ILogger log
)
{
    static readonly RuntimeDefinition Nothing = RuntimeDefinition
        .FromJson("""{"models":{},"objects":{},"enums":{},"accountData":{}}"""u8.ToArray())
        .OrThrow();

    /// <summary>A schema without models.</summary>
    public ServedComposite Empty() => Build(Nothing, DeploymentStamp.None);

    /// <summary>The schema of a deployment.</summary>
    /// <exception cref="DeploymentException">The composite is malformed, or no valid schema can be made of it.</exception>
    public ServedComposite Make(string composite, DeploymentStamp stamp)
    {
        var read = OrThrow(Composite.Read(Encoding.UTF8.GetBytes(composite)));
        RequireDistinctNames(read);
        var runtime = OrThrow(read.ToRuntime());
        foreach (var warning in runtime.Warnings)
            LogWarning(warning);
        return Build(runtime.Definition, stamp);
    }

    /// <summary>A composite with the models, views, indices and shared types of another one beside its own.</summary>
    /// <exception cref="DeploymentException">One of them is malformed.</exception>
    public static string Extend(string composite, string addition)
    {
        var merged = Composite.Merge(
            [
                OrThrow(Composite.Read(Encoding.UTF8.GetBytes(composite))),
                OrThrow(Composite.Read(Encoding.UTF8.GetBytes(addition))),
            ],
            new() { CommonEmbeds = new CommonEmbedsChoice.All() }
        );
        return Encoding.UTF8.GetString(OrThrow(merged).ToUtf8(withCapabilities: true));
    }

    /// <summary>Of two models with one name the JS runtime serves the last and loses the other without a word.</summary>
    static void RequireDistinctNames(Composite composite)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, model) in composite.Models)
        {
            var name = composite.Aliases.TryGetValue(id, out var alias) ? alias : model.Definition.Name;
            if (!names.TryAdd(name, id))
                throw new DeploymentException(
                    ApiErrorCode.InvalidSchema,
                    $"The models {names[name]} and {id} are both called {name}; give one of them another alias"
                );
        }
    }

    ServedComposite Build(RuntimeDefinition definition, DeploymentStamp stamp)
    {
        try
        {
            var schema = ServedSchema.Generate(definition, ports, additions: additions);
            foreach (var extension in additions.Types.Where(extension => schema.Types[extension.Name] is null))
                LogExtensionLeftOut(extension.Name);
            return new(definition, new RequestExecutor(schema, options, clock), stamp);
        }
        catch (SchemaGenerationException error)
        {
            throw new DeploymentException(ApiErrorCode.InvalidSchema, error.Message);
        }
    }

    static T OrThrow<T>(CompositeResult<T> result)
        where T : class =>
        result.IsOk ? result.Value : throw new DeploymentException(result.Error.Code, result.Error.Message);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The schema has no type {Type}: fields added to it are left out"
    )]
    partial void LogExtensionLeftOut(string type);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Composite: {Warning}")]
    partial void LogWarning(string warning);
}

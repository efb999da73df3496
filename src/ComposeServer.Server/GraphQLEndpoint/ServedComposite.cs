using System.Security.Cryptography;
using System.Text;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Types;
using ComposeServer.Query.Deployments;

namespace ComposeServer.Server.GraphQLEndpoint;

/// <summary>One schema in service: immutable, used by a request from its beginning to its end.</summary>
sealed record ServedComposite
{
    public ServedComposite(RuntimeDefinition definition, RequestExecutor executor, DeploymentStamp stamp)
    {
        Definition = definition;
        Executor = executor;
        Stamp = stamp;
        var text = Encoding.UTF8.GetBytes(SchemaPrinter.Print(executor.Schema));
        Sdl = text;
        ETag = $"\"{Convert.ToHexStringLower(SHA256.HashData(text)[..16])}\"";
    }

    public RuntimeDefinition Definition { get; }

    public RequestExecutor Executor { get; }

    /// <summary>Of the deployment it was made of; <see cref="DeploymentStamp.None"/> before the first.</summary>
    public DeploymentStamp Stamp { get; init; }

    /// <summary>The schema as text.</summary>
    public ReadOnlyMemory<byte> Sdl { get; }

    /// <summary>Hash of the text, as HTTP wants it.</summary>
    public string ETag { get; }
}

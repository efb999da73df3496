using ComposeServer.GraphQL.Operations;

namespace ComposeServer.Server.Front;

/// <summary>What a front shows, and who answers behind it.</summary>
public sealed record SchemaFrontOptions
{
    /// <summary>The schema that operations must be valid for, as text.</summary>
    public required string Sdl { get; init; }

    /// <summary>Answers an operation that is valid, with a GraphQL response in UTF-8. Must not throw for what a request may bring about.</summary>
    public required Func<FrontRequest, CancellationToken, Task<ReadOnlyMemory<byte>>> Answer { get; init; }

    /// <summary>Port on this machine. 0, and a port that is taken, get a free one.</summary>
    public int Port { get; init; }

    /// <summary>Whether a browser gets GraphiQL.</summary>
    public bool HasExplorer { get; init; }
}

/// <summary>A request that a front lets through.</summary>
/// <param name="Request">Valid for the schema of the front.</param>
/// <param name="Viewer">Who says, without proof, to be reading; null when nobody does.</param>
public sealed record FrontRequest(GraphQLRequest Request, string? Viewer);

using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Execution;

/// <summary>One entry of <c>errors</c> in a response.</summary>
/// <param name="Message">Text for people.</param>
/// <param name="Code">One of <see cref="Diagnostics.ErrorCodes"/>; written as <c>extensions.code</c>.</param>
public sealed record GraphQLError(string Message, string Code)
{
    /// <summary>Places in the document. A field error without any gets those of its field.</summary>
    public ImmutableArray<Location> Locations { get; init; } = [];

    /// <summary>Place in the response; null for errors of the whole request. The executor fills it in for field errors.</summary>
    public ImmutableArray<PathSegment>? Path { get; init; }

    /// <summary>Further members of <c>extensions</c>, of the kinds <see cref="ResponseExtensions"/> takes.</summary>
    public ImmutableArray<KeyValuePair<string, object?>> Extensions { get; init; } = [];

    /// <summary>This error with one more member of <c>extensions</c>.</summary>
    public GraphQLError With(string name, object? value) =>
        this with
        {
            Extensions = Extensions.Add(KeyValuePair.Create(name, value)),
        };
}

/// <summary>Key of an object or index in a list on the way into a response.</summary>
public readonly record struct PathSegment
{
    PathSegment(string? key, int index)
    {
        Key = key;
        Index = index;
    }

    /// <summary>The response key; null for an index.</summary>
    public string? Key { get; }

    /// <summary>The index, from 0; 0 for a key.</summary>
    public int Index { get; }

    public static implicit operator PathSegment(string key) => new(key, 0);

    public static implicit operator PathSegment(int index) => new(key: null, index);

    public override string ToString() => Key ?? $"{Index}";
}

/// <summary>Thrown by resolvers to answer with an error of their choice; any other exception is masked.</summary>
[SuppressMessage("Roslynator", "RCS1194", Justification = "Without an error there is nothing to answer with.")]
public sealed class GraphQLException(GraphQLError error) : Exception(error.Message)
{
    public GraphQLException(string message, string code)
        : this(new GraphQLError(message, code)) { }

    /// <summary>What the client gets, at the place of the field.</summary>
    public GraphQLError Error { get; } = error;
}

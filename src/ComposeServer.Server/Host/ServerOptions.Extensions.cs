using ComposeServer.GraphQL.Types.Extending;

namespace ComposeServer.Server.Host;

/// <summary>What a host in C# adds to the schemas; there are no settings for it.</summary>
public sealed partial record ServerOptions
{
    /// <summary>Added by <see cref="ExtendType"/> and <see cref="AddType"/>.</summary>
    public IReadOnlyList<TypeExtension> TypeExtensions { get; private init; } = [];

    /// <summary>Adds fields to a type of the generated schemas: <c>Query</c>, <c>CeramicAccount</c>, or that of a model.</summary>
    /// <remarks>
    /// <code>
    /// new ServerOptions()
    ///     .ExtendType("Query", type => type
    ///         .Field("serverTime").Type("DateTime!").Resolve(context => context.Clock.GetUtcNow()))
    ///     .ExtendType("Post", type => type
    ///         .Field("excerpt").Type("String")
    ///         .Argument("length", "Int!", defaultValue: "80")
    ///         .Resolve(context => Cut(context.ParentAs&lt;IServedDocument&gt;().Content, context.Argument&lt;int&gt;("length"))));
    /// </code>
    /// The parent of a field of a model is an <see cref="Query.Documents.IServedDocument"/>; the state of a request is a
    /// <see cref="Query.Requests.QueryRequest"/>, which knows who asks. The fields are in every schema that has the type, also after
    /// others are deployed; a schema without it says so in the log and is served. <c>?sdl=exact</c> leaves them out. Where a name is
    /// taken or a type is missing, no schema is made: at the start the server says why and ends, a deployment is refused.
    /// </remarks>
    /// <param name="type">Name of the type.</param>
    /// <param name="extend">Adds the fields.</param>
    /// <exception cref="ArgumentException">Something is malformed, or a field has no type or no resolver.</exception>
    public ServerOptions ExtendType(string type, Action<TypeExtension> extend) => With(new TypeExtension(type), extend);

    /// <summary>Adds an object type, for added fields to return. Its fields need no resolver where its objects are dictionaries.</summary>
    /// <remarks>
    /// <code>
    /// new ServerOptions()
    ///     .AddType("Status", type => { type.Field("version").Type("String!"); type.Field("load").Type("Float"); })
    ///     .ExtendType("Query", type => type.Field("status").Type("Status!").ResolveAsync(async (context, cancel) => await StatusAsync(cancel)));
    /// </code>
    /// </remarks>
    /// <inheritdoc cref="ExtendType"/>
    public ServerOptions AddType(string type, Action<TypeExtension> extend) =>
        With(new TypeExtension(type, isNew: true), extend);

    ServerOptions With(TypeExtension extension, Action<TypeExtension> extend)
    {
        extend(extension);
        return extension.Fault is { } fault
            ? throw new ArgumentException(fault, nameof(extend))
            : this with
            {
                TypeExtensions = [.. TypeExtensions, extension],
            };
    }
}

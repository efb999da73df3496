using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types.Extending;

/// <summary>A field that a host adds to a type. Its methods return it, so that they can be chained.</summary>
/// <remarks>
/// One of the three kinds of resolver makes the value: <see cref="Resolve"/> reads what is at hand, <see cref="ResolveAsync"/> waits for
/// something once per object, <see cref="ResolveBatch"/> does so once for all objects of a level, which is what input and output deserve.
/// For values see <see cref="FieldResolver"/>; times (<see cref="DateTimeOffset"/>) are written as RFC 3339 in UTC.
/// </remarks>
public sealed class FieldExtension
{
    readonly List<AddedArgument> arguments = [];

    internal FieldExtension(string owner, string name)
    {
        Owner = owner;
        Name = NameRule.Checked(name);
    }

    public string Name { get; }
    internal string Owner { get; }
    internal TypeNode? TypeText { get; private set; }
    internal IReadOnlyList<AddedArgument> Arguments => arguments;
    internal string? DescriptionText { get; private set; }
    internal string? DeprecationReason { get; private set; }
    internal FieldResolver? Resolver { get; private set; }

    /// <summary>Says of what type it is, as in SDL: <c>[Post!]!</c>. The type must be there when the schema is built.</summary>
    /// <exception cref="ArgumentException">The text is no type.</exception>
    public FieldExtension Type(string sdl)
    {
        TypeText = ParseType(sdl, $"{Owner}.{Name}");
        return this;
    }

    /// <summary>Adds an argument.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">Its type, as in SDL: <c>Int!</c>.</param>
    /// <param name="defaultValue">A literal, as in SDL: <c>10</c>, <c>"text"</c>, <c>[SAD]</c>; null for no default.</param>
    /// <param name="description">For readers of the schema.</param>
    /// <exception cref="ArgumentException">One of the texts is not what it should be, or the name was added already.</exception>
    public FieldExtension Argument(string name, string type, string? defaultValue = null, string? description = null)
    {
        var place = $"{Owner}.{Name}({name}:)";
        if (arguments.Exists(known => string.Equals(known.Name, name, StringComparison.Ordinal)))
        {
            throw new ArgumentException($"The argument {place} is added twice.", nameof(name));
        }

        var byDefault = defaultValue is null ? null : ParseValue(defaultValue, place);
        arguments.Add(new(NameRule.Checked(name), ParseType(type, place), byDefault, description));
        return this;
    }

    /// <summary>Describes it for readers of the schema.</summary>
    public FieldExtension Description(string text)
    {
        DescriptionText = text;
        return this;
    }

    /// <summary>Says why it should no longer be used.</summary>
    public FieldExtension Deprecated(string reason)
    {
        DeprecationReason = reason;
        return this;
    }

    /// <summary>Makes the value from what is at hand: pure, quick, without input or output.</summary>
    public FieldExtension Resolve(Func<ResolverContext, object?> resolve) => By(new PureExtension(resolve));

    /// <summary>Makes the value for one object; for the objects of a level <see cref="ResolverContext.ConcurrentMax"/> at the same time.</summary>
    public FieldExtension ResolveAsync(Func<ResolverContext, CancellationToken, ValueTask<object?>> resolve) =>
        By(new AsyncExtension(resolve));

    /// <summary>Makes the values for all objects of a level; see <see cref="BatchResolver.ResolveAsync"/>.</summary>
    public FieldExtension ResolveBatch(Func<FieldBatch, CancellationToken, ValueTask> resolve) =>
        By(BatchResolver.From(resolve));

    internal string? Fault(bool needsResolver) =>
        TypeText is null ? $"The field {Owner}.{Name} is added without a type."
        : needsResolver && Resolver is null ? $"The field {Owner}.{Name} is added without a resolver."
        : null;

    FieldExtension By(FieldResolver resolver)
    {
        Resolver = resolver;
        return this;
    }

    static TypeNode ParseType(string sdl, string place) =>
        GraphQLParser.ParseType(Encoding.UTF8.GetBytes(sdl), ParserLimits.Schema, out var error)
        ?? throw new ArgumentException($"The type of {place} is malformed: {error!.Message}", nameof(sdl));

    static ValueNode ParseValue(string sdl, string place) =>
        GraphQLParser.ParseValue(Encoding.UTF8.GetBytes(sdl), ParserLimits.Schema, out var error)
        ?? throw new ArgumentException($"The default of {place} is malformed: {error!.Message}", nameof(sdl));
}

/// <summary>An argument of an added field, before its type is known.</summary>
sealed record AddedArgument(string Name, TypeNode Type, ValueNode? Default, string? Description);

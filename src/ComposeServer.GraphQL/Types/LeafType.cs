using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary>A scalar or an enum: values without a selection, with rules how they come in and go out.</summary>
public abstract class LeafType : NamedType
{
    private protected LeafType(string name)
        : base(name) { }

    /// <summary>Reads a literal of a document. Never called with a variable or null at the top.</summary>
    /// <param name="literal">The literal.</param>
    /// <param name="variables">Coerced variables by name, for literals with variables inside; null where none are allowed.</param>
    public abstract LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables = null);

    /// <summary>Reads a JSON value of the request's variables. Never called with null at the top.</summary>
    public abstract LeafResult ParseValue(JsonElement value);

    /// <summary>
    /// Makes the outgoing value: string, bool, int, long, double or <see cref="JsonElement"/>; scalars without rules give what
    /// they were given, which may be lists and dictionaries of the shapes of <see cref="UntypedValue"/>.
    /// </summary>
    /// <param name="value">What a resolver returned: a CLR value, or a <see cref="JsonElement"/> of stored content. Not null.</param>
    public abstract LeafResult Serialize(object value);
}

/// <summary>A coerced leaf value, or why there is none.</summary>
/// <param name="Value">The value; null on failure.</param>
/// <param name="Error">The reason in the reference implementation's words; null on success.</param>
/// <param name="Hint">A suggestion to append to the reason unless suggestions are off; empty or starting with a space.</param>
public readonly record struct LeafResult(object? Value, string? Error, string Hint = "")
{
    public bool IsValid => Error is null;

    /// <summary>Reason and hint together.</summary>
    public string Message => Error + Hint;

    public static LeafResult Of(object? value) => new(value, Error: null);

    public static LeafResult Fail(string error, string hint = "") => new(Value: null, error, hint);
}

using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.GraphQL.Types;

/// <summary><c>scalar Name</c></summary>
/// <param name="name">Must keep <see cref="NameRule"/>.</param>
/// <param name="coercion">How values come in and go out; null takes every value as it is.</param>
public sealed class ScalarType(string name, ScalarCoercion? coercion = null) : LeafType(name)
{
    public ScalarCoercion Coercion { get; } = coercion ?? ScalarCoercion.Any;

    /// <summary>Address of the scalar's specification (<c>@specifiedBy</c>), or null.</summary>
    public string? SpecifiedByUrl { get; init; }
    public override TypeKind Kind => TypeKind.Scalar;

    public override LeafResult ParseLiteral(
        ValueNode literal,
        IReadOnlyDictionary<string, object?>? variables = null
    ) => Coercion.ParseLiteral(literal, variables);

    public override LeafResult ParseValue(JsonElement value) => Coercion.ParseValue(value);

    public override LeafResult Serialize(object value) => Coercion.Serialize(value);
}

/// <summary>How the values of a scalar come in and go out.</summary>
public abstract class ScalarCoercion
{
    /// <summary>Takes every value as it is: custom scalars without rules.</summary>
    public static readonly ScalarCoercion Any = new AnyCoercion();

    /// <inheritdoc cref="LeafType.ParseLiteral"/>
    /// <remarks>Unless overridden, the literal is read without a type and handed to <see cref="ParseUntyped"/>.</remarks>
    public virtual LeafResult ParseLiteral(ValueNode literal, IReadOnlyDictionary<string, object?>? variables) =>
        ParseUntyped(UntypedValue.FromLiteral(literal, variables));

    /// <inheritdoc cref="LeafType.ParseValue"/>
    public virtual LeafResult ParseValue(JsonElement value) => ParseUntyped(UntypedValue.FromJson(value));

    /// <summary>Takes in a value of the shapes of <see cref="UntypedValue"/>, wherever it came from.</summary>
    public abstract LeafResult ParseUntyped(object? value);

    /// <inheritdoc cref="LeafType.Serialize"/>
    public abstract LeafResult Serialize(object value);

    sealed class AnyCoercion : ScalarCoercion
    {
        public override LeafResult ParseUntyped(object? value) => LeafResult.Of(value);

        public override LeafResult Serialize(object value) => LeafResult.Of(value);
    }
}

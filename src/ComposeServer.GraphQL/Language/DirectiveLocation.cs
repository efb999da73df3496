using System.Collections.Frozen;

namespace ComposeServer.GraphQL.Language;

/// <summary>Places where a directive can be applied, in the order of the reference implementation.</summary>
public enum DirectiveLocation
{
    Query,
    Mutation,
    Subscription,
    Field,
    FragmentDefinition,
    FragmentSpread,
    InlineFragment,
    VariableDefinition,
    Schema,
    Scalar,
    Object,
    FieldDefinition,
    ArgumentDefinition,
    Interface,
    Union,
    Enum,
    EnumValue,
    InputObject,
    InputFieldDefinition,
    DirectiveDefinition,
}

/// <summary>Directive locations as they are written, for example <c>FIELD_DEFINITION</c>.</summary>
public static class DirectiveLocationNames
{
    static readonly string[] Names =
    [
        "QUERY",
        "MUTATION",
        "SUBSCRIPTION",
        "FIELD",
        "FRAGMENT_DEFINITION",
        "FRAGMENT_SPREAD",
        "INLINE_FRAGMENT",
        "VARIABLE_DEFINITION",
        "SCHEMA",
        "SCALAR",
        "OBJECT",
        "FIELD_DEFINITION",
        "ARGUMENT_DEFINITION",
        "INTERFACE",
        "UNION",
        "ENUM",
        "ENUM_VALUE",
        "INPUT_OBJECT",
        "INPUT_FIELD_DEFINITION",
        "DIRECTIVE_DEFINITION",
    ];

    static readonly FrozenDictionary<string, DirectiveLocation> ByName = Names
        .Select((name, index) => KeyValuePair.Create(name, (DirectiveLocation)index))
        .ToFrozenDictionary(StringComparer.Ordinal);

    extension(DirectiveLocation location)
    {
        /// <summary>The location as it is written in a schema.</summary>
        public string Name => Names[(int)location];
    }

    /// <summary>Reads a location as it is written.</summary>
    /// <returns>False when no location is written so; case counts.</returns>
    public static bool TryParse(string name, out DirectiveLocation location) => ByName.TryGetValue(name, out location);
}

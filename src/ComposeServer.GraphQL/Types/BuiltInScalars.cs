using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Types;

/// <summary>The five scalars every schema may use. Source: GraphQL October 2021, 3.5; coercion and messages as in graphql-js 16.</summary>
public static class BuiltInScalars
{
    /// <summary>32-bit signed integer; coerced to <see cref="int"/>.</summary>
    public static ScalarType Int { get; } =
        new("Int", new IntCoercion())
        {
            Description =
                "The `Int` scalar type represents non-fractional signed whole numeric values. Int can represent values between -(2^31) and 2^31 - 1.",
        };

    /// <summary>Finite double; coerced to <see cref="double"/>.</summary>
    public static ScalarType Float { get; } =
        new("Float", new FloatCoercion())
        {
            Description =
                "The `Float` scalar type represents signed double-precision fractional values as specified by [IEEE 754](https://en.wikipedia.org/wiki/IEEE_floating_point).",
        };

    /// <summary>Text; coerced to <see cref="string"/>.</summary>
    public static ScalarType String { get; } =
        new("String", new StringCoercion())
        {
            Description =
                "The `String` scalar type represents textual data, represented as UTF-8 character sequences. The String type is most often used by GraphQL to represent free-form human-readable text.",
        };

    /// <summary>Coerced to <see cref="bool"/>.</summary>
    public static ScalarType Boolean { get; } =
        new("Boolean", new BooleanCoercion())
        {
            Description = "The `Boolean` scalar type represents `true` or `false`.",
        };

    /// <summary>Identifier, string or integer coming in; coerced to <see cref="string"/>.</summary>
    public static ScalarType Id { get; } =
        new("ID", new IdCoercion())
        {
            Description =
                "The `ID` scalar type represents a unique identifier, often used to refetch an object or as key for a cache. The ID type appears in a JSON response as a String; however, it is not intended to be human-readable. When expected as an input type, any string (such as `\"4\"`) or integer (such as `4`) input value will be accepted as an ID.",
        };

    /// <summary>All five, in the order of the reference implementation.</summary>
    public static ImmutableArray<ScalarType> All { get; } = [String, Int, Float, Boolean, Id];

    /// <summary>True for the five names.</summary>
    public static bool IsName(string name) => name is "String" or "Int" or "Float" or "Boolean" or "ID";
}

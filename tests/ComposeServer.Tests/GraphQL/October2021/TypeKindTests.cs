namespace ComposeServer.Tests.GraphQL.October2021;

/// <summary>Sections 3.5 to 3.10: the kinds of types and their extensions.</summary>
public class TypeKindTests
{
    const string Tag = "directive @d on SCALAR | OBJECT | UNION";

    [Theory]
    [InlineData("scalar S")]
    [InlineData("type A { a: Int b: A }")]
    [InlineData("type A { a(b: Int, c: String = \"x\"): Int }")]
    [InlineData("interface I { a: Int } interface J implements I { a: Int! } type A implements I & J { a: Int! }")]
    [InlineData("union U = A | B type A { a: Int } type B { b: Int }")]
    [InlineData("enum E { A B }")]
    [InlineData("input I { a: Int = 1 b: I c: [I!]! }")]
    [Specification("3.5", Shows.Kept)]
    [Specification("3.6", Shows.Kept)]
    [Specification("3.6.1", Shows.Kept)]
    [Specification("3.7", Shows.Kept)]
    [Specification("3.8", Shows.Kept)]
    [Specification("3.9", Shows.Kept)]
    [Specification("3.10", Shows.Kept)]
    public void Types_of_every_kind_are_made(string sdl)
    {
        SchemaDocument.Prints(sdl, sdl);
    }

    [Theory]
    [InlineData("scalar Int2 scalar Int2", "There can be only one type named \"Int2\".")]
    [InlineData("type A", "Type A must define one or more fields.")]
    [InlineData("type A { a: Int a: Int }", "Field \"A.a\" can only be defined once.")]
    [InlineData("type A { a(b: Int, b: Int): Int }", "Argument \"A.a(b:)\" can only be defined once.")]
    [InlineData(
        "interface I { a: Int } type A implements I { b: Int }",
        "Interface field I.a expected but A does not provide it."
    )]
    [InlineData(
        "interface I { a: Int } interface J implements I { a: Int } type A implements J { a: Int }",
        "Type A must implement I because it is implemented by J."
    )]
    [InlineData("union U", "Union type U must define one or more member types.")]
    [InlineData("union U = A | A type A { a: Int }", "Union type U can only include type A once.")]
    [InlineData("enum E", "Enum type E must define one or more values.")]
    [InlineData(
        "input I { i: I! }",
        "Cannot reference Input Object \"I\" within itself through a series of non-null fields: \"i\"."
    )]
    [Specification("3.5", Shows.Broken)]
    [Specification("3.6", Shows.Broken)]
    [Specification("3.6.1", Shows.Broken)]
    [Specification("3.7", Shows.Broken)]
    [Specification("3.8", Shows.Broken)]
    [Specification("3.9", Shows.Broken)]
    [Specification("3.10", Shows.Broken)]
    public void And_have_their_rules(string sdl, string message)
    {
        SchemaDocument.Refuses(sdl, message);
    }

    [Theory]
    [InlineData($"{Tag} scalar S extend scalar S @d", $"{Tag} scalar S")]
    [InlineData("type A { a: Int } extend type A { b: Int }", "type A { a: Int b: Int }")]
    [InlineData("interface I { a: Int } extend interface I { b: Int }", "interface I { a: Int b: Int }")]
    [InlineData(
        "union U = A type A { a: Int } type B { b: Int } extend union U = B",
        "union U = A | B type A { a: Int } type B { b: Int }"
    )]
    [InlineData("enum E { A } extend enum E { B }", "enum E { A B }")]
    [InlineData("input I { a: Int } extend input I { b: Int }", "input I { a: Int b: Int }")]
    [Specification("3.5.6", Shows.Kept)]
    [Specification("3.6.3", Shows.Kept)]
    [Specification("3.7.1", Shows.Kept)]
    [Specification("3.8.1", Shows.Kept)]
    [Specification("3.9.1", Shows.Kept)]
    [Specification("3.10.1", Shows.Kept)]
    public void Each_kind_is_extended(string sdl, string printed)
    {
        SchemaDocument.Prints(printed, sdl);
    }

    [Theory]
    [InlineData(
        $"{Tag} scalar S @d extend scalar S @d",
        "The directive \"@d\" can only be used once at this location."
    )]
    [InlineData("type A { a: Int } extend type A { a: Int }", "Field \"A.a\" can only be defined once.")]
    [InlineData(
        "interface I { a: Int } type A implements I { a: Int } extend interface I { b: Int }",
        "Interface field I.b expected but A does not provide it."
    )]
    [InlineData("union U = A type A { a: Int } extend union U = A", "Union type U can only include type A once.")]
    [InlineData("enum E { A } extend enum E { A }", "Enum value \"E.A\" can only be defined once.")]
    [InlineData("input I { a: Int } extend input I { a: Int }", "Field \"I.a\" can only be defined once.")]
    [Specification("3.5.6", Shows.Broken)]
    [Specification("3.6.3", Shows.Broken)]
    [Specification("3.7.1", Shows.Broken)]
    [Specification("3.8.1", Shows.Broken)]
    [Specification("3.9.1", Shows.Broken)]
    [Specification("3.10.1", Shows.Broken)]
    public void Within_the_same_rules(string sdl, string message)
    {
        SchemaDocument.Refuses(sdl, message);
    }
}

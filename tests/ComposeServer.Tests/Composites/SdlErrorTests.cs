using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

/// <summary>The error table of composedb.md 1.9: every message, and where it points.</summary>
public class SdlErrorTests
{
    const string M = Sample.Model;
    const string B = $"type B {M} {{ b: Int }}\n";

    public static TheoryData<string, string, string> Table =>
        new()
        {
            { "type A { a: Int }", "No models found in Composite Definition Schema", "1:1" },
            { $"{B}union U = B", "GraphQL unions are not supported", "2:7" },
            { $"{B}interface I {{ a: Int }}", "Missing @createModel or @loadModel directive for interface I", "2:11" },
            {
                $"{B}type O @createIndex(fields: {{path: \"a\"}}) {{ a: Int }}",
                "Indices added to type that is not a model",
                "2:6"
            },
            {
                $"interface A {M} @createIndex(fields: {{path: \"a\"}}) {{ a: Int }}",
                "Directive \"@createIndex\" may not be used on INTERFACE.",
                "1:44"
            },
            {
                $"type A {M} @loadModel(id: \"x\") {{ a: Int }}",
                "Unsupported @createModel and @loadModel directives on same object A",
                "1:39"
            },
            {
                "type A @createModel(description: \"\") { a: Int }",
                "Missing description value for @createModel directive on object A",
                "1:8"
            },
            {
                "type A @createModel(description: null) { a: Int }",
                "Argument \"description\" of non-null type \"String!\" must not be null.",
                "1:21"
            },
            {
                "type A @createModel { a: Int }",
                "Directive \"@createModel\" argument \"description\" of type \"String!\" is required, but it was not provided.",
                "1:8"
            },
            {
                "type A @createModel(description: \"d\", accountRelation: NONE) { a: Int }",
                "Argument \"accountRelation\" has invalid value NONE.",
                "1:39"
            },
            {
                "type A @createModel(description: \"d\", accountRelation: SET) { a: Int! }",
                "Missing accountRelationFields argument for @createModel directive on object A",
                "1:8"
            },
            {
                Set("[]", "a: Int!"),
                "The accountRelationFields argument must specify at least one field for @createModel directive on object A",
                "1:8"
            },
            {
                Set("[\"z\"]", "a: Int!"),
                "Missing property z defined in accountRelationFields argument for @createModel directive on object A",
                "1:8"
            },
            {
                Set("[\"a\"]", "a: Int"),
                "Property a defined in accountRelationFields argument for @createModel directive on object A must have a required value",
                "1:93"
            },
            {
                Set("[\"a\"]", "a: [Int]! @list(maxLength: 1)"),
                "Property a defined in accountRelationFields argument for @createModel directive on object A must use an enum or scalar type",
                "1:93"
            },
            {
                Set("[\"a\"]", "b: Int a: DID! @documentAccount"),
                "Property a defined in accountRelationFields argument for @createModel directive on object A must use an enum or scalar type",
                "1:108"
            },
            {
                Set("[\"a\"]", "b: StreamID a: Node! @relationDocument(property: \"b\")"),
                "Property a defined in accountRelationFields argument for @createModel directive on object A must have a required value",
                "1:114"
            },
            {
                $"type A {M} {{ a: Int id: ID }}",
                "Unsupported id field on model A, the id field is reserved by ComposeDB",
                "1:48"
            },
            {
                $"type A {M} {{ a: Int id: DID @documentAccount }}",
                "Unsupported id field on model A, the id field is reserved by ComposeDB",
                "1:56"
            },
            {
                $"type A {M} {{ a: DID @documentAccount }}",
                "Invalid model A: at least one content property must be defined",
                "1:6"
            },
            {
                "type A @loadModel(id: \"x\") { a: Int }",
                "Unsupported property a on model A, only views can be added to loaded models",
                "1:30"
            },
            { $"type A {M} {{ a: String }}", "Missing @string directive on string field a of object A", "1:41" },
            {
                $"type A {M} {{ a: String @int(min: 1) }}",
                "Unexpected @int directive with type String on field a of object A",
                "1:51"
            },
            {
                $"type A {M} {{ a: Latitude @string(maxLength: 1) }}",
                "Unexpected @string directive with type Latitude on field a of object A",
                "1:53"
            },
            {
                $"type A {M} {{ a: Int @int(max: 2, default: 3) }}",
                "Default value is higher than max constraint on field a of object A",
                "1:48"
            },
            {
                $"type A {M} {{ a: Float @float(min: 2.5, default: 2.4) }}",
                "Default value is lower than min constraint on field a of object A",
                "1:50"
            },
            {
                $"type A {M} {{ a: String @string(maxLength: 2, default: \"abc\") }}",
                "Length of default value is higher than maxLength constraint on field a of object A",
                "1:51"
            },
            {
                $"type A {M} {{ a: String @string(maxLength: 9, minLength: 4, default: \"abc\") }}",
                "Length of default value is lower than minLength constraint on field a of object A",
                "1:51"
            },
            { $"type A {M} {{ a: [Int] }}", "Missing @list directive on list field a of object A", "1:41" },
            {
                $"type A {M} {{ a: Int @list(maxLength: 1) }}",
                "Unexpected @list directive on field a of object A",
                "1:48"
            },
            {
                $"type A {M} {{ a: [[Int]] @list(maxLength: 1) }}",
                "Unsupported nested list on field a of object A",
                "1:41"
            },
            {
                $"{B}type O {{ a: Int @immutable }}",
                "Unsupported immutable directive for a on nested object O",
                "2:17"
            },
            {
                $"{B}type A {M} {{ a: B }}",
                "Unsupported reference to model B in field a of object A. References can only be made to embedded objects.",
                "2:41"
            },
            {
                $"interface I {M} {{ a: Int }}\ntype A {M} {{ a: I }}",
                "Unsupported type I on field a of object A",
                "2:41"
            },
            {
                $"{B}type O {{ a: DID @documentAccount }}",
                "Unsupported view on field a of object O. Views can only be set on models.",
                "2:17"
            },
            { $"type A {M} {{ a: Int @accountReference }}", WrongType("accountReference", "a DID scalar"), "1:48" },
            {
                $"type A {M} {{ a: DID @documentReference(model: \"A\") }}",
                WrongType("documentReference", "a StreamID scalar"),
                "1:48"
            },
            { $"type A {M} {{ a: Int @documentAccount }}", WrongType("documentAccount", "a DID scalar"), "1:48" },
            { $"type A {M} {{ a: DID @documentVersion }}", WrongType("documentVersion", "a CommitID scalar"), "1:48" },
            {
                $"type A {M} {{ a: [A] @relationDocument(property: \"a\") }}",
                WrongType("relationDocument", "a referenced object"),
                "1:48"
            },
            {
                $"type A {M} {{ a: [A!] @relationFrom(property: \"a\") }}",
                WrongType("relationFrom", "a list of referenced object"),
                "1:49"
            },
            {
                $"type A {M} {{ a: Float @relationCountFrom(model: \"A\", property: \"a\") }}",
                WrongType("relationCountFrom", "a Int scalar"),
                "1:50"
            },
            {
                $"type A {M} {{ a: Node @relationSetFrom(property: \"a\") }}",
                WrongType("relationSetFrom", "a referenced object"),
                "1:49"
            },
            {
                $"type A {M} {{ b: Int a: A @relationDocument(property: \"z\") }}",
                "Missing referenced property z for @relationDocument directive on field a of object A",
                "1:53"
            },
            {
                $"type A {M} {{ a: StreamID @documentReference(model: \"Zed\") }}",
                "Missing related model Zed for relation defined on field a of object Zed",
                "1:53"
            },
            {
                $"type A {M} {{ b: Int a: [Node] @relationFrom(property: \"b\") }}",
                "Missing model for queryConnection relation view",
                "1:58"
            },
            {
                $"type A {M} {{ b: Int a: Int @relationCountFrom(model: \"Node\", property: \"b\") }}",
                "Missing model for queryCount relation view",
                "1:55"
            },
            { $"scalar Foo\ntype A {M} {{ a: Foo }}", "Unsupported scalar name: Foo", "2:41" },
            {
                $"type A {M} {{ a: ModelAccountRelation }}",
                "Missing enum ModelAccountRelation referenced in field a of object A",
                "1:41"
            },
            { $"type A {M} {{ a Int }}", "Syntax Error: Expected \":\", found Name \"Int\".", "1:43" },
        };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_mistake_is_told_in_the_words_of_the_JS_tools_and_with_its_place(
        string sdl,
        string message,
        string place
    )
    {
        var error = AbstractComposite.Parse(sdl).Error;

        Assert.Equal(message, error?.Message);
        Assert.Equal(place, error?.At is { } at ? $"{at.Line}:{at.Column}" : "");
    }

    [Fact]
    public void An_error_carries_the_line_it_stands_in()
    {
        var error = AbstractComposite.Parse($"# a comment\r\ntype A {M} {{\r\n  a: Foo\r\n}}").Error!;

        Assert.Equal("SDL_INVALID", error.Code);
        Assert.Equal("Unknown type \"Foo\".", error.Message);
        Assert.Equal(new(3, 6, "  a: Foo"), error.At);
    }

    [Fact]
    public void A_byte_order_mark_moves_no_place()
    {
        var error = AbstractComposite.Parse($"\uFEFFtype A {M} {{ a: Foo }}").Error!;

        Assert.Equal(44, error.At?.Column);
    }

    [Fact]
    public void All_breaches_of_GraphQL_are_told_at_once_with_a_blank_line_between()
    {
        var error = AbstractComposite.Parse($"type A {M} {{\n a: Foo @zap\n b: Int @int(mix: 1) @int\n}}").Error!;

        Assert.Equal(
            """
            Unknown type "Foo".

            Unknown directive "@zap".

            The directive "@int" can only be used once at this location.

            Unknown argument "mix" on directive "@int". Did you mean "max" or "min"?
            """.ReplaceLineEndings("\n"),
            error.Message
        );
        Assert.Equal([2, 2, 3, 3], error.All.Select(one => one.At!.Value.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("# nothing yet")]
    public void A_text_without_definitions_has_no_models(string sdl)
    {
        Assert.Equal("No models found in Composite Definition Schema", AbstractComposite.Parse(sdl).Error?.Message);
    }

    [Theory]
    [InlineData(
        "type __A { a: Int }",
        "Name \"__A\" must not begin with \"__\", which is reserved by GraphQL introspection."
    )]
    [InlineData("type Int { a: Int }", "Unable to define type \"Int\": the name is that of a GraphQL scalar")]
    public void A_name_that_GraphQL_keeps_for_itself_is_refused(string sdl, string message)
    {
        Assert.Equal(message, AbstractComposite.Parse(B + sdl).Error?.Message);
    }

    static string Set(string fields, string content) =>
        $"type A @createModel(description: \"d\", accountRelation: SET, accountRelationFields: {fields}) {{ {content} }}";

    static string WrongType(string directive, string place) =>
        $"Unsupported @{directive} directive on field a of object A, @{directive} can only be set on {place}";
}

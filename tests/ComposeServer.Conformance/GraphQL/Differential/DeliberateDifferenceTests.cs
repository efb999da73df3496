using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Where ours is meant to differ: what the reference implementation does, and what we do in its place.</summary>
/// <remarks>
/// Besides these, errors of ours have a code in <c>extensions</c>, unexpected exceptions are hidden, and there are limits, which
/// <see cref="OwnEngine"/> takes out of the way.
/// </remarks>
public class DeliberateDifferenceTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    const string Sdl = """
        scalar Free
        type Query { a(f: Free): Int me: Query }
        type Subscription { b: Int c: Int }
        """;

    [Fact]
    public async Task A_condition_that_is_null_ends_the_request_before_it_begins_and_not_in_its_middle()
    {
        const string Document = "query ($if: Boolean = true) { me { a @skip(if: $if) } }";
        const string Message = "Argument \\\"if\\\" of non-null type \\\"Boolean!\\\" must not be null.";
        const string Variables = "{\"if\":null}";

        var theirs = (await reference.AskAsync(Sdl, describes: false, [new(Document, null, Variables, "3")])).Answers[
            0
        ];
        var ours = await OwnEngine.ExecuteAsync(Schema(), OwnEngine.Request(Document, null, Variables, "3"));

        Assert.Equal(
            $"{{\"errors\":[{{\"message\":\"{Message}\",\"locations\":[{{\"line\":1,\"column\":48}}],\"path\":[\"me\"]}}],\"data\":{{\"me\":null}}}}",
            theirs.Response
        );
        Assert.Equal(
            $"{{\"errors\":[{{\"message\":\"{Message}\",\"locations\":[{{\"line\":1,\"column\":8}}]}}]}}",
            ours
        );
    }

    [Fact]
    public async Task A_definition_that_is_not_executable_is_refused_and_not_looked_into()
    {
        var (theirs, ours) = await JudgeAsync("{ a } type Extra @unknown { a: Xyzzy }");

        Assert.Equal(
            [
                "The \"Extra\" definition is not executable. 1:7",
                "Unknown directive \"@unknown\". 1:18",
                "Unknown type \"Xyzzy\". 1:32",
            ],
            theirs.Errors!
        );
        Assert.Equal(["The \"Extra\" definition is not executable. 1:7"], ours);
    }

    [Fact]
    public async Task A_condition_without_its_argument_at_the_root_of_a_subscription_is_told_and_stumbled_over_by_the_reference()
    {
        var (theirs, ours) = await JudgeAsync("subscription { b @skip }");

        Assert.Equal("Argument \"if\" of required type \"Boolean!\" was not provided. 1:18", theirs.GaveUp);
        Assert.Equal(
            ["Directive \"@skip\" argument \"if\" of type \"Boolean!\" is required, but it was not provided. 1:18"],
            ours
        );
    }

    [Fact]
    public async Task A_root_an_interface_or_a_member_of_the_wrong_kind_is_told_before_anything_else_of_the_schema()
    {
        const string Broken = "type Query implements E { __a: Int } enum E { A } union U = E";

        var theirs = await reference.AskAsync(Broken, describes: false, []);
        var ours = SchemaFromSdl.Build(Broken).Errors.Select(OwnEngine.Shown).ToArray();

        Assert.Equal(
            [
                "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL introspection. 1:27",
                "Type Query must only implement Interface types, it cannot implement E. 1:23",
                "Union type U can only include Object types, it cannot include E. 1:61",
            ],
            theirs.Problems!
        );
        Assert.Equal(theirs.Problems![1..], ours);
    }

    [Fact]
    public async Task A_default_of_a_custom_scalar_that_holds_an_object_is_printed_where_the_reference_cannot()
    {
        const string Held = "scalar Free\n\ntype Query {\n  a(f: Free = {b: [1, \"two\"]}): Int\n}";

        var theirs = await reference.AskAsync(Held, describes: true, []);

        Assert.Null(theirs.Printed);
        Assert.Equal("Cannot convert value to AST: { b: [1, \"two\"] }.", theirs.NotPrinted);
        Assert.Equal(Held, SchemaPrinter.Print(SchemaFromSdl.Build(Held).Schema!));
    }

    async Task<(RequestAnswer Theirs, string[] Ours)> JudgeAsync(string document)
    {
        var answer = await reference.AskAsync(Sdl, describes: false, [new(document)]);
        return (answer.Answers[0], OwnEngine.Validate(Schema(), OwnEngine.Parse(document).Document!));
    }

    static Schema Schema() => SchemaFromSdl.Build(Sdl).Schema!;
}

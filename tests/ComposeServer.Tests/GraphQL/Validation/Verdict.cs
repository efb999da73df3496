using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation;

namespace ComposeServer.Tests.GraphQL.Validation;

/// <summary>Validates documents against a schema that has every kind of type.</summary>
static class Verdict
{
    const string Sdl = """
        directive @note(text: String!) repeatable on FIELD
        directive @once on FIELD | QUERY
        enum Mood { HAPPY SAD }
        input Point { x: Int! y: Int = 0 inner: Point }
        input Choice @oneOf { byId: ID byName: String }
        interface Node { id: ID! }
        interface Named { name(short: Boolean): String }
        type Person implements Node & Named {
          id: ID!
          name(short: Boolean): String
          mood: Mood
          friends(first: Int): [Person]
          pet: Pet
        }
        type Dog implements Named { name(short: Boolean): String barks: Boolean age: Int }
        type Cat implements Named { name(short: Boolean): String lives: Int age: Float }
        union Pet = Dog | Cat
        type Query {
          count(of: Int): Int!
          must(value: Int!): String
          mood(is: Mood): String
          at(point: Point): String
          pick(one: Choice): String
          person(id: ID): Person
          named: Named
          pet: Pet
          dog: Dog
        }
        type Mutation { rename(id: ID!): Person }
        type Subscription { changed: Person removed: ID }
        """;

    public static Schema Schema { get; } = SchemaFromSdl.Build(Sdl).Schema!;

    public static ParserLimits Parsing { get; } =
        new()
        {
            Bytes = int.MaxValue,
            Tokens = int.MaxValue,
            Nodes = int.MaxValue,
            Fields = int.MaxValue,
            Definitions = int.MaxValue,
        };

    public static void Accepts(string document) => Assert.Empty(ErrorsOf(document).Select(error => error.Message));

    /// <summary>The messages are all there are, in order.</summary>
    public static void Refuses(string document, params string[] messages) =>
        Assert.Equal(messages, ErrorsOf(document).Select(error => error.Message));

    public static IReadOnlyList<GraphQLError> ErrorsOf(string document, ValidationLimits? limits = null) =>
        DocumentValidator.Validate(Schema, Parse(document), limits ?? new ValidationLimits(), hasSuggestions: true);

    public static ValidationContext ContextOf(string document, ValidationLimits? limits = null) =>
        new(Schema, Parse(document), limits ?? new ValidationLimits(), hasSuggestions: true);

    public static DocumentNode Parse(string document)
    {
        var parsed = GraphQLParser.Parse(document, Parsing);
        Assert.Null(parsed.Error);
        return parsed.Document!;
    }
}

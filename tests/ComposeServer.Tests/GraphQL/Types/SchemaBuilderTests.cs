using ComposeServer.GraphQL.Introspection;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Tests.GraphQL.Types;

public class SchemaBuilderTests
{
    [Fact]
    public void Types_may_refer_to_each_other_in_circles()
    {
        ObjectType? author = null;
        var post = new ObjectType("Post", () => [new("author", NonNullType.Of(author!))]);
        author = new ObjectType("Author", () => [new("posts", ListType.Of(NonNullType.Of(post)))]);
        var query = new ObjectType("Query", () => [new("post", post)]);

        var schema = new SchemaBuilder { Query = query }.Build();

        Assert.Equal(
            """
            type Query {
              post: Post
            }

            type Post {
              author: Author!
            }

            type Author {
              posts: [Post!]
            }
            """,
            SchemaPrinter.Print(schema)
        );
        Assert.Empty(SchemaValidator.Validate(schema));
    }

    [Fact]
    public void Two_types_of_one_name_are_refused_in_the_words_of_the_reference()
    {
        var query = new ObjectType("Query", () => [new("a", new ScalarType("S")), new("b", new ScalarType("S"))]);

        var thrown = Assert.Throws<SchemaException>(() => new SchemaBuilder { Query = query }.Build());

        Assert.Equal(
            "Schema must contain uniquely named types but contains multiple types named \"S\".",
            thrown.Message
        );
    }

    [Fact]
    public void Listed_types_keep_their_place_among_the_types_they_refer_to()
    {
        var s = new ScalarType("S");
        var b = new ObjectType("B", () => [new("s", s)]);
        var a = new ObjectType("A", () => [new("b", b), new("e", new EnumType("E", [new("X")]))]);

        var schema = new SchemaBuilder { Query = a, Types = [a, b] }.Build();

        Assert.Equal(["A", "E", "B", "S"], schema.Types.Take(4).Select(type => type.Name));
    }

    [Fact]
    public void A_long_chain_of_types_does_not_use_up_the_stack()
    {
        const int Length = 50_000;
        var types = new ObjectType[Length];
        for (var i = 0; i < Length; i++)
        {
            var next = i + 1;
            types[i] = new ObjectType(
                $"T{i}",
                () => [next < Length ? new FieldDefinition("next", types[next]) : new("end", BuiltInScalars.Int)]
            );
        }

        var schema = new SchemaBuilder { Query = types[0] }.Build();

        Assert.Equal(Length, schema.Types.Count(type => type.Name.StartsWith('T')));
    }

    [Fact]
    public void Equal_types_are_the_same_object()
    {
        Assert.Same(NonNullType.Of(ListType.Of(BuiltInScalars.Int)), NonNullType.Of(ListType.Of(BuiltInScalars.Int)));
        Assert.Throws<ArgumentException>(() => NonNullType.Of(NonNullType.Of(BuiltInScalars.Int)));
        Assert.Equal("[Int]!", NonNullType.Of(ListType.Of(BuiltInScalars.Int)).ToString());
        Assert.Same(BuiltInScalars.Int, NonNullType.Of(ListType.Of(BuiltInScalars.Int)).Named);
    }

    [Theory]
    [InlineData("", "Expected name to be a non-empty string.")]
    [InlineData("a-b", "Names must only contain [_a-zA-Z0-9] but \"a-b\" does not.")]
    [InlineData("é", "Names must start with [_a-zA-Z] but \"é\" does not.")]
    [InlineData("1a", "Names must start with [_a-zA-Z] but \"1a\" does not.")]
    [InlineData("_1aZ", null)]
    public void Names_are_checked(string name, string? fault)
    {
        Assert.Equal(fault, NameRule.Fault(name));
        if (fault is not null)
        {
            Assert.Throws<ArgumentException>(() => new ScalarType(name));
        }
    }

    [Fact]
    public void Items_of_a_list_are_found_by_name_however_many_there_are()
    {
        for (var count = 0; count < 12; count++)
        {
            var list = new NamedList<EnumValue>(Enumerable.Range(0, count).Select(i => new EnumValue($"V{i}")));

            Assert.All(Enumerable.Range(0, count), i => Assert.Equal($"V{i}", list[$"V{i}"]!.Name));
            Assert.Null(list[$"V{count}"]);
            Assert.Throws<ArgumentException>(() => new NamedList<EnumValue>([.. list, new("V0"), new("V0")]));
        }
    }

    [Fact]
    public void Subtypes_follow_interfaces_unions_lists_and_nullability()
    {
        var schema = SchemaFromSdl
            .Build(
                """
                type Query implements Node & Named { id: ID name: String }
                interface Node { id: ID } interface Named implements Node { id: ID name: String }
                type Other implements Node { id: ID } type Lone { a: Int } union U = Query | Lone
                """
            )
            .Schema!;

        Assert.True(Is("Query!", "Node"));
        Assert.True(Is("[Query!]!", "[Named]"));
        Assert.True(Is("Named", "Node"));
        Assert.True(Is("Lone", "U"));
        Assert.False(Is("Node", "Named"));
        Assert.False(Is("Query", "Query!"));
        Assert.False(Is("[Query]", "Query"));
        Assert.False(Is("Other", "U"));
        Assert.Equal(["Query", "Other"], schema.PossibleTypes(schema.Types["Node"]!).Select(type => type.Name));
        Assert.Equal(["Query", "Lone"], schema.PossibleTypes(schema.Types["U"]!).Select(type => type.Name));
        Assert.Equal(
            ["Named"],
            schema.ImplementingInterfaces((InterfaceType)schema.Types["Node"]!).Select(type => type.Name)
        );
        Assert.True(Overlap("U", "Node"));
        Assert.True(Overlap("Lone", "U"));
        Assert.False(Overlap("Lone", "Node"));
        Assert.False(Overlap("Other", "Query"));

        bool Is(string type, string super) => schema.IsSubtype(Type(type), Type(super));
        bool Overlap(string a, string b) => schema.Overlap(schema.Types[a]!, schema.Types[b]!);
        GraphQLType Type(string text) =>
            schema.Resolve(
                GraphQLParser.ParseType(System.Text.Encoding.UTF8.GetBytes(text), ParserLimits.Default, out _)!
            )!;
    }

    [Fact]
    public void Every_schema_has_the_introspection_types()
    {
        var schema = new SchemaBuilder
        {
            Query = new ObjectType("Query", () => [new("a", BuiltInScalars.Int)]),
        }.Build();

        Assert.All(IntrospectionTypes.All, type => Assert.Same(type, schema.Types[type.Name]));
        Assert.Same(
            IntrospectionTypes.SchemaField,
            IntrospectionTypes.MetaField(schema, schema.QueryType!, "__schema")
        );
        Assert.Null(IntrospectionTypes.MetaField(schema, IntrospectionTypes.Type, "__schema"));
        Assert.Same(
            IntrospectionTypes.TypeNameField,
            IntrospectionTypes.MetaField(schema, IntrospectionTypes.Type, "__typename")
        );
        Assert.Null(IntrospectionTypes.MetaField(schema, BuiltInScalars.Int, "__typename"));
    }
}

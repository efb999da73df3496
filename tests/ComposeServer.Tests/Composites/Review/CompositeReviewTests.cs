namespace ComposeServer.Tests.Composites.Review;

/// <summary>Each kind of change, between two schemas that differ in it alone.</summary>
public class CompositeReviewTests
{
    const string Base = """
        enum Mood { CALM WILD }
        type Box { width: Int @int(min: 1, max: 10) label: String @string(maxLength: 5) }
        interface Named @createModel(description: "Has a name") { name: String! @string(maxLength: 50) }
        type Owner implements Named @createModel(accountRelation: SINGLE, description: "Owner") {
          name: String! @string(maxLength: 50)
        }
        type Cat implements Named @createModel(accountRelation: LIST, description: "A cat") @createIndex(fields: [{ path: ["age"] }]) {
          keeper: DID! @documentAccount
          name: String! @string(maxLength: 50)
          age: Int @int(min: 0, max: 30)
          mood: Mood
          box: Box
          nicks: [String!] @string(maxLength: 20) @list(maxLength: 3)
          born: DateTime
          ownerID: StreamID @documentReference(model: "Owner")
          owner: Owner @relationDocument(property: "ownerID")
        }
        """;

    [Fact]
    public async Task Equal_schemas_differ_in_nothing()
    {
        Assert.Empty(await ReviewedSchemas.ReviewAsync(Base, Base));
    }

    [Theory]
    [InlineData(
        "age: Int @int(min: 0, max: 30)",
        "age: Int @int(min: 1, max: 30)",
        "! BOUND_NARROWED Cat.age: minimum 0, now 1"
    )]
    [InlineData(
        "age: Int @int(min: 0, max: 30)",
        "age: Int @int(min: 0, max: 20)",
        "! BOUND_NARROWED Cat.age: maximum 30, now 20"
    )]
    [InlineData(
        "age: Int @int(min: 0, max: 30)",
        "age: Int @int(min: 0)",
        "BOUND_WIDENED Cat.age: maximum 30, now none"
    )]
    [InlineData("@list(maxLength: 3)", "@list(maxLength: 2)", "! BOUND_NARROWED Cat.nicks: maxItems 3, now 2")]
    [InlineData("@string(maxLength: 20)", "@string(maxLength: 30)", "BOUND_WIDENED Cat.nicks: maxLength 20, now 30")]
    [InlineData("born: DateTime", "born: Date", "! FIELD_TYPE_CHANGED Cat.born: type GraphQLDateTime, now GraphQLDate")]
    [InlineData(
        "born: DateTime",
        "born: [DateTime] @list(maxLength: 2)",
        "! FIELD_TYPE_CHANGED Cat.born: type GraphQLDateTime, now list"
    )]
    [InlineData("born: DateTime", "born: DateTime!", "! FIELD_REQUIRED Cat.born: may be left out no longer")]
    [InlineData("born: DateTime", "born: DateTime @immutable", "! FIELD_IMMUTABLE Cat.born: keeps its first value now")]
    [InlineData("born: DateTime", "born: DateTime size: Int", "FIELD_ADDED Cat.size: the field is new")]
    [InlineData("born: DateTime", "born: DateTime size: Int!", "! FIELD_ADDED Cat.size: the field is new and required")]
    [InlineData("born: DateTime", "", "! FIELD_REMOVED Cat.born: the field is there no longer")]
    [InlineData(
        "enum Mood { CALM WILD }",
        "enum Mood { CALM }",
        "! ENUM_VALUE_REMOVED Cat.mood: value WILD is there no longer"
    )]
    [InlineData("enum Mood { CALM WILD }", "enum Mood { CALM WILD ODD }", "ENUM_VALUE_ADDED Cat.mood: value ODD")]
    [InlineData("max: 10", "max: 9", "! BOUND_NARROWED Cat.box.width: maximum 10, now 9")]
    [InlineData(
        "label: String @string(maxLength: 5)",
        "",
        "! FIELD_REMOVED Cat.box.label: the field is there no longer"
    )]
    [InlineData(
        "accountRelation: SINGLE",
        "accountRelation: LIST",
        "! ACCOUNT_RELATION_CHANGED Owner: account relation SINGLE, now LIST"
    )]
    [InlineData("type Owner implements Named", "type Owner", "! INTERFACE_DROPPED Owner: implements Named no longer")]
    [InlineData("""@createIndex(fields: [{ path: ["age"] }])""", "", "! INDEX_REMOVED Cat: no index on age any more")]
    [InlineData(
        """[{ path: ["age"] }])""",
        """[{ path: ["age"] }]) @createIndex(fields: [{ path: ["mood"] }, { path: ["age"] }])""",
        "INDEX_ADDED Cat: index on mood, age"
    )]
    [InlineData(
        "keeper: DID! @documentAccount",
        "",
        """! VIEW_REMOVED Cat.keeper: no longer {"type":"documentAccount"}"""
    )]
    [InlineData(
        "keeper: DID! @documentAccount",
        "keeper: DID! @documentAccount tip: CommitID! @documentVersion",
        """VIEW_ADDED Cat.tip: {"type":"documentVersion"}"""
    )]
    [InlineData("\"A cat\"", "\"One cat\"", "DESCRIPTION_CHANGED Cat: another description")]
    public async Task One_change_is_found_and_weighed(string was, string now, string change)
    {
        Assert.Equal(
            [change],
            await ReviewedSchemas.ReviewAsync(Base, Base.Replace(was, now, StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_type_that_goes_by_another_name_breaks_although_its_fields_stay()
    {
        var changes = await ReviewedSchemas.ReviewAsync(Base, Base.Replace("Box", "Crate", StringComparison.Ordinal));

        Assert.Equal(
            ["! TYPE_RENAMED Cat.box: type Box, now Crate"],
            changes.Select(line => line.Replace(" (shared)", "", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_reference_to_something_else_breaks_and_so_does_one_that_is_gone()
    {
        var toCat = Base.Replace(
                """@documentReference(model: "Owner")""",
                "@accountReference",
                StringComparison.Ordinal
            )
            .Replace("""owner: Owner @relationDocument(property: "ownerID")""", "", StringComparison.Ordinal)
            .Replace("ownerID: StreamID", "ownerID: DID", StringComparison.Ordinal);
        var plain = Base.Replace("""@documentReference(model: "Owner")""", "", StringComparison.Ordinal)
            .Replace("""owner: Owner @relationDocument(property: "ownerID")""", "", StringComparison.Ordinal);

        Assert.Contains(
            "! RELATION_CHANGED Cat.ownerID: documents of Owner, now accounts",
            await ReviewedSchemas.ReviewAsync(Base, toCat)
        );
        Assert.Contains(
            "! RELATION_REMOVED Cat.ownerID: no longer documents of Owner",
            await ReviewedSchemas.ReviewAsync(Base, plain)
        );
        Assert.Contains(
            "RELATION_ADDED Cat.ownerID: documents of Owner",
            await ReviewedSchemas.ReviewAsync(plain, Base)
        );
    }

    [Fact]
    public async Task A_model_that_is_gone_breaks_and_one_that_is_new_does_not()
    {
        var more =
            Base
            + """type Dog @createModel(accountRelation: LIST, description: "A dog") { name: String @string(maxLength: 9) }""";

        Assert.Equal(["MODEL_ADDED Dog: the model is new"], await ReviewedSchemas.ReviewAsync(Base, more));
        Assert.Matches(
            "^! MODEL_REMOVED Dog: model k[a-z0-9]+ is there no longer$",
            Assert.Single(await ReviewedSchemas.ReviewAsync(more, Base))
        );
    }
}

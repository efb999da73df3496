using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Tile;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Tile;

public sealed class TileSchemaTests : IDisposable
{
    const string Schema = """
        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","properties":{"n":{"type":"integer"}},"required":["n"]}
        """;

    readonly TileScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void Content_is_held_to_the_schema_from_the_beginning()
    {
        var schema = _scene.Tile(Schema);

        _scene.Tile("""{"n":1}""", Under(schema));

        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data/n must be integer"),
            _scene.Lab.Refuse(_scene.Init("""{"n":"1"}""", Under(schema)))
        );
        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data must have required property 'n'"),
            _scene.Lab.Refuse(_scene.Init("{}", Under(schema)))
        );
    }

    [Fact]
    public void Every_change_is_held_to_the_schema_that_holds_after_it()
    {
        var schema = _scene.Tile(Schema);
        var tile = _scene.Tile("""{"n":1}""", Under(schema));

        var written = _scene.Write(tile, """[{"op":"replace","path":"/n","value":2}]""");
        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data/n must be integer"),
            _scene.Refuse(written, """[{"op":"replace","path":"/n","value":"x"}]""")
        );
        var freed = _scene.Write(written, """[{"op":"replace","path":"/n","value":"x"}]""", """{"schema":null}""");
        Assert.Equal(
            RefusalCode.SchemaViolation,
            _scene.Refuse(freed, header: $$"""{"schema":"{{At(schema)}}"}""").Code
        );
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("kjzl6cwe1jw146ezcibi0y88p08ffgpr5eyeklygaioqwad5nc9g0r4k424vp55")]
    public void A_schema_is_named_by_a_commit(string schema) =>
        Assert.Equal(
            new Refusal(RefusalCode.UnknownSchema, "Commit missing when loading schema document"),
            _scene.Lab.Refuse(_scene.Init("{}", IpldMap.Of(("schema", schema))))
        );

    [Fact]
    public void A_schema_is_a_tile()
    {
        using var documents = new DocumentScene();
        var model = documents.Model();

        Assert.Equal(
            RefusalCode.UnknownSchema,
            _scene.Lab.Refuse(_scene.Init("{}", IpldMap.Of(("schema", model.Id.At(model.Tip).ToString())))).Code
        );
    }

    [Fact]
    public void An_unknown_schema_is_missing_with_a_word()
    {
        using var elsewhere = new TileScene();
        var schema = elsewhere.Tile(Schema);

        var result = Assert.IsType<ApplyResult.Missing>(_scene.Lab.Apply(_scene.Init("{}", Under(schema))));

        Assert.Equal([schema.Id.Init], result.Cids);
        Assert.Equal(RefusalCode.UnknownSchema, result.Reason.Code);
    }

    [Fact]
    public void A_schema_may_be_named_with_the_scheme_before_it()
    {
        var schema = _scene.Tile(Schema);

        _scene.Tile("""{"n":1}""", IpldMap.Of(("schema", $"ceramic://{At(schema)}")));
    }

    [Fact]
    public void The_content_of_a_schema_counts_before_and_after_it_is_proven()
    {
        var schema = _scene.Tile("{}");
        var written = _scene.Write(schema, """[{"op":"add","path":"/required","value":["n"]}]""");
        _scene.Tile("""{"n":1}""", Under(written));

        var anchored = _scene.Anchor(written);

        Assert.Equal(RefusalCode.SchemaViolation, _scene.Lab.Refuse(_scene.Init("{}", Under(written))).Code);
        Assert.Equal(RefusalCode.SchemaViolation, _scene.Lab.Refuse(_scene.Init("{}", Under(anchored))).Code);
    }

    [Fact]
    public void An_older_version_of_a_schema_is_used_where_history_is_at_hand_and_refused_by_name_where_not()
    {
        using var scene = new TileScene(TileFamilyOptions.OwnDoor, hasHistory: true);
        foreach (var one in new[] { scene, _scene })
        {
            var schema = one.Tile(Schema);
            one.Write(schema, """[{"op":"remove","path":"/required"}]""");

            var refusal = one.Lab.Refuse(one.Init("{}", Under(schema)));

            Assert.Equal(
                one == scene
                    ? new(RefusalCode.SchemaViolation, "Validation Error: data must have required property 'n'")
                    : new Refusal(
                        RefusalCode.UnknownSchema,
                        $"The schema {At(schema)} is not the newest version of its stream, and this node does not know that version"
                    ),
                refusal
            );
        }
    }

    [Theory]
    [InlineData("""{"type":"nothing"}""")]
    [InlineData("""{"unknown":1}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema"}""")]
    [InlineData("""{"$ref":"#/definitions/absent"}""")]
    [InlineData("""{"pattern":"("}""")]
    [InlineData("[1]")]
    [InlineData("\"x\"")]
    public void Under_a_schema_that_cannot_be_used_nothing_is_valid(string schema)
    {
        var refusal = _scene.Lab.Refuse(_scene.Init("{}", Under(_scene.Tile(schema))));

        Assert.Equal(RefusalCode.SchemaViolation, refusal.Code);
        Assert.NotEmpty(refusal.Detail);
    }

    [Fact]
    public void A_tile_may_be_held_to_what_it_said_itself()
    {
        var tile = _scene.Tile("""{"maxProperties":1}""");

        Assert.Equal(
            RefusalCode.SchemaViolation,
            _scene
                .Refuse(tile, """[{"op":"add","path":"/title","value":"x"}]""", $$"""{"schema":"{{At(tile)}}"}""")
                .Code
        );
    }

    static IpldMap Under(TileState schema) => IpldMap.Of(("schema", At(schema)));

    static string At(TileState state) => state.Id.At(state.Tip).ToString();
}

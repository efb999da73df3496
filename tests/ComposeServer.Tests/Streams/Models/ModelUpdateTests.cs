using ComposeServer.Identity;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams.Models;

/// <summary>Events that change models (ceramic.md 6.3).</summary>
public sealed class ModelUpdateTests : IDisposable
{
    const string AddSize = """[{"op":"add","path":"/schema/properties/size","value":{"type":"integer"}}]""";

    readonly DocumentScene _scene = new(DocumentFamilyOptions.OwnDoor with { Updates = ModelUpdates.Taken });

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_change_makes_a_version_beside_the_first()
    {
        var model = _scene.Model();

        var event_ = _scene.Change(model, AddSize);
        var changed = _scene.Lab.Take<ModelState>(event_);

        Assert.Equal((event_.Event.Cid, 2), (changed.Tip, changed.Height));
        Assert.Equal(event_.Event.Cid, changed.Later!.Commit);
        Assert.Equal(model.Definition, changed.Definition);
        Assert.True(((IpldMap)changed.Newest.Schema["properties"]).Has("size"));
        Assert.Equal(changed.Newest.Value, changed.Content.ToIpld());
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/description","value":"x"}]""")]
    [InlineData("""[{"op":"replace","path":"/name","value":"Other"}]""")]
    [InlineData("""[{"op":"replace","path":"/schema/properties/text/maxLength","value":11}]""")]
    [InlineData("""[{"op":"remove","path":"/schema/properties/text/maxLength"}]""")]
    public void It_may_say_other_words_and_accept_more(string operations)
    {
        var changed = _scene.Lab.Take<ModelState>(_scene.Change(_scene.Model(), operations));

        Assert.NotEqual(changed.Definition, changed.Newest);
    }

    [Theory]
    [InlineData("/interface", "true", "cannot change model to an interface")]
    [InlineData("/immutableFields", "[\"text\"]", "cannot change a model's immutable fields")]
    [InlineData("/accountRelation", "{\"type\":\"single\"}", "cannot change a model's account relation")]
    [InlineData("/relations", "{\"text\":{\"type\":\"account\"}}", "cannot change a model's relations")]
    [InlineData("/views", "{\"by\":{\"type\":\"documentAccount\"}}", "cannot change a model's views")]
    [InlineData("/version", "\"2.1\"", "cannot change a model's version")]
    [InlineData(
        "/schema/required",
        "[\"text\"]",
        "cannot change a model's schema so that it refuses what was valid: schema did not require text"
    )]
    [InlineData(
        "/schema/properties/text/maxLength",
        "9",
        "cannot change a model's schema so that it refuses what was valid: schema.text accepted more by maxLength"
    )]
    [InlineData(
        "/schema/additionalProperties",
        "true",
        "All objects in schema need to have additional properties disabled"
    )]
    [InlineData(
        "/schema/properties/new",
        "{\"pattern\":\"(\"}",
        "cannot change a model's schema to one that cannot be used"
    )]
    [InlineData("/extra", "1", "Unexpected key 'extra' found in content for Model Stream")]
    public void What_ties_documents_together_and_what_was_valid_stays(string path, string value, string expected)
    {
        var model = _scene.Model();

        var refusal = _scene.Lab.Refuse(
            _scene.Change(model, $$"""[{"op":"add","path":"{{path}}","value":{{value}}}]""")
        );

        Assert.Equal(RefusalCode.InvalidModel, refusal.Code);
        Assert.StartsWith(expected, refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_of_version_1_and_interfaces_never_change()
    {
        var first = _scene.Model(change: model => model["version"] = "1.0");
        var face = _scene.Model(change: model => model["interface"] = true);

        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "cannot update version 1 models"),
            _scene.Lab.Refuse(_scene.Change(first, AddSize))
        );
        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "cannot update interface models"),
            _scene.Lab.Refuse(_scene.Change(face, AddSize))
        );
    }

    [Fact]
    public void Only_the_author_changes_a_model_and_on_its_tip()
    {
        var model = _scene.Model();
        using var stranger = Seeds.Key("stranger");
        var change = _scene.Change(model, AddSize);
        _scene.Lab.Take<ModelState>(change);

        var stale = _scene.Lab.Refuse(_scene.Change(model, """[{"op":"remove","path":"/description"}]"""));
        var forged = _scene.Lab.Refuse(EventSigner.Sign(stranger, change.Linked!.Value));

        Assert.Equal(RefusalCode.Stale, stale.Code);
        Assert.Equal(IdentityCode.WrongSigner, forged.Code);
    }

    [Fact]
    public void A_later_version_is_held_to_the_interfaces_that_it_says_it_implements()
    {
        var face = _scene.Model(
            """{"size":{"type":"integer"}}""",
            model =>
            {
                model["interface"] = true;
                model["schema"]!["required"] = new System.Text.Json.Nodes.JsonArray("size");
            }
        );
        var model = _scene.Model();
        var implement = $$"""{"op":"add","path":"/implements/-","value":"{{face.Id}}"}""";

        var without = _scene.Lab.Refuse(_scene.Change(model, $"[{implement}]"));

        Assert.StartsWith("Interfaces validation failed", without.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(400_000, false)]
    public void A_definition_is_as_large_as_a_block_at_most(int past, bool isTaken)
    {
        var model = _scene.Model();
        var size = DagCborEncoder.Encode(model.Definition.Value).Length;
        // "sample" is one byte and six; a text of this length has five bytes before it.
        var text = new string('d', ModelFamily.DefinitionSizeBytesMax - size + 7 - 5 + past);

        var result = _scene.Lab.Apply(
            _scene.Change(model, $$"""[{"op":"replace","path":"/description","value":"{{text}}"}]""")
        );

        Assert.Equal(isTaken, result is ApplyResult.Applied);
        if (result is ApplyResult.Refused refused)
            Assert.Equal(RefusalCode.TooLarge, refused.Reason.Code);
    }

    [Fact]
    public void Where_versions_are_refused_a_model_is_final_and_a_header_with_one_is_too()
    {
        using var plain = new DocumentScene();
        var model = plain.Model();
        var document = plain.List(model.Id, """{"text":"a"}""");
        var header = IpldMap.Of(("modelVersion", model.Tip));

        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "Cannot update a finalized Model"),
            plain.Lab.Refuse(plain.Change(model, AddSize))
        );
        Assert.Equal(RefusalCode.InvalidHeader, plain.Lab.Refuse(plain.Patch(document, "[]", header)).Code);
    }

    [Fact]
    public void A_document_keeps_the_version_that_it_named_until_it_names_another()
    {
        var model = _scene.Model();
        var changed = _scene.Lab.Take<ModelState>(_scene.Change(model, AddSize));
        var document = _scene.List(model.Id, """{"text":"a"}""");
        const string Size = """[{"op":"add","path":"/size","value":1}]""";

        var before = _scene.Lab.Refuse(_scene.Patch(document, Size));
        document = Take(Size, changed.Tip);
        document = _scene.Lab.Take<DocumentState>(_scene.Update(document, """{"text":"b","size":2}"""));
        Assert.Equal(changed.Tip, document.ModelVersion);
        var back = _scene.Lab.Refuse(_scene.Patch(document, "[]", Named(model.Id.Init)));
        document = Take("""[{"op":"remove","path":"/size"}]""", model.Id.Init);

        Assert.Equal((RefusalCode.SchemaViolation, RefusalCode.SchemaViolation), (before.Code, back.Code));
        Assert.Equal(RefusalCode.SchemaViolation, _scene.Lab.Refuse(_scene.Patch(document, Size)).Code);
        Assert.Equal(
            RefusalCode.InvalidHeader,
            _scene.Lab.Refuse(_scene.Patch(document, "[]", IpldMap.Of(("modelVersion", $"{changed.Tip}")))).Code
        );

        DocumentState Take(string operations, Cid version) =>
            _scene.Lab.Take<DocumentState>(_scene.Patch(document, operations, Named(version)));

        static IpldMap Named(Cid version) => IpldMap.Of(("modelVersion", version));
    }
}

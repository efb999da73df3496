using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class DocumentDataTests : IDisposable
{
    const string TwoTexts = """{"a":{"type":"string","maxLength":50},"b":{"type":"string","maxLength":50}}""";

    readonly DocumentScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_patch_of_the_controller_makes_the_next_content_and_tip()
    {
        var first = _scene.List(_scene.Model(TwoTexts).Id, """{"a":"1"}""");
        var update = _scene.Update(first, """{"a":"2","b":"3"}""");

        var second = _scene.Lab.Take<DocumentState>(update);

        Assert.Equal("""{"a":"2","b":"3"}""", second.Content.ToString());
        Assert.Equal(update.Event.Cid, second.Tip);
        Assert.Equal(2, second.Height);
        Assert.Equal(first.Id, second.Id);
    }

    [Fact]
    public void Nobody_else_may_change_a_document()
    {
        var document = _scene.List(_scene.Model(TwoTexts).Id, "{}");
        using var stranger = new Ed25519Signer([.. Enumerable.Repeat((byte)9, 32)]);
        var payload = _scene.Update(document, """{"a":"x"}""").Linked!.Value;

        Assert.Equal("WRONG_SIGNER", _scene.Lab.Refuse(EventSigner.Sign(stranger, payload)).Code);
        Assert.Equal(RefusalCode.Unsigned, _scene.Lab.Refuse(new(payload)).Code);
    }

    [Fact]
    public void A_change_that_builds_on_an_older_entry_is_stale()
    {
        var first = _scene.List(_scene.Model(TwoTexts).Id, "{}");
        var late = _scene.Update(first, """{"a":"late"}""");
        var second = _scene.Lab.Take<DocumentState>(_scene.Update(first, """{"a":"early"}"""));

        var refusal = _scene.Lab.Refuse(late);

        Assert.Equal(
            new Refusal(
                RefusalCode.Stale,
                $"Commit to stream {first.Id} rejected because it builds on stale state. Calling 'sync()' on the stream handle will synchronize "
                    + $"the stream state in the client with that on the Ceramic node.  Rejected commit CID: {late.Event.Cid}. Current tip: {second.Tip}"
            )
            {
                Tips = new(first.Tip, second.Tip),
            },
            refusal
        );
    }

    [Fact]
    public void A_change_that_builds_on_an_unknown_entry_waits_for_it()
    {
        var first = _scene.List(_scene.Model(TwoTexts).Id, "{}");
        var unseen = Cid.Compute(Multicodec.DagJose, "unseen"u8);

        var result = _scene.Lab.Apply(_scene.Update(first with { Tip = unseen }, """{"a":"x"}"""));

        Assert.Equal([unseen], Assert.IsType<ApplyResult.Missing>(result).Cids);
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"/b","value":"set"}]""", """{"a":"x","b":"set"}""")]
    [InlineData("""[{"op":"remove","path":"/b"}]""", """{"a":"x"}""")]
    [InlineData("""[{"op":"replace","path":"","value":{"b":"y"}}]""", """{"b":"y"}""")]
    [InlineData("[]", """{"a":"x"}""")]
    public void Our_door_takes_RFC_6902_and_two_leniencies(string operations, string expected)
    {
        var document = _scene.List(_scene.Model(TwoTexts).Id, """{"a":"x"}""");

        Assert.Equal(expected, _scene.Lab.Take<DocumentState>(_scene.Patch(document, operations)).Content.ToString());
    }

    [Theory]
    [InlineData("""[{"op":"replace","path":"x/a","value":"y"}]""")]
    [InlineData("""[{"op":"test","path":"/a","value":"other"}]""")]
    [InlineData("""[{"op":"remove","path":"/a/b/c"}]""")]
    [InlineData("""[{"op":"jump","path":"/a"}]""")]
    [InlineData("""{"op":"remove","path":"/a"}""")]
    [InlineData("null")]
    public void Our_door_refuses_every_other_patch_and_nothing_changes(string operations)
    {
        var document = _scene.List(_scene.Model(TwoTexts).Id, """{"a":"x"}""");

        Assert.Equal(RefusalCode.InvalidPatch, _scene.Lab.Refuse(_scene.Patch(document, operations)).Code);
        Assert.Equal(2, _scene.Lab.Take<DocumentState>(_scene.Update(document, """{"a":"y"}""")).Height);
    }

    [Fact]
    public void History_of_others_is_patched_as_the_JS_node_did()
    {
        using var history = new DocumentScene(DocumentFamilyOptions.AsReference);
        var document = history.List(history.Model(TwoTexts).Id, """{"a":"x"}""");

        var state = history.Lab.Take<DocumentState>(
            history.Patch(document, """[{"op":"replace","path":"x/a","value":"y"}]""")
        );

        Assert.Equal("""{"a":"y"}""", state.Content.ToString());
    }

    [Fact]
    public void Content_stays_valid_with_every_change()
    {
        var document = _scene.List(_scene.Model(TwoTexts).Id, "{}");

        Assert.Equal(
            new Refusal(RefusalCode.SchemaViolation, "Validation Error: data/a must be string"),
            _scene.Lab.Refuse(_scene.Patch(document, """[{"op":"add","path":"/a","value":1}]"""))
        );
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(5_000, false)]
    public void Content_grows_to_its_limit_and_not_beyond(int length, bool accepted)
    {
        using var scene = new DocumentScene(DocumentFamilyOptions.OwnDoor with { ContentSizeBytesMax = 107 });
        var document = scene.List(scene.Model("""{"a":{"type":"string","maxLength":100000}}""").Id, "{}");

        var result = scene.Lab.Apply(scene.Update(document, $$"""{"a":"{{new string('x', length)}}"}"""));

        if (accepted)
            Assert.IsType<ApplyResult.Applied>(result);
        else
            Assert.Equal(
                new Refusal(
                    RefusalCode.TooLarge,
                    $"Content has length of {length + 8}B which exceeds maximum size of 107B"
                ),
                Assert.IsType<ApplyResult.Refused>(result).Reason
            );
    }

    [Fact]
    public void Only_the_index_wish_of_a_header_may_change()
    {
        var document = _scene.List(_scene.Model(TwoTexts).Id, "{}");

        var hidden = _scene.Lab.Take<DocumentState>(_scene.Patch(document, "[]", IpldMap.Of(("shouldIndex", false))));
        Assert.False(hidden.ShouldIndex);
        var kept = _scene.Lab.Take<DocumentState>(_scene.Update(hidden, """{"a":"x"}"""));
        Assert.False(kept.ShouldIndex);

        var refusal = _scene.Lab.Refuse(
            _scene.Patch(kept, "[]", IpldMap.Of(("controllers", IpldList.Of("did:key:x"))))
        );
        Assert.Equal(RefusalCode.InvalidHeader, refusal.Code);
        Assert.StartsWith(
            "Updating metadata for ModelInstanceDocument Streams is not allowed.  "
                + $"Tried to change metadata for Stream {document.Id} from {{\"controllers\":[\"{_scene.Signer.Did}\"],",
            refusal.Detail,
            StringComparison.Ordinal
        );
        Assert.EndsWith(" to {\"controllers\":[\"did:key:x\"]}`", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Immutable_fields_get_their_value_with_the_first_write_of_a_deterministic_document_and_keep_it()
    {
        var model = _scene.Model(
            TwoTexts,
            json =>
            {
                json["accountRelation"]!["type"] = "single";
                json["immutableFields"] = new JsonArray("a");
            }
        );
        var empty = _scene.Lab.Take<DocumentState>(DocumentEvents.SingleInit(model.Id, _scene.Signer.Did));

        var first = _scene.Lab.Take<DocumentState>(_scene.Update(empty, """{"a":"fixed"}"""));
        var second = _scene.Lab.Take<DocumentState>(_scene.Update(first, """{"a":"fixed","b":"free"}"""));

        Assert.Equal(
            new Refusal(RefusalCode.ImmutableField, "Immutable field \"a\" cannot be updated"),
            _scene.Lab.Refuse(_scene.Update(second, """{"a":"other"}"""))
        );
    }

    [Fact]
    public void Version_1_models_know_no_immutable_fields()
    {
        var model = _scene.Model(
            TwoTexts,
            json =>
            {
                json["version"] = "1.0";
                json["immutableFields"] = new JsonArray("a");
            }
        );
        var document = _scene.List(model.Id, """{"a":"x"}""");

        _scene.Lab.Take<DocumentState>(_scene.Update(document, """{"a":"y"}"""));
    }

    [Theory]
    [InlineData("""{"s":"x","n":1,"f":true}""", "x|1|true", true)]
    [InlineData("""{"s":"x","n":2,"f":true}""", "x|1|true", false)]
    [InlineData("""{"s":"","n":1.5,"f":true}""", "|1.5|true", true)]
    [InlineData("""{"s":"x","n":1e21,"f":true}""", "x|1e+21|true", true)]
    [InlineData("""{"s":"x","n":0,"f":false}""", "x||", true)]
    [InlineData("""{"s":"x","n":0,"f":false}""", "x|0|false", true)]
    [InlineData("""{"s":"x","n":0,"f":false}""", "x|0|", false)]
    [InlineData("""{"s":"a|1","n":1,"f":true}""", "a|1|1|true", true)]
    public void The_fields_of_a_set_document_say_what_its_key_says(string content, string key, bool accepted)
    {
        var model = _scene.SetModel(
            """{"s":{"type":"string","maxLength":9},"n":{"type":"number"},"f":{"type":"boolean"}}""",
            "s",
            "n",
            "f"
        );
        var document = _scene.Lab.Take<DocumentState>(DocumentEvents.SetInit(model.Id, _scene.Signer.Did, key));

        var result = _scene.Lab.Apply(_scene.Update(document, content));

        if (accepted)
            Assert.IsType<ApplyResult.Applied>(result);
        else
            Assert.Equal(
                new Refusal(
                    RefusalCode.UniqueMismatch,
                    "Unique content fields value does not match metadata. If you are trying to change the value of these fields, "
                        + "this is causing this error: these fields values are not mutable."
                ),
                Assert.IsType<ApplyResult.Refused>(result).Reason
            );
    }

    [Fact]
    public void Showing_a_document_that_nobody_wrote_fails_where_fields_are_required()
    {
        var open = _scene.Lab.Take<DocumentState>(
            DocumentEvents.SingleInit(_scene.SingleModel(TwoTexts).Id, _scene.Signer.Did)
        );
        Assert.Equal(
            "{}",
            _scene.Lab.Take<DocumentState>(_scene.Update(open, "{}", shouldIndex: true)).Content.ToString()
        );

        var strict = _scene.Model(
            TwoTexts,
            json =>
            {
                json["accountRelation"]!["type"] = "single";
                json["schema"]!["required"] = new JsonArray("a");
            }
        );
        var closed = _scene.Lab.Take<DocumentState>(DocumentEvents.SingleInit(strict.Id, _scene.Signer.Did));
        Assert.Equal(
            "Validation Error: data must have required property 'a'",
            _scene.Lab.Refuse(_scene.Update(closed, "{}", shouldIndex: true)).Detail
        );
    }

    [Fact]
    public void A_model_stream_takes_no_further_data()
    {
        var model = _scene.Model();
        var payload = IpldMap.Of(("data", IpldList.Empty), ("id", model.Id.Init), ("prev", model.Id.Init));

        Assert.Equal(
            new Refusal(RefusalCode.NotAllowed, "Cannot update a finalized Model"),
            _scene.Lab.Refuse(_scene.Sign(payload))
        );
    }

    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(120)]
    public void However_deep_a_block_may_be_a_refusal_is_the_answer(int depth)
    {
        var deep = DocumentScene.Nested(depth);
        var model = _scene.Model(TwoTexts).Id;
        var document = _scene.List(model, "{}");
        var operations = IpldList.Of(IpldMap.Of(("op", "add"), ("path", "/a"), ("value", deep)));
        var schema = ModelSample.Definition().Value.With("schema", IpldMap.Of(("type", "object"), ("enum", deep)));

        Assert.Equal(
            RefusalCode.SchemaViolation,
            _scene
                .Lab.Refuse(
                    _scene.Sign(DocumentEvents.ListInit(model, _scene.Signer.Did, IpldMap.Of(("a", deep)), _ => { }))
                )
                .Code
        );
        Assert.Equal(
            RefusalCode.SchemaViolation,
            _scene
                .Lab.Refuse(
                    _scene.Sign(IpldMap.Of(("data", operations), ("id", document.Id.Init), ("prev", document.Tip)))
                )
                .Code
        );
        Assert.True(ModelDefinition.TryRead(schema, out var definition, out _));
        Assert.Equal(
            RefusalCode.InvalidModel,
            _scene.Lab.Refuse(_scene.Sign(ModelEvents.Init(definition, _scene.Signer.Did))).Code
        );
    }
}

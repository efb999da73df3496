using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Tests.Streams;

public sealed class DocumentInitTests : IDisposable
{
    const string Text = """{"text":{"type":"string","maxLength":10}}""";

    readonly DocumentScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [Fact]
    public void A_signed_list_document_begins_with_its_content()
    {
        var model = _scene.Model();

        var state = _scene.List(model.Id, """{"text":"hello"}""");

        Assert.Equal("""{"text":"hello"}""", state.Content.ToString());
        Assert.Equal(model.Id, state.ModelId);
        Assert.Equal(_scene.Signer.Did, state.Controller);
        Assert.Equal(1, state.Height);
        Assert.Equal(12, state.Unique!.Value.Memory.Length);
        Assert.True(state.HasSignedEvent);
    }

    [Fact]
    public void A_deterministic_document_begins_unsigned_and_does_not_count_until_it_is_written()
    {
        var single = _scene.Lab.Take<DocumentState>(
            DocumentEvents.SingleInit(_scene.SingleModel(Text).Id, _scene.Signer.Did)
        );
        var set = _scene.Lab.Take<DocumentState>(
            DocumentEvents.SetInit(_scene.SetModel(Text, "text").Id, _scene.Signer.Did, "a")
        );

        foreach (var state in (DocumentState[])[single, set])
        {
            Assert.True(state.Content.IsNull);
            Assert.False(state.HasSignedEvent);
            Assert.True(_scene.Lab.Take<DocumentState>(_scene.Update(state, """{"text":"a"}""")).HasSignedEvent);
        }
    }

    [Fact]
    public void Someone_else_cannot_begin_a_document_for_an_account()
    {
        using var stranger = new ComposeServer.Identity.Jose.Ed25519Signer([.. Enumerable.Repeat((byte)9, 32)]);
        var payload = DocumentEvents.ListInit(_scene.Model().Id, _scene.Signer.Did, DocumentScene.Ipld("{}"), _ => { });

        Assert.Equal("WRONG_SIGNER", _scene.Lab.Refuse(EventSigner.Sign(stranger, payload)).Code);
    }

    [Fact]
    public void A_document_waits_for_its_model()
    {
        using var elsewhere = new DocumentScene();
        var model = elsewhere.Model();

        var result = _scene.Lab.Apply(_scene.ListInit(model.Id, "{}"));

        Assert.Equal([model.Id.Init], Assert.IsType<ApplyResult.Missing>(result).Cids);
    }

    [Fact]
    public void An_interface_has_no_documents_of_its_own()
    {
        var model = _scene.Model(change: json => json["interface"] = true);

        var refusal = _scene.Lab.Refuse(_scene.ListInit(model.Id, "{}"));

        Assert.Equal(
            "ModelInstanceDocument Streams cannot be created on interface Models. "
                + $"Use a different model than {model.Id} to create the ModelInstanceDocument.",
            refusal.Detail
        );
    }

    [Theory]
    [InlineData("""{"text":1}""", "Validation Error: data/text must be string")]
    [InlineData("""{"text":"12345678901"}""", "Validation Error: data/text must NOT have more than 10 characters")]
    [InlineData("""{"other":1}""", "Validation Error: data must NOT have additional properties")]
    [InlineData("null", "Validation Error: data must be object")]
    [InlineData("[]", "Validation Error: data must be object")]
    public void Content_satisfies_the_schema(string content, string expected)
    {
        var refusal = _scene.Lab.Refuse(_scene.ListInit(_scene.Model().Id, content));

        Assert.Equal(new Refusal(RefusalCode.SchemaViolation, expected), refusal);
    }

    [Fact]
    public void A_model_with_an_unusable_schema_has_no_documents()
    {
        var model = _scene.Model("""{"text":{"type":"string","foo":1}}""");

        var refusal = _scene.Lab.Refuse(_scene.ListInit(model.Id, """{"text":"x"}"""));

        Assert.Equal(RefusalCode.SchemaViolation, refusal.Code);
        Assert.Contains("foo", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void What_JSON_cannot_carry_is_no_content()
    {
        var model = _scene.Model("""{"n":{"type":"integer"}}""").Id;
        var cid = Cid.Compute(Multicodec.DagCbor, "x"u8);
        IpldValue[] foreign =
        [
            new byte[] { 1 },
            cid,
            IpldInteger.Of((Int128)1 << 53),
            IpldInteger.Of(-((Int128)1 << 53)),
        ];

        foreach (var value in foreign)
            Assert.Equal(RefusalCode.SchemaViolation, _scene.Lab.Refuse(List(model, IpldMap.Of(("n", value)))).Code);
        _scene.Lab.Take<DocumentState>(List(model, IpldMap.Of(("n", IpldInteger.Of(((Int128)1 << 53) - 1)))));
    }

    [Theory]
    [InlineData(
        "list",
        false,
        "ModelInstanceDocuments for models with LIST accountRelations must be created with a unique field"
    )]
    [InlineData(
        "single",
        true,
        "ModelInstanceDocuments for models with SINGLE accountRelations must be created deterministically"
    )]
    [InlineData(
        "set",
        false,
        "ModelInstanceDocuments for models with SET accountRelations must be created with a unique field containing data from the fields providing the set semantics"
    )]
    public void Unique_stands_where_the_account_relation_asks_for_it(string relation, bool hasUnique, string expected)
    {
        var model = relation switch
        {
            "list" => _scene.Model(),
            "single" => _scene.SingleModel(Text),
            _ => _scene.SetModel(Text, "text"),
        };
        var header = Header(model.Id);
        if (hasUnique)
            header = header.With("unique", new byte[] { 1 });
        var data = relation == "list" ? DocumentScene.Ipld("""{"text":"a"}""") : IpldValue.Null;

        var refusal = _scene.Lab.Refuse(_scene.Sign(IpldMap.Of(("data", data), ("header", header))));

        Assert.Equal(new Refusal(RefusalCode.InvalidHeader, expected), refusal);
    }

    [Fact]
    public void Documents_of_a_model_without_account_relation_are_made_like_lists_with_or_without_unique()
    {
        var model = _scene.Model(change: json => json["accountRelation"]!["type"] = "none");

        _scene.List(model.Id, """{"text":"a"}""");
        var bare = IpldMap.Of(("data", DocumentScene.Ipld("""{"text":"b"}""")), ("header", Header(model.Id)));
        Assert.Null(_scene.Lab.Take<DocumentState>(_scene.Sign(bare)).Unique);
    }

    [Fact]
    public void A_deterministic_document_begins_without_content_and_content_is_signed()
    {
        var single = IpldMap.Of(
            ("data", DocumentScene.Ipld("""{"text":"a"}""")),
            ("header", Header(_scene.SingleModel(Text).Id))
        );
        Assert.Equal(
            "Deterministic genesis commits for ModelInstanceDocuments must not have content",
            _scene.Lab.Refuse(_scene.Sign(single)).Detail
        );
        Assert.Equal(
            new Refusal(RefusalCode.Unsigned, "ModelInstanceDocument genesis commit with content must be signed"),
            _scene.Lab.Refuse(new EventBlocks(DagCborEncoder.ToBlock(single)))
        );
    }

    [Fact]
    public void Each_member_of_a_header_is_checked()
    {
        var model = _scene.Model().Id;
        var good = Header(model).With("unique", new byte[12]);

        Assert.Equal("Exactly one controller must be specified", Refuse(good.With("controllers", IpldList.Empty)));
        Assert.Equal("Exactly one controller must be specified", Refuse(good.Without("controllers")));
        Assert.Equal(
            "Exactly one controller must be specified",
            Refuse(good.With("controllers", IpldList.Of("did:key:a", "did:key:b")))
        );
        Assert.Equal(
            "Attempting to create a ModelInstanceDocument with an invalid DID string: key",
            Refuse(good.With("controllers", IpldList.Of("key")))
        );
        Assert.Equal(
            "Model for ModelInstanceDocument must refer to a StreamID of a Model stream",
            Refuse(good.With("model", new StreamId(StreamType.Tile, model.Init).ToBytes()))
        );
        Assert.Equal("Invalid 'unique' in header: it must be bytes", Refuse(good.With("unique", "text")));
        Assert.Equal(
            "Invalid 'context' in header: it must be the bytes of a StreamID",
            Refuse(good.With("context", new byte[] { 1 }))
        );
        Assert.Equal("Invalid 'shouldIndex' in header: it must be true or false", Refuse(good.With("shouldIndex", 1)));

        string Refuse(IpldMap header)
        {
            var refusal = _scene.Lab.Refuse(
                _scene.Sign(IpldMap.Of(("data", DocumentScene.Ipld("{}")), ("header", header)))
            );
            Assert.Equal(RefusalCode.InvalidHeader, refusal.Code);
            return refusal.Detail;
        }
    }

    [Fact]
    public void Context_and_index_wish_of_the_header_are_kept()
    {
        var model = _scene.Model().Id;
        var header = Header(model)
            .With("unique", new byte[12])
            .With("context", model.ToBytes())
            .With("shouldIndex", false);

        var state = _scene.Lab.Take<DocumentState>(
            _scene.Sign(IpldMap.Of(("data", DocumentScene.Ipld("{}")), ("header", header)))
        );

        Assert.Equal(model, state.Context);
        Assert.False(state.ShouldIndex);
    }

    [Fact]
    public void An_init_event_that_names_no_model_belongs_to_another_family()
    {
        var tile = IpldMap.Of(("header", IpldMap.Of(("controllers", IpldList.Of(_scene.Signer.Did.Text)))));

        Assert.Equal(RefusalCode.UnknownFamily, _scene.Lab.Refuse(_scene.Sign(tile)).Code);
    }

    EventBlocks List(StreamId model, IpldValue content) =>
        _scene.Sign(DocumentEvents.ListInit(model, _scene.Signer.Did, content, _ => { }));

    IpldMap Header(StreamId model) =>
        IpldMap.Of(("controllers", IpldList.Of(_scene.Signer.Did.Text)), ("model", model.ToBytes()), ("sep", "model"));
}

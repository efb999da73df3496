using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Composites;

/// <summary>SDL and what the compiler or the node says of it.</summary>
sealed class SdlErrorVectors : VectorClaims
{
    public SdlErrorVectors()
        : base("sdl-errors.json") => Claim(What_the_JS_compiler_or_the_node_refuses_is_refused_in_the_same_words);

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["refusedBy"] = "ours says the same whoever refuses" };

    static async Task What_the_JS_compiler_or_the_node_refuses_is_refused_in_the_same_words(
        VectorCase one,
        CancellationToken cancel
    )
    {
        using var signer = new Ed25519Signer(new byte[32]);

        var made = await CompositeCompiler.CompileAsync(one.Json.Text("sdl"), new OfflineModelCreator(signer), cancel);

        if (one.Json.GetProperty("ok").GetBoolean())
            Assert.Equal(
                one.Json.GetProperty("models").EnumerateArray().Select(model => JsonText.Of(model.Json)),
                made.OrThrow().Models.Values.Select(model => JsonText.Of(PlainJson.ToUtf8(model.Definition.Value)))
            );
        else
            Assert.Equal(one.Json.Text("error"), made.Error?.Message);
    }
}

/// <summary>SDL and its abstract composite: models with names in place of streams.</summary>
sealed class AbstractCompositeVectors : VectorClaims
{
    public AbstractCompositeVectors()
        : base("golden/sdl-cases.json") =>
        Claim(An_SDL_text_gives_the_recorded_abstract_composite_or_the_recorded_error);

    public override CaseShape Shape => new CaseShape.Members();

    public override IReadOnlyDictionary<string, string> Aside { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "class of the error in JavaScript" };

    static void An_SDL_text_gives_the_recorded_abstract_composite_or_the_recorded_error(VectorCase one)
    {
        var read = AbstractComposite.Parse(one.Json.Text("sdl"));

        if (one.Json.TryGetProperty("ok", out var expected))
            Assert.Equal(JsonText.Of(expected.Json), JsonText.Of(read.OrThrow().ToUtf8()));
        else
            Assert.Equal(one.Json.Text("error"), read.Error?.Message);
    }
}

/// <summary>SDL and the streams that its models became.</summary>
sealed class ModelStreamVectors : VectorClaims
{
    public ModelStreamVectors()
        : base("golden/model-streams.json") => Claim(An_SDL_text_makes_the_recorded_model_streams_byte_for_byte);

    static async Task An_SDL_text_makes_the_recorded_model_streams_byte_for_byte(
        VectorCase one,
        CancellationToken cancel
    )
    {
        using var signer = new Ed25519Signer(one.File.Hex("seedHex"));
        var creator = new RecordingCreator(new OfflineModelCreator(signer));

        var made = await CompositeCompiler.CompileAsync(one.Json.Text("sdl"), creator, cancel);

        Assert.Equal(one.Json.GetProperty("created").EnumerateArray().Select(Expected), creator.Created.Select(Actual));
        if (one.Json.TryGetProperty("error", out var error))
        {
            Assert.Equal(error.GetString(), made.Error?.Message);
            return;
        }
        var composite = JsonText.Parse(JsonText.Of(made.OrThrow().ToUtf8()));
        Assert.Equal(
            JsonText.Of(one.Json.GetProperty("compositeViews").Json),
            JsonText.Of(composite.GetProperty("views").GetProperty("models"))
        );
        Assert.Equal(JsonText.Of(one.Json.GetProperty("indices").Json), JsonText.Of(composite.GetProperty("indices")));
    }

    static string Expected(Recorded model) =>
        string.Join(
            '\n',
            new[] { "name", "id", "cid", "genesisCborHex", "payloadCid", "signature" }
                .Select(member => model.Text(member))
                .Append(JsonText.Of(model.GetProperty("content").Json))
        );

    static string Actual(CompositeModel model)
    {
        var init = Assert.Single(model.Commits);
        return string.Join(
            '\n',
            model.Definition.Name,
            model.Id,
            model.Id.Init,
            Convert.ToHexStringLower(init.Linked.Bytes.Span),
            init.Linked.Cid,
            Base64Url.Encode(init.Jws.Signatures[0].Signature.Span),
            JsonText.Of(PlainJson.ToUtf8(model.Definition.Value))
        );
    }
}

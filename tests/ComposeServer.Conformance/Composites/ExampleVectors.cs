using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Runtime;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Composites;

/// <summary>The worked example and the one with all scalars: from SDL to runtime definition, each stage a file.</summary>
sealed class ExampleVectors : VectorClaims
{
    const string Example = "golden/example.sdl.graphql";

    public ExampleVectors()
        : base(
            "golden/example.abstract.json",
            "golden/example.created.composite.json",
            "golden/example.created.runtime.json",
            "golden/example.mock.runtime.json",
            "golden/scalars.runtime.json",
            "golden/scalar-json-schemas.json"
        )
    {
        Claim(The_SDL_gives_the_recorded_abstract_composite, one => IsCalled(one, "abstract"));
        Claim(Every_scalar_has_the_recorded_JSON_Schema, one => IsCalled(one, "scalar-json-schemas"));
        Claim(The_SDL_and_the_key_give_the_recorded_file, one => IsCalled(one, ".created."));
        Claim(
            The_SDL_without_streams_gives_the_recorded_runtime_definition,
            one => IsCalled(one, "mock.runtime") || IsCalled(one, "scalars.runtime")
        );
        Claim(A_runtime_definition_is_read_and_written_again_without_change, one => IsCalled(one, ".runtime."));
    }

    public override CaseShape Shape => new CaseShape.Whole();

    static bool IsCalled(VectorCase one, string part) => one.Document.Name.Contains(part, StringComparison.Ordinal);

    static void The_SDL_gives_the_recorded_abstract_composite(VectorCase one)
    {
        var read = AbstractComposite.Parse(one.Folder.ReadText(Example));

        Assert.Equal(JsonText.Of(one.Json.Json), JsonText.Of(read.OrThrow().ToUtf8()));
    }

    static void Every_scalar_has_the_recorded_JSON_Schema(VectorCase one)
    {
        var read = AbstractComposite.Parse(one.Folder.ReadText("golden/scalars.sdl.graphql")).OrThrow();

        var model = JsonText.Parse(JsonText.Of(read.ToUtf8())).GetProperty("models").GetProperty("Everything");
        Assert.Equal(JsonText.Of(one.Json.Json), JsonText.Of(model.GetProperty("model").GetProperty("schema")));
    }

    static async Task The_SDL_and_the_key_give_the_recorded_file(VectorCase one, CancellationToken cancel)
    {
        using var signer = new Ed25519Signer(Enumerable.Repeat((byte)7, 32).ToArray());

        var made = await CompositeCompiler.CompileAsync(
            one.Folder.ReadText(Example),
            new OfflineModelCreator(signer),
            cancel
        );

        var composite = made.OrThrow();
        var utf8 = IsCalled(one, "composite")
            ? composite.ToUtf8()
            : composite.ToRuntime().OrThrow().Definition.ToUtf8();
        Assert.Equal(one.Text, JsonText.Of(utf8));
        Assert.Equal(JsonText.Of(one.Json.Json), JsonText.Of(utf8));
    }

    static void The_SDL_without_streams_gives_the_recorded_runtime_definition(VectorCase one)
    {
        var sdl = IsCalled(one, "example") ? Example : "golden/scalars.sdl.graphql";

        var built = MockComposite.Build(one.Folder.ReadText(sdl)).OrThrow();

        Assert.Equal(JsonText.Of(one.Json.Json), JsonText.Of(built.Definition.ToUtf8()));
        Assert.Empty(built.Warnings);
    }

    static void A_runtime_definition_is_read_and_written_again_without_change(VectorCase one)
    {
        var read = RuntimeDefinition.FromJson(one.Json.Json).OrThrow();

        Assert.Equal(JsonText.Of(one.Json.Json), JsonText.Of(read.ToUtf8()));
    }
}

/// <summary>Small SDL texts, the runtime definitions of them, or why there is none.</summary>
sealed class SchemaShapeVectors : VectorClaims
{
    public SchemaShapeVectors()
        : base("golden/schema-shapes.json") =>
        Claim(A_shape_of_SDL_gives_the_recorded_runtime_definition_or_the_recorded_error);

    public override CaseShape Shape => new CaseShape.Members();

    static void A_shape_of_SDL_gives_the_recorded_runtime_definition_or_the_recorded_error(VectorCase one)
    {
        var built = MockComposite.Build(one.Json.Text("sdl"));

        if (one.Json.TryGetProperty("runtime", out var expected))
            Assert.Equal(JsonText.Of(expected.Json), JsonText.Of(built.OrThrow().Definition.ToUtf8()));
        else
            Assert.Equal(one.Json.Text("runtimeError"), built.Error?.Message);
    }
}

/// <summary>Names in the cases that fields and types have.</summary>
sealed class NameVectors : VectorClaims
{
    public NameVectors()
        : base("golden/naming.json") => Claim(A_name_changes_its_case_as_recorded);

    public override CaseShape Shape => new CaseShape.Members();

    static void A_name_changes_its_case_as_recorded(VectorCase one)
    {
        Assert.Equal(one.Json.Text("pascal"), NameCase.Pascal(one.Json.Text("input")));
        Assert.Equal(one.Json.Text("camel"), NameCase.Camel(one.Json.Text("input")));
    }
}

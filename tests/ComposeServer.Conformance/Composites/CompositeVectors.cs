using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Conformance.Vectors;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Composites;

/// <summary>SDL, the composite that it became with a key, and the runtime definition of that.</summary>
sealed class CompositeVectors : VectorClaims
{
    public CompositeVectors()
        : base("composites/*.json")
    {
        Claim(SDL_and_key_give_the_recorded_composite_and_runtime_definition);
        Claim(The_composite_is_read_and_written_again_without_change);
    }

    public override CaseShape Shape => new CaseShape.Whole();

    static async Task SDL_and_key_give_the_recorded_composite_and_runtime_definition(
        VectorCase one,
        CancellationToken cancel
    )
    {
        using var signer = new Ed25519Signer(one.Json.Hex("seed"));

        var made = await CompositeCompiler.CompileAsync(one.Json.Text("sdl"), new OfflineModelCreator(signer), cancel);

        Assert.Equal(one.Json.Text("did"), signer.Did.Text);
        AssertRecorded(one.Json, made.OrThrow());
    }

    static void The_composite_is_read_and_written_again_without_change(VectorCase one) =>
        AssertRecorded(one.Json, Composite.Read(one.Json.GetProperty("encodedComposite").Json).OrThrow());

    public static void AssertRecorded(Recorded recorded, Composite composite)
    {
        Assert.Equal(
            SignatureMembersInOurOrder(recorded.GetProperty("encodedComposite").Json),
            JsonText.Of(composite.ToUtf8())
        );
        Assert.Equal(
            JsonText.Of(recorded.GetProperty("runtimeDefinition").Json),
            JsonText.Of(composite.ToRuntime().OrThrow().Definition.ToUtf8())
        );
    }

    /// <summary>Release 0.7.1, which made these files, wrote <c>signature</c> first; 0.8.0 and we write <c>protected</c> first.</summary>
    static string SignatureMembersInOurOrder(JsonElement encoded)
    {
        var root = JsonNode.Parse(JsonText.Of(encoded))!.AsObject();
        foreach (var (_, commits) in root["models"]!.AsObject())
        {
            foreach (var commit in commits!.AsArray())
            {
                var signature = commit!["jws"]!["signatures"]![0]!.AsObject();
                var value = signature["signature"]!.GetValue<string>();
                signature.Remove("signature");
                signature.Add("signature", value);
            }
        }
        return JsonText.Of(JsonText.Parse(root.ToJsonString()));
    }
}

/// <summary>What merging and naming make of recorded composites.</summary>
sealed class CompositeOperationVectors : VectorClaims
{
    public CompositeOperationVectors()
        : base("composite-operations.json") => Claim(An_operation_gives_the_recorded_composite);

    static void An_operation_gives_the_recorded_composite(VectorCase one)
    {
        var article = Recorded(one, "composites/02-list-relations.json");
        Assert.True(one.Json.GetProperty("ok").GetBoolean());

        var made = one.Name switch
        {
            "merge article composite with settings" => Composite
                .Merge([article, Recorded(one, "composites/01-single-scalars.json")])
                .OrThrow(),
            // A shared type that no model has may be named.
            "set common embeds of unknown" => article.WithCommonEmbeds(["Nope"]),
            _ => throw new NotSupportedException($"an operation called {one.Name}"),
        };

        CompositeVectors.AssertRecorded(one.Json, made);
    }

    static Composite Recorded(VectorCase one, string file) =>
        Composite.Read(one.Folder.Read(file).GetProperty("encodedComposite")).OrThrow();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;

namespace ComposeServer.Conformance.Composites;

public class CompositeVectorTests
{
    const string Operations = "composite-operations.json";

    public static TheoryData<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Path.GetDirectoryName(VectorFile.PathOf("composites/04-set.json"))!)
                .Select(path => $"composites/{Path.GetFileName(path)}")
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task SDL_and_key_give_the_recorded_composite_and_runtime_definition(string file)
    {
        var recorded = VectorFile.Read(file);
        using var signer = new Ed25519Signer(Convert.FromHexString(recorded.GetProperty("seed").GetString()!));

        var made = await CompositeCompiler.CompileAsync(
            recorded.GetProperty("sdl").GetString()!,
            new OfflineModelCreator(signer),
            TestContext.Current.CancellationToken
        );

        AssertRecorded(recorded, made.OrThrow());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_recorded_composite_is_read_and_written_again_without_change(string file)
    {
        var recorded = VectorFile.Read(file);

        var read = Composite.Read(recorded.GetProperty("encodedComposite")).OrThrow();

        AssertRecorded(recorded, read);
    }

    [Fact]
    public async Task The_worked_example_is_written_byte_for_byte()
    {
        using var signer = new Ed25519Signer(Enumerable.Repeat((byte)7, 32).ToArray());

        var made = await CompositeCompiler.CompileAsync(
            VectorFile.ReadGoldenText("example.sdl.graphql"),
            new OfflineModelCreator(signer),
            TestContext.Current.CancellationToken
        );

        var composite = made.OrThrow();
        Assert.Equal(
            VectorFile.ReadGoldenText("example.created.composite.json").TrimEnd(),
            JsonText.Of(composite.ToUtf8())
        );
        Assert.Equal(
            VectorFile.ReadGoldenText("example.created.runtime.json").TrimEnd(),
            JsonText.Of(composite.ToRuntime().OrThrow().Definition.ToUtf8())
        );
    }

    [Fact]
    public void Merging_two_composites_gives_the_recorded_one()
    {
        var article = Recorded("composites/02-list-relations.json");
        var settings = Recorded("composites/01-single-scalars.json");

        var merged = Composite.Merge([article, settings]).OrThrow();

        AssertRecorded(VectorFile.Case(Operations, "merge article composite with settings"), merged);
    }

    [Fact]
    public void A_shared_type_that_no_model_has_may_be_named()
    {
        var article = Recorded("composites/02-list-relations.json");

        var named = article.WithCommonEmbeds(["Nope"]);

        AssertRecorded(VectorFile.Case(Operations, "set common embeds of unknown"), named);
    }

    static Composite Recorded(string file) =>
        Composite.Read(VectorFile.Read(file).GetProperty("encodedComposite")).OrThrow();

    static void AssertRecorded(JsonElement recorded, Composite composite)
    {
        Assert.Equal(
            SignatureMembersInOurOrder(recorded.GetProperty("encodedComposite")),
            JsonText.Of(composite.ToUtf8())
        );
        Assert.Equal(
            JsonText.Of(recorded.GetProperty("runtimeDefinition")),
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

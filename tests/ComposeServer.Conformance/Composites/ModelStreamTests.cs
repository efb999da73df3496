using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Composites;

public class ModelStreamTests
{
    const string Golden = "model-streams.json";

    public static TheoryData<string> Names => [.. Cases.Select(one => one.GetProperty("name").GetString()!)];

    static IEnumerable<JsonElement> Cases => VectorFile.ReadGolden(Golden).GetProperty("cases").EnumerateArray();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_SDL_text_makes_the_recorded_model_streams_byte_for_byte(string name)
    {
        var recorded = Cases.Single(one => one.GetProperty("name").GetString() == name);
        using var signer = Signer();
        var creator = new RecordingCreator(new OfflineModelCreator(signer));

        var made = await CompositeCompiler.CompileAsync(
            recorded.GetProperty("sdl").GetString()!,
            creator,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(recorded.GetProperty("created").EnumerateArray().Select(Expected), creator.Created.Select(Actual));
        if (recorded.TryGetProperty("error", out var error))
        {
            Assert.Equal(error.GetString(), made.Error?.Message);
            return;
        }
        var composite = JsonText.Parse(JsonText.Of(made.OrThrow().ToUtf8()));
        Assert.Equal(
            JsonText.Of(recorded.GetProperty("compositeViews")),
            JsonText.Of(composite.GetProperty("views").GetProperty("models"))
        );
        Assert.Equal(JsonText.Of(recorded.GetProperty("indices")), JsonText.Of(composite.GetProperty("indices")));
    }

    static Ed25519Signer Signer() =>
        new(Convert.FromHexString(VectorFile.ReadGolden(Golden).GetProperty("seedHex").GetString()!));

    static string Expected(JsonElement model) =>
        string.Join(
            '\n',
            new[] { "name", "id", "cid", "genesisCborHex", "payloadCid", "signature" }
                .Select(member => model.GetProperty(member).GetString())
                .Append(JsonText.Of(model.GetProperty("content")))
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

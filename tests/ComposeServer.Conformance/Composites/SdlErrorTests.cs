using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;

namespace ComposeServer.Conformance.Composites;

public class SdlErrorTests
{
    const string Vector = "sdl-errors.json";

    public static TheoryData<string> Names => VectorFile.CaseNames(Vector);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_the_JS_compiler_or_the_node_refuses_is_refused_in_the_same_words(string name)
    {
        var recorded = VectorFile.Case(Vector, name);
        using var signer = new Ed25519Signer(new byte[32]);

        var made = await CompositeCompiler.CompileAsync(
            recorded.GetProperty("sdl").GetString()!,
            new OfflineModelCreator(signer),
            TestContext.Current.CancellationToken
        );

        if (recorded.GetProperty("ok").GetBoolean())
            Assert.Equal(Definitions(recorded), made.OrThrow().Models.Values.Select(Definition));
        else
            Assert.Equal(recorded.GetProperty("error").GetString(), made.Error?.Message);
    }

    static IEnumerable<string> Definitions(JsonElement recorded) =>
        recorded.GetProperty("models").EnumerateArray().Select(JsonText.Of);

    static string Definition(ComposeServer.Composites.Format.CompositeModel model) =>
        JsonText.Of(PlainJson.ToUtf8(model.Definition.Value));
}

using ComposeServer.Composites.Compiler;

namespace ComposeServer.Conformance.Composites;

public class SdlCaseTests
{
    const string Golden = "sdl-cases.json";

    public static TheoryData<string> Names =>
        [.. VectorFile.ReadGolden(Golden).EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_SDL_text_gives_the_recorded_abstract_composite_or_the_recorded_error(string name)
    {
        var recorded = VectorFile
            .ReadGolden(Golden)
            .EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == name);

        var read = AbstractComposite.Parse(recorded.GetProperty("sdl").GetString()!);

        if (recorded.TryGetProperty("ok", out var expected))
            Assert.Equal(JsonText.Of(expected), JsonText.Of(read.OrThrow().ToUtf8()));
        else
            Assert.Equal(recorded.GetProperty("error").GetString(), read.Error?.Message);
    }

    [Fact]
    public void The_worked_example_gives_the_recorded_abstract_composite()
    {
        var read = AbstractComposite.Parse(VectorFile.ReadGoldenText("example.sdl.graphql"));

        Assert.Equal(JsonText.Of(VectorFile.ReadGolden("example.abstract.json")), JsonText.Of(read.OrThrow().ToUtf8()));
    }

    [Fact]
    public void Every_scalar_has_the_recorded_JSON_Schema()
    {
        var read = AbstractComposite.Parse(VectorFile.ReadGoldenText("scalars.sdl.graphql")).OrThrow();

        var model = JsonText.Parse(JsonText.Of(read.ToUtf8())).GetProperty("models").GetProperty("Everything");
        Assert.Equal(
            JsonText.Of(VectorFile.ReadGolden("scalar-json-schemas.json")),
            JsonText.Of(model.GetProperty("model").GetProperty("schema"))
        );
    }
}

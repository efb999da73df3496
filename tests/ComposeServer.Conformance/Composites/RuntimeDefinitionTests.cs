using ComposeServer.Composites.Runtime;

namespace ComposeServer.Conformance.Composites;

public class RuntimeDefinitionTests
{
    const string Shapes = "schema-shapes.json";

    public static TheoryData<string> ShapeNames =>
        [.. VectorFile.ReadGolden(Shapes).EnumerateObject().Select(shape => shape.Name)];

    public static TheoryData<string> RuntimeFiles =>
        ["example.mock.runtime.json", "example.created.runtime.json", "scalars.runtime.json"];

    public static TheoryData<string, string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string, string>();
            foreach (var name in VectorFile.ReadGolden("naming.json").EnumerateArray())
            {
                names.Add(
                    name.GetProperty("input").GetString()!,
                    name.GetProperty("pascal").GetString()!,
                    name.GetProperty("camel").GetString()!
                );
            }
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(ShapeNames))]
    public void A_shape_of_SDL_gives_the_recorded_runtime_definition_or_the_recorded_error(string name)
    {
        var shape = VectorFile.ReadGolden(Shapes).GetProperty(name);

        var built = MockComposite.Build(shape.GetProperty("sdl").GetString()!);

        if (shape.TryGetProperty("runtime", out var expected))
            Assert.Equal(JsonText.Of(expected), JsonText.Of(built.OrThrow().Definition.ToUtf8()));
        else
            Assert.Equal(shape.GetProperty("runtimeError").GetString(), built.Error?.Message);
    }

    [Theory]
    [InlineData("example.sdl.graphql", "example.mock.runtime.json")]
    [InlineData("scalars.sdl.graphql", "scalars.runtime.json")]
    public void A_text_gives_the_recorded_runtime_definition(string sdl, string runtime)
    {
        var built = MockComposite.Build(VectorFile.ReadGoldenText(sdl)).OrThrow();

        Assert.Equal(JsonText.Of(VectorFile.ReadGolden(runtime)), JsonText.Of(built.Definition.ToUtf8()));
        Assert.Empty(built.Warnings);
    }

    [Theory]
    [MemberData(nameof(RuntimeFiles))]
    public void A_recorded_runtime_definition_is_read_and_written_again_without_change(string file)
    {
        var recorded = VectorFile.ReadGolden(file);

        var read = RuntimeDefinition.FromJson(recorded).OrThrow();

        Assert.Equal(JsonText.Of(recorded), JsonText.Of(read.ToUtf8()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_change_their_case_as_recorded(string name, string pascal, string camel)
    {
        Assert.Equal(pascal, NameCase.Pascal(name));
        Assert.Equal(camel, NameCase.Camel(name));
    }
}

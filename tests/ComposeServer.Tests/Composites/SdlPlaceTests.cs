using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;

namespace ComposeServer.Tests.Composites;

/// <summary>What is found wrong only after a text has been read still has a place in it.</summary>
public class SdlPlaceTests
{
    const string M = Sample.Model;

    public static TheoryData<string, string, string> Mistakes =>
        new()
        {
            {
                $"type A {M} {{\n  a: StreamID @documentReference(model: \"A\")\n}}",
                "Unsupported self-reference relation on model A",
                "2:15   a: StreamID @documentReference(model: \"A\")"
            },
            {
                $"type A {M} {{\n  a: StreamID @documentReference(model: \"B\")\n}}\ntype B {M} {{\n  b: StreamID @documentReference(model: \"A\")\n}}",
                "Circular dependency of model A in model B",
                "5:15   b: StreamID @documentReference(model: \"A\")"
            },
            {
                $"type A {M} {{ a: Int }}\ntype B implements Int {M} {{ b: Int }}",
                "Missing Int dependency to create model B",
                $"2:6 type B implements Int {M} {{ b: Int }}"
            },
            {
                $"type O {{ o: Int }}\ntype A implements Node & O {M} {{ a: Int }}",
                "Missing Node dependency to create model A",
                $"2:6 type A implements Node & O {M} {{ a: Int }}"
            },
            {
                $"type A {M} {{ a: Int\n  b: B @relationSetFrom(property: \"x\") }}\ntype B {M} {{ x: StreamID! @documentReference(model: \"A\") }}",
                "expected \"set\" account relation",
                "2:8   b: B @relationSetFrom(property: \"x\") }"
            },
            {
                "\n\ntype A @loadModel(id: \"kjzl6\") { id: ID }",
                "Invalid StreamRef, does not include streamid codec",
                "3:6 type A @loadModel(id: \"kjzl6\") { id: ID }"
            },
            {
                $"interface I {M} {{ a: Int b: Int }}\ntype A implements I {M} {{ a: Int }}",
                "Interfaces validation failed for model A",
                $"2:6 type A implements I {M} {{ a: Int }}"
            },
            {
                $"type A {M} {{ a: Int }}\ntype B implements A {M} {{ a: Int }}",
                "is not an interface",
                $"2:6 type B implements A {M} {{ a: Int }}"
            },
            { "# nothing but words", "No models found in Composite Definition Schema", "1:1 # nothing but words" },
            { "", "No models found in Composite Definition Schema", "1:1 " },
            { "type A {", "Syntax Error: Expected Name, found <EOF>.", "1:9 type A {" },
            {
                $"type A {M} {{ a: Int }}\nextend schema @zap",
                "Unknown directive \"@zap\".",
                "2:15 extend schema @zap"
            },
            {
                $"type A {M} {{ a: Int }}\nschema {{\n query: A\n query: A }}",
                "There can be only one query type in schema.",
                "4:2  query: A }"
            },
            {
                $"input IndexField {{ path: Int }}\ntype A {M} {{ a: Int }}",
                "Unable to merge GraphQL input type",
                "1:20 input IndexField { path: Int }"
            },
        };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task A_mistake_that_comes_to_light_late_has_its_place_too(string sdl, string words, string place)
    {
        var error = (await Sample.TryCompileAsync(sdl)).Error!;

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(place, error.At is { } at ? $"{at.Line}:{at.Column} {at.SourceLine}" : null);
    }

    [Fact]
    public void The_model_too_many_is_named_by_its_place()
    {
        var sdl = string.Join(
            '\n',
            Enumerable.Range(0, CompositeLimits.ModelsMax + 5).Select(at => $"type A{at} {M} {{ a: Int }}")
        );

        Assert.Equal(CompositeLimits.ModelsMax + 1, AbstractComposite.Parse(sdl).Error?.At?.Line);
    }

    [Fact]
    public void Also_the_last_word_about_too_many_breaches_has_a_place()
    {
        var sdl = string.Join('\n', Enumerable.Range(0, 500).Select(at => $"type A{at} {M} {{ a: Foo }}"));

        var all = AbstractComposite.Parse(sdl).Error!.All;

        Assert.Equal(CompositeLimits.SdlErrorsMax + 1, all[^1].At?.Line);
        Assert.All(all, error => Assert.NotNull(error.At));
    }
}

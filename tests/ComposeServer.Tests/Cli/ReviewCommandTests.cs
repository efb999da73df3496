using System.Text;
using System.Text.Json;
using ComposeServer.Cli;
using ComposeServer.Tests.Composites.Review;

namespace ComposeServer.Tests.Cli;

public sealed class ReviewCommandTests : IDisposable
{
    const string Before = """
        type Post @createModel(accountRelation: LIST, description: "A post") @createIndex(fields: [{ path: ["title"] }]) {
          title: String! @string(maxLength: 20)
          tags: [String!] @string(maxLength: 9) @list(maxLength: 5)
        }
        """;

    static readonly string After = Before
        .Replace("maxLength: 20", "maxLength: 10", StringComparison.Ordinal)
        .Replace("maxLength: 5)", "maxLength: 6)", StringComparison.Ordinal);

    readonly string folder = Directory.CreateTempSubdirectory("composeserver-review-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_breaks_comes_first_and_makes_the_run_fail()
    {
        var run = await CommandLineRun.Of(["composite:review", Write("a.graphql", Before), Write("b.graphql", After)]);

        Assert.Equal(
            new(
                ExitCode.Failed,
                """
                breaking  MODEL_REPLACED  Post: another definition makes another model: documents of the old one are not among those of the new
                breaking  BOUND_NARROWED  Post.title: maxLength 20, now 10
                harmless  BOUND_WIDENED  Post.tags: maxItems 5, now 6

                """,
                "2 breaking, 1 harmless changes\n"
            ),
            run
        );
    }

    [Fact]
    public async Task What_is_harmless_alone_does_not_fail()
    {
        var wider = Before.Replace("maxLength: 5)", "maxLength: 6)", StringComparison.Ordinal);

        var run = await CommandLineRun.Of([
            "composite:review",
            "--by-name",
            Write("a.graphql", Before),
            Write("b.graphql", wider),
        ]);

        Assert.Equal(
            new(
                ExitCode.Ok,
                "harmless  BOUND_WIDENED  Post.tags: maxItems 5, now 6\n",
                "0 breaking, 1 harmless changes\n"
            ),
            run
        );
    }

    [Fact]
    public async Task An_encoded_composite_is_compared_with_the_schema_and_the_answer_may_be_json()
    {
        var encoded = Encoding.UTF8.GetString((await ReviewedSchemas.CompileAsync(Before)).ToUtf8());
        var file = Write("a.json", encoded);

        var same = await CommandLineRun.Of(["composite:review", "--json", file, Write("same.graphql", Before)]);
        var other = await CommandLineRun.Of(["composite:review", "--json", file, Write("b.graphql", After)]);

        Assert.Equal((ExitCode.Ok, """{"breaking":false,"changes":[]}""" + "\n"), (same.Exit, same.Out));
        Assert.Equal(ExitCode.Failed, other.Exit);
        using var json = JsonDocument.Parse(other.Out);
        Assert.True(json.RootElement.GetProperty("breaking").GetBoolean());
        Assert.Contains(
            """{"code":"BOUND_NARROWED","breaking":true,"place":"Post.title","message":"maxLength 20, now 10"}""",
            other.Out
        );
    }

    [Fact]
    public async Task A_schema_may_load_the_models_of_the_composite_it_is_compared_with()
    {
        var composite = await ReviewedSchemas.CompileAsync(Before);
        var loading = $$"""
            type Post @loadModel(id: "{{composite.ModelIds.Single()}}") { id: ID! }
            """;

        var run = await CommandLineRun.Of([
            "composite:review",
            Write("a.json", Encoding.UTF8.GetString(composite.ToUtf8())),
            Write("b.graphql", loading),
        ]);

        Assert.Equal(
            (ExitCode.Failed, "breaking  INDEX_REMOVED  Post: no index on title any more\n"),
            (run.Exit, run.Out)
        );
    }

    [Fact]
    public async Task A_runtime_definition_is_taken_for_either_side()
    {
        var composite = await ReviewedSchemas.CompileAsync(Before);
        var encoded = Write("a.json", Encoding.UTF8.GetString(composite.ToUtf8()));
        var runtime = Path.Combine(folder, "runtime.json");
        await CommandLineRun.Of(["composite:compile", encoded, runtime]);

        var same = await CommandLineRun.Of(["composite:review", runtime, encoded]);
        var bare = await CommandLineRun.Of([
            "composite:review",
            runtime,
            Write("b.graphql", Before.Replace("tags:", "labels:", StringComparison.Ordinal)),
        ]);

        Assert.Equal(new(ExitCode.Ok, "", "0 breaking, 0 harmless changes\n"), same);
        Assert.Equal(
            (
                ExitCode.Failed,
                """
                breaking  FIELD_REMOVED  Post.tags: the field is there no longer
                harmless  FIELD_ADDED  Post.labels: the field is new

                """
            ),
            (bare.Exit, bare.Out)
        );
    }

    [Theory]
    [InlineData("{", "COMPOSITE_INVALID: ")]
    [InlineData("type A {", "SDL_SYNTAX")]
    public async Task What_is_neither_composite_nor_schema_is_refused_with_its_file(string text, string code)
    {
        var file = Write("bad", text);

        var run = await CommandLineRun.Of(["composite:review", Write("a.graphql", Before), file]);

        Assert.Equal((ExitCode.Failed, ""), (run.Exit, run.Out));
        Assert.StartsWith(code, run.Words);
        Assert.Contains(file, run.Words);
    }

    string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}

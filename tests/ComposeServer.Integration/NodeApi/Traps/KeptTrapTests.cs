using System.Net;
using ComposeServer.Composites;
using ComposeServer.Composites.Compiler;
using ComposeServer.Integration.NodeApi.Recorded;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Traps;

/// <summary>Oddities of the JS node that clients and stored data rely on, kept as they are.</summary>
public sealed class KeptTrapTests(RecordedScene scene) : IClassFixture<RecordedScene>
{
    Testing.Nodes.NodeApi Api => scene.Node.Api;

    [Theory]
    [InlineData("n: Int @int(min: 5, max: 1)", "")]
    [InlineData("n: Int", "@createIndex(fields: [{ path: [\"absent\"] }])")]
    public async Task Trap_9_definitions_that_make_no_sense_are_models_all_the_same(string field, string directive)
    {
        var sdl = $$"""
            type Odd @createModel(accountRelation: LIST, description: "odd {{field.Length}}") {{directive}} { {{field}} }
            """;

        var compiled = await CompositeCompiler.CompileAsync(
            sdl,
            new OfflineModelCreator(scene.Admin),
            CancellationToken.None
        );

        _ = (await scene.Node.CreateAsync(Assert.Single(compiled.OrThrow().Models.Values))).Ok;
    }

    [Fact]
    public async Task Trap_11_a_model_cannot_refer_to_itself()
    {
        var compiled = await CompositeCompiler.CompileAsync(
            """
            type Tree @createModel(accountRelation: LIST, description: "a tree") {
              parentID: StreamID! @documentReference(model: "Tree")
              parent: Tree! @relationDocument(property: "parentID")
            }
            """,
            new OfflineModelCreator(scene.Admin),
            CancellationToken.None
        );

        Assert.Contains(
            "Unsupported self-reference relation",
            Assert.Throws<CompositeException>(() => compiled.OrThrow()).Message
        );
    }

    [Theory]
    [InlineData("streams/notastream")]
    [InlineData("commits/notastream")]
    [InlineData("streams/k2t6wyfsu4pg0hewz70848kxstkz9k2q0s9vmyfqyhw5a6tbgzz442kho1ejuv")]
    public async Task Trap_13_faults_of_a_caller_are_answered_500_with_our_code_beside(string route)
    {
        var reply = await Api.GetAsync(route);

        Assert.Equal(HttpStatusCode.InternalServerError, reply.Status);
        Assert.NotEqual("INTERNAL", reply.Code);
        Assert.NotEmpty(reply.Error);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("%20{0}")]
    [InlineData("ceramic:%2F%2F{0}")]
    [InlineData("%2Fceramic%2F{0}")]
    public async Task Trap_19_stream_ids_are_found_in_what_stands_around_them(string form)
    {
        var route = "streams/" + string.Format(System.Globalization.CultureInfo.InvariantCulture, form, scene.Posts[0]);

        Assert.Equal(scene.Posts[0], (await Api.GetAsync(route)).Ok.Text("streamId"));
    }
}

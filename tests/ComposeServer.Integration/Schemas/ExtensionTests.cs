using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Schemas;

/// <summary>Fields that a host in C# adds to the generated schemas.</summary>
public class ExtensionTests
{
    const string Notes =
        "type Note @createModel(accountRelation: LIST, description: \"n\") { text: String! @string(maxLength: 100) }";

    [Fact]
    public async Task A_field_of_the_root_is_answered_like_the_others()
    {
        var clock = new ShiftedClock();
        await using var node = await TestNode.StartAsync(
            clock,
            options =>
                options.ExtendType(
                    "Query",
                    type => type.Field("serverTime").Type("DateTime!").Resolve(context => context.Clock.GetUtcNow())
                )
        );

        var time = (await node.Anonymous.AskAsync("{ serverTime viewer { id } }")).Data.Text("serverTime");

        Assert.EndsWith("Z", time, StringComparison.Ordinal);
        Assert.InRange(
            DateTimeOffset.Parse(time!, System.Globalization.CultureInfo.InvariantCulture),
            clock.GetUtcNow().AddMinutes(-1),
            clock.GetUtcNow()
        );
    }

    [Fact]
    public async Task A_field_of_a_model_sees_the_document_its_arguments_and_who_asks()
    {
        await using var node = await TestNode.StartAsync(configure: WithExcerpts);
        _ = await node.DeployAsync(Notes);
        using var ada = new Account("Ada");
        using var session = ada.NewSession(TimeProvider.System);
        await WriteAsync(node.With(session), "a long text");

        var data = (
            await node.Claiming(ada.Did)
                .AskAsync("{ noteIndex(first: 1) { edges { node { id short: excerpt(length: 6) excerpt mine } } } }")
        ).Data;

        var note = data.At("noteIndex.edges.0.node");
        Assert.Equal(("a long", "a lo"), (note.Text("short"), note.Text("excerpt")));
        Assert.True(note.Flag("mine"));
    }

    [Fact]
    public async Task A_batch_resolver_runs_once_for_a_whole_page()
    {
        var batches = new List<int>();
        await using var node = await TestNode.StartAsync(configure: options =>
            options.ExtendType(
                "Note",
                type =>
                    type.Field("length")
                        .Type("Int!")
                        .ResolveBatch(
                            (batch, _) =>
                            {
                                batches.Add(batch.Count);
                                for (var i = 0; i < batch.Count; i++)
                                {
                                    var note = (IServedDocument)batch.Parents[i];
                                    batch.SetResult(i, note.Content.Text("text")!.Length);
                                }

                                return ValueTask.CompletedTask;
                            }
                        )
            )
        );
        _ = await node.DeployAsync(Notes);
        using var ada = new Account("Ada");
        using var session = ada.NewSession(TimeProvider.System);
        var author = node.With(session);
        foreach (var text in (string[])["a", "bb", "ccc"])
            await WriteAsync(author, text);

        var data = (await node.Anonymous.AskAsync("{ noteIndex(first: 9) { edges { node { length } } } }")).Data;

        Assert.Equal([1, 2, 3], data.Items("noteIndex.edges").Select(edge => edge.Number("node.length")));
        Assert.Equal([3], batches);
    }

    [Fact]
    public async Task A_host_may_bring_an_object_type_of_its_own()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options
                .AddType(
                    "Status",
                    type =>
                    {
                        type.Field("version").Type("String!").Description("Of the host.");
                        type.Field("peers").Type("[Status!]").Deprecated("alone now");
                        type.Field("twice").Type("String").Resolve(context => Version(context.Parent) + "2");
                    }
                )
                .ExtendType(
                    "Query",
                    type =>
                        type.Field("status")
                            .Type("Status!")
                            .ResolveAsync(
                                async (_, cancel) =>
                                {
                                    await Task.Delay(1, cancel);
                                    return new Dictionary<string, object?> { ["version"] = "v1" };
                                }
                            )
                )
        );

        var data = (await node.Anonymous.AskAsync("{ status { version twice peers { version } } }")).Data;

        Assert.Equal("""{"version":"v1","twice":"v12","peers":null}""", data.At("status").GetRawText());
        Assert.Contains(
            "  \"\"\"Of the host.\"\"\"\n  version: String!\n  peers: [Status!] @deprecated(reason: \"alone now\")",
            await node.Http.GetStringAsync("/graphql?sdl")
        );

        static string Version(object parent) => (string)((Dictionary<string, object?>)parent)["version"]!;
    }

    [Fact]
    public async Task An_error_in_an_added_field_is_that_of_its_object_alone()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options.ExtendType(
                "Query",
                type =>
                {
                    type.Field("good").Type("Int").Resolve(_ => 1);
                    type.Field("bad").Type("Int").ResolveAsync((_, _) => throw new InvalidOperationException("secret"));
                }
            )
        );

        var answer = await node.Anonymous.AskAsync("{ good bad }");

        Assert.Equal("""{"good":1,"bad":null}""", answer.Body.GetProperty("data").GetRawText());
        Assert.Equal("INTERNAL", answer.Code);
        Assert.DoesNotContain("secret", answer.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Added_fields_outlive_a_swap_and_are_no_part_of_the_exact_schema()
    {
        await using var node = await TestNode.StartAsync(configure: WithExcerpts);
        _ = await node.DeployAsync(Repository.Read("schemas/examples/social.graphql"));
        var before = await node.Http.GetStringAsync("/graphql?sdl");

        _ = await node.DeployAsync(Notes);
        var after = await node.Http.GetStringAsync("/graphql?sdl");

        Assert.Contains("greeting(name: String! = \"you\"): String!", before);
        Assert.DoesNotContain("excerpt", before);
        Assert.Contains("greeting(name: String! = \"you\"): String!", after);
        Assert.Contains("excerpt(length: Int! = 4): String", after);
        var exact = await node.Http.GetStringAsync("/graphql?sdl=exact");
        Assert.DoesNotContain("greeting", exact);
        Assert.DoesNotContain("excerpt", exact);
    }

    [Theory]
    [InlineData("Query", "node", "Int", "The field Query.node is there already; the added one needs another name.")]
    [InlineData("Query", "x", "Nod", "There is no type Nod for Query.x. Did you mean \"Node\"")]
    [InlineData("Node", "x", "Int", "Interface field Node.x expected but CeramicAccount does not provide it.")]
    public async Task What_does_not_fit_the_schema_stops_the_start_and_says_why(
        string owner,
        string field,
        string type,
        string message
    )
    {
        var refused = await Assert.ThrowsAsync<StartException>(async () =>
            await TestNode.StartAsync(configure: options =>
                options.ExtendType(owner, added => added.Field(field).Type(type).Resolve(_ => null))
            )
        );

        Assert.Equal("INVALID_SCHEMA", refused.Code);
        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_composite_whose_field_is_added_already_is_refused_and_the_old_one_stays()
    {
        await using var node = await TestNode.StartAsync(configure: options =>
            options.ExtendType("Query", type => type.Field("noteCount").Type("Int").Resolve(_ => 1))
        );

        var refused = await Assert.ThrowsAnyAsync<Exception>(() => node.DeployAsync(Notes));

        Assert.Contains("The field Query.noteCount is there already", refused.Message);
        Assert.Equal(1, (await node.Anonymous.AskAsync("{ noteCount }")).Data.Number("noteCount"));
    }

    [Theory]
    [InlineData("[Int", "The type of Query.x is malformed: Syntax Error: Expected \"]\", found <EOF>.")]
    [InlineData("", "The type of Query.x is malformed: Syntax Error: Expected Name, found <EOF>.")]
    public void A_type_that_is_none_is_refused_at_once(string type, string message)
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new ServerOptions().ExtendType("Query", added => added.Field("x").Type(type))
        );

        Assert.StartsWith(message, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_or_there_twice_is_refused_at_once()
    {
        Refuses("without a type", added => added.Field("x").Resolve(_ => 1));
        Refuses("without a resolver", added => added.Field("x").Type("Int"));
        Refuses("has no fields", _ => { });
        Refuses("is added twice", Twice);
        Refuses("is added twice", added => added.Field("x").Argument("a", "Int").Argument("a", "Int"));
        Refuses("is malformed", added => added.Field("x").Argument("a", "Int", defaultValue: "{"));
        Refuses("Names must only contain", added => added.Field("x y"));

        static void Twice(ComposeServer.GraphQL.Types.Extending.TypeExtension added)
        {
            added.Field("x");
            added.Field("x");
        }

        static void Refuses(string reason, Action<ComposeServer.GraphQL.Types.Extending.TypeExtension> extend) =>
            Assert.Contains(
                reason,
                Assert.Throws<ArgumentException>(() => new ServerOptions().ExtendType("Query", extend)).Message,
                StringComparison.Ordinal
            );
    }

    static ServerOptions WithExcerpts(ServerOptions options) =>
        options
            .ExtendType(
                "Query",
                type =>
                    type.Field("greeting")
                        .Type("String!")
                        .Argument("name", "String!", defaultValue: "\"you\"")
                        .Resolve(context => $"Hello {context.Argument<string>("name")}")
            )
            .ExtendType(
                "Note",
                type =>
                {
                    type.Field("excerpt")
                        .Type("String")
                        .Argument("length", "Int!", defaultValue: "4")
                        .Resolve(context =>
                            context.ParentAs<IServedDocument>().Content.Text("text")![..context.Argument<int>("length")]
                        );
                    type.Field("mine")
                        .Type("Boolean!")
                        .Resolve(context =>
                            context.ParentAs<IServedDocument>().Account
                            == context.StateAs<QueryRequest>().Viewer.Did?.Text
                        );
                }
            );

    static async Task WriteAsync(GraphQLCaller author, string text) =>
        _ = (
            await author.AskAsync(
                "mutation ($text: String!) { createNote(input: { content: { text: $text } }) { document { id } } }",
                new { text }
            )
        ).Data;
}

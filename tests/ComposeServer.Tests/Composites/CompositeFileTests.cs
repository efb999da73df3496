using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites;
using ComposeServer.Composites.Format;
using ComposeServer.Ipld;

namespace ComposeServer.Tests.Composites;

public class CompositeFileTests
{
    const string Sdl = $"""
        type A {Sample.Model} @createIndex(fields: [{"{"}path: "x"{"}"}]) {"{"} x: Int bs: [B] @relationFrom(property: "ref") {"}"}
        type B {Sample.Model} {"{"} ref: StreamID {"}"}
        """;

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        var composite = await Sample.CompileAsync(Sdl);

        var read = Composite.Read(composite.ToUtf8()).OrThrow();

        Assert.Equal(Sample.Text(composite.ToUtf8()), Sample.Text(read.ToUtf8()));
        Assert.Equal(composite, read);
    }

    [Fact]
    public async Task Members_come_in_the_order_of_the_format()
    {
        var composite = await Sample.CompileAsync(Sdl);

        using var file = JsonDocument.Parse(composite.ToUtf8());

        Assert.Equal(
            ["version", "models", "indices", "aliases", "views", "commonEmbeds"],
            file.RootElement.EnumerateObject().Select(member => member.Name)
        );
        Assert.Equal(
            ["account", "root", "models"],
            file.RootElement.GetProperty("views").EnumerateObject().Select(member => member.Name)
        );
    }

    [Fact]
    public async Task Only_version_and_models_are_needed()
    {
        var file = await FileAsync();
        foreach (var member in new[] { "indices", "aliases", "views", "commonEmbeds" })
            file.Remove(member);

        var read = Composite.Read(Bytes(file)).OrThrow();

        Assert.Equal(2, read.Models.Count);
        Assert.Equal(["A", "B"], read.ToRuntime().OrThrow().Definition.Models.Keys);
    }

    [Fact]
    public async Task Text_is_escaped_as_JavaScript_escapes_it()
    {
        var composite = await Sample.CompileAsync(Sdl);
        var id = composite.ModelIds.First();
        const string Name = "é😀\u2028\u007f\"\\\n\u0001";

        var written = Sample.Text(composite.WithAliases(new([new(id, Name)])).ToUtf8());

        Assert.Contains("\"é😀\u2028\u007f\\\"\\\\\\n\\u0001\"", written, StringComparison.Ordinal);
        Assert.Equal(Name, Composite.Read(System.Text.Encoding.UTF8.GetBytes(written)).OrThrow().Aliases[id]);
    }

    [Theory]
    [InlineData("1.0", true)]
    [InlineData("1.1", true)]
    [InlineData("1.29", true)]
    [InlineData("1", false)]
    [InlineData("1.", false)]
    [InlineData("1.x", false)]
    [InlineData("2.0", false)]
    [InlineData("", false)]
    public async Task Any_version_of_the_first_format_is_read(string version, bool isOk)
    {
        var file = await FileAsync();
        file["version"] = version;

        var error = Composite.Read(Bytes(file)).Error;

        Assert.Equal(isOk ? null : $"Unsupported Composite version {version}, expected version 1.1", error?.Message);
    }

    [Fact]
    public async Task A_model_without_commits_is_refused()
    {
        var file = await FileAsync();
        var id = file["models"]!.AsObject().First().Key;
        file["models"]![id] = new JsonArray();

        Assert.Equal($"Missing commits for model {id}", Composite.Read(Bytes(file)).Error?.Message);
    }

    [Fact]
    public async Task A_model_under_the_name_of_another_is_refused()
    {
        var file = await FileAsync();
        var models = file["models"]!.AsObject();
        var (one, other) = (models.First().Key, models.Last().Key);
        models[one] = models[other]!.DeepClone();

        Assert.Equal(
            $"Unexpected Model stream ID: expected {one}, got {other}",
            Composite.Read(Bytes(file)).Error?.Message
        );
    }

    [Fact]
    public async Task A_definition_that_was_changed_after_signing_is_refused()
    {
        var file = await FileAsync();
        var commit = file["models"]!.AsObject().First().Value![0]!;
        var block = Convert.FromBase64String(commit["linkedBlock"]!.GetValue<string>());
        block[^1] ^= 1;
        commit["linkedBlock"] = Convert.ToBase64String(block);

        var error = Composite.Read(Bytes(file)).Error;

        Assert.Equal("COMPOSITE_INVALID", error?.Code);
        Assert.Contains("that was signed", error?.Message);
    }

    [Fact]
    public async Task Blocks_are_read_with_or_without_padding()
    {
        var file = await FileAsync();
        foreach (var (_, commits) in file["models"]!.AsObject())
            commits![0]!["linkedBlock"] = commits[0]!["linkedBlock"]!.GetValue<string>().TrimEnd('=');

        Assert.True(Composite.Read(Bytes(file)).IsOk);
    }

    [Fact]
    public async Task A_capability_is_written_when_asked_for_and_read_always()
    {
        var composite = await Sample.CompileAsync(Sdl);
        var capability = Block.Of(Multicodec.DagCbor, new byte[] { 0xa0 });
        var model = composite.Models.Values.First();
        var signed = CompositeModel.Of(model.Commits[0] with { Capability = capability });
        var carrying = Composite.Of([signed]);

        Assert.DoesNotContain("cacaoBlock", Sample.Text(carrying.ToUtf8()), StringComparison.Ordinal);
        var read = Composite.Read(carrying.ToUtf8(withCapabilities: true)).OrThrow();
        Assert.Equal(capability, read.Models.Values.Single().Commits[0].Capability);
    }

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("[]", "$ is not an object")]
    [InlineData("{}", "$ has no member version")]
    [InlineData("""{"version":1,"models":{}}""", "$.version is not a string")]
    [InlineData("""{"version":"1.1"}""", "$ has no member models")]
    [InlineData("""{"version":"1.1","models":{"k":{}}}""", "$.models.k is not an array")]
    [InlineData("""{"version":"1.1","models":{"k":[{}]}}""", "$.models.k[0] has no member jws")]
    [InlineData("""{"version":"1.1","models":{"k":[{"jws":7}]}}""", "$.models.k[0].jws")]
    [InlineData("""{"version":"1.1","models":{},"aliases":{"k":null}}""", "$.aliases.k is not a string")]
    [InlineData("""{"version":"1.1","models":{},"indices":{"k":[{}]}}""", "$.indices.k[0] has no member fields")]
    [InlineData(
        """{"version":"1.1","models":{},"views":{"models":{"k":{"f":3}}}}""",
        "$.views.models.k.f is not an object"
    )]
    [InlineData(
        """{"version":"1.1","models":{},"views":{"root":{"f":{"x":[]}}}}""",
        "$.views.root.f.x is not a plain value"
    )]
    [InlineData("""{"version":"1.1","models":{"\ud800":[]}}""", "$.models is not valid Unicode")]
    [InlineData("""{"\ud800":"1.1","models":{}}""", "$ is not valid Unicode")]
    [InlineData(
        """{"version":"1.1","models":{},"commonEmbeds":["\ud800"]}""",
        "$.commonEmbeds[0] is not valid Unicode"
    )]
    public void A_malformed_file_is_refused_with_the_place(string json, string problem)
    {
        var error = Composite.Read(System.Text.Encoding.UTF8.GetBytes(json)).Error;

        Assert.Equal("COMPOSITE_INVALID", error?.Code);
        Assert.Contains(problem, error?.Message);
    }

    [Theory]
    [InlineData(CompositeLimits.JsonDepthMax - 1)]
    [InlineData(CompositeLimits.JsonDepthMax + 1)]
    [InlineData(100_000)]
    public void A_file_that_is_nested_without_end_is_refused(int depth)
    {
        var json = $"{{\"version\":{new string('[', depth)}{new string(']', depth)}}}";

        Assert.Equal("COMPOSITE_INVALID", Composite.Read(System.Text.Encoding.UTF8.GetBytes(json)).Error?.Code);
    }

    [Theory]
    [InlineData(CompositeLimits.ModelsMax, true)]
    [InlineData(CompositeLimits.ModelsMax + 1, false)]
    public async Task A_composite_holds_only_so_many_models(int count, bool isOk)
    {
        var model = (await Sample.CompileAsync(Sdl)).Models.Values.First();
        var models = new OrderedMap<CompositeModel>(
            Enumerable.Range(0, count).Select(at => KeyValuePair.Create($"k{at}", model))
        );

        var made = CompositeResult<Composite>.Of(() =>
            new Composite(
                "1.1",
                models,
                OrderedMap<string>.Empty,
                ComposeServer.Composites.Format.CompositeViews.Empty,
                OrderedMap<IReadOnlyList<ModelIndex>>.Empty,
                []
            )
        );

        Assert.Equal(isOk, made.IsOk);
    }

    static async Task<JsonObject> FileAsync() => JsonNode.Parse((await Sample.CompileAsync(Sdl)).ToUtf8())!.AsObject();

    static byte[] Bytes(JsonObject file) => System.Text.Encoding.UTF8.GetBytes(file.ToJsonString());
}

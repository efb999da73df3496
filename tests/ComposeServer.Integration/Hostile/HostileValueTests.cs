using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Hostile;

/// <summary>Texts that mean something to SQL, to JSON or to nobody are found as what they are, on both roads.</summary>
public sealed class HostileValueTests(HostileValueTests.Remarks remarks) : IClassFixture<HostileValueTests.Remarks>
{
    const string Sdl = """
        type Remark
          @createModel(accountRelation: LIST, description: "A text of any kind")
          @createIndex(fields: [{ path: ["text"] }]) {
          text: String! @string(maxLength: 9000)
        }
        """;

    static readonly string[] Texts =
    [
        "",
        " ",
        "'",
        "''",
        "\"",
        "\\",
        "\\'",
        "%",
        "_",
        "a%",
        "a_",
        "ab",
        "\\u0041",
        "$1",
        "{}",
        "null",
        "NULL",
        "true",
        "--",
        "/*",
        "';",
        "' or '1'='1",
        "\r\n",
        "\t",
        "\u0001",
        "\u007f",
        "\ufeff",
        "\uffee",
        "\U0001f600",
        "e\u0301",
        "\u00e9",
        "\u202e",
        new string('x', 199),
        new string('x', 200),
        new string('x', 201),
        new string('x', 200) + "a",
        new string('x', 200) + "b",
        new string('\U00002764', 3000),
        string.Concat(Enumerable.Repeat("\U0001f600", 4500)),
        new string('x', 9000),
    ];

    [Fact]
    public async Task Each_text_is_found_alone()
    {
        foreach (var text in Texts)
        {
            foreach (var condition in Conditions(text))
            {
                var where = new JsonObject { ["where"] = new JsonObject { ["text"] = condition } };

                Assert.Equal([text], await remarks.CollectAsync(where));
                Assert.Equal([text], await remarks.AskAsync(where));
            }
        }

        static IEnumerable<JsonObject> Conditions(string text) =>
            [
                new() { ["equalTo"] = text },
                new() { ["in"] = new JsonArray(text, "absent") },
                new() { ["greaterThanOrEqualTo"] = text, ["lessThanOrEqualTo"] = text },
            ];
    }

    [Fact]
    public async Task Each_text_has_its_place_in_the_order()
    {
        var ordered = Ordered();
        for (var i = 0; i < ordered.Length; i++)
        {
            Assert.Equal(i, await remarks.CountAsync("lessThan", ordered[i]));
            Assert.Equal(ordered.Length - i - 1, await remarks.CountAsync("greaterThan", ordered[i]));
            Assert.Equal(ordered.Length - 1, await remarks.CountAsync("notEqualTo", ordered[i]));
        }
    }

    [Theory]
    [InlineData("ASC", "first", "after", "endCursor", "hasNextPage")]
    [InlineData("DESC", "first", "after", "endCursor", "hasNextPage")]
    [InlineData("ASC", "last", "before", "startCursor", "hasPreviousPage")]
    public async Task A_walk_passes_every_text_however_long(
        string direction,
        string size,
        string from,
        string edge,
        string more
    )
    {
        var met = new List<string>();
        string? cursor = null;
        do
        {
            var body = new JsonObject
            {
                [size] = 3,
                ["sorting"] = new JsonObject { ["text"] = direction },
            };
            if (cursor is not null)
                body[from] = cursor;
            var page = (await remarks.PageAsync(body)).Ok;
            met.InsertRange(
                size == "last" ? 0 : met.Count,
                page.Items("edges").Select(item => item.Text("node.content.text")!)
            );
            cursor = page.Flag($"pageInfo.{more}") ? page.Text($"pageInfo.{edge}") : null;
        } while (cursor is not null);

        Assert.Equal(direction == "ASC" ? Ordered() : Ordered().Reverse(), met);
    }

    static string[] Ordered() =>
        [
            .. Texts.OrderBy(
                text => text,
                Comparer<string>.Create(
                    (left, right) =>
                        System
                            .Text.Encoding.UTF8.GetBytes(left)
                            .AsSpan()
                            .SequenceCompareTo(System.Text.Encoding.UTF8.GetBytes(right))
                )
            ),
        ];

    /// <summary>One document for each text.</summary>
    public sealed class Remarks : IAsyncLifetime
    {
        TestNode _node = null!;
        StreamId _model;

        /// <inheritdoc/>
        public async ValueTask InitializeAsync()
        {
            _node = await TestNode.StartAsync();
            _model = (await _node.DeployAsync(Sdl)).FindByAlias("Remark")!.Value;
            using Ed25519Signer key = Seeds.Key("author");
            foreach (var text in Texts)
                _ = (
                    await _node.Api.CreateAsync(StreamType.Document, new EventAuthor(key).Create(_model, new { text }))
                ).Ok;
        }

        internal Task<ApiReply> PageAsync(JsonObject body)
        {
            body["models"] = new JsonArray(_model.ToString());
            return _node.Api.PostAsync("collection", body);
        }

        internal async Task<IEnumerable<string>> CollectAsync(JsonObject filter)
        {
            var page = await PageAsync(new JsonObject { ["first"] = 100, ["queryFilters"] = filter.DeepClone() });
            return page.Ok.Items("edges").Select(edge => edge.Text("node.content.text")!);
        }

        internal async Task<IEnumerable<string>> AskAsync(JsonObject filter)
        {
            var answer = await _node.Anonymous.AskAsync(
                "query ($filter: RemarkFiltersInput) { remarkIndex(first: 100, filters: $filter) { edges { node { text } } } }",
                new { filter }
            );
            return answer.Data.Items("remarkIndex.edges").Select(edge => edge.Text("node.text")!);
        }

        internal async Task<long> CountAsync(string name, string text)
        {
            var where = new JsonObject { ["text"] = new JsonObject { [name] = text } };
            var body = new JsonObject
            {
                ["models"] = new JsonArray(_model.ToString()),
                ["queryFilters"] = new JsonObject { ["where"] = where },
            };
            return (await _node.Api.PostAsync("collection/count", body)).Ok.Number("count");
        }

        /// <inheritdoc/>
        public ValueTask DisposeAsync() => _node.DisposeAsync();
    }
}

using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;
using ComposeServer.Testing.Streams;

namespace ComposeServer.Integration.Hostile;

/// <summary>Fields of models may have any name; SDL allows few, a model stream made by hand allows all.</summary>
public sealed class HostileNameTests : IAsyncLifetime
{
    const int Documents = 12;

    static readonly string[] Names =
    [
        "select",
        "order by",
        "a'b",
        "a\"b",
        "a\\b",
        "a.b",
        "a->>'b'",
        "$1",
        "%s_",
        "üñí",
        "\U0001f600",
        "__proto__",
        "constructor",
        "upper",
        "UPPER",
        new string('x', 64) + "1",
        new string('x', 64) + "2",
        "--",
        "/*",
        "'; drop table log; --",
    ];

    readonly Ed25519Signer _key = Seeds.Key("author");
    TestNode _node = null!;
    StreamId _model;

    public async ValueTask InitializeAsync()
    {
        _node = await TestNode.StartAsync();
        var properties = new JsonObject(
            Names.Select(name =>
                KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string", ["maxLength"] = 9 })
            )
        );
        _model = await CreateModelAsync(properties);
        _ = (await IndexAsync([.. Names.Select(name => new[] { name })])).Ok;
        for (var i = 0; i < Documents; i++)
        {
            var content = new JsonObject(
                Names.Select((name, j) => KeyValuePair.Create(name, (JsonNode?)ValueOf(i, j)))
            );
            _ = (await _node.Api.CreateAsync(StreamType.Document, new EventAuthor(_key).Create(_model, content))).Ok;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _node.DisposeAsync();
        _key.Dispose();
    }

    [Fact]
    public async Task Each_name_is_filtered_and_sorted_by()
    {
        for (var j = 0; j < Names.Length; j++)
        {
            var column = j;
            var filtered = await ValuesAsync(
                j,
                new JsonObject
                {
                    ["queryFilters"] = new JsonObject
                    {
                        ["where"] = new JsonObject { [Names[j]] = new JsonObject { ["equalTo"] = "v1" } },
                    },
                }
            );
            var sorted = await ValuesAsync(j, new JsonObject { ["sorting"] = new JsonObject { [Names[j]] = "DESC" } });

            var all = Enumerable.Range(0, Documents).Select(i => ValueOf(i, column)).ToArray();
            Assert.Equal(all.Where(value => value == "v1"), filtered);
            Assert.Equal(all.OrderDescending(StringComparer.Ordinal), sorted);
        }
    }

    [Fact]
    public async Task A_name_that_the_model_does_not_have_is_refused_however_it_looks()
    {
        foreach (
            var name in (string[])["Select", "upper ", "content", "doc", "k_1", "d.doc", "'", "\u0000", "", "x' = 'x"]
        )
        {
            var filter = new JsonObject
            {
                ["where"] = new JsonObject { [name] = new JsonObject { ["isNull"] = true } },
            };
            var filtered = await PageAsync(new JsonObject { ["queryFilters"] = filter });
            var sorted = await PageAsync(new JsonObject { ["sorting"] = new JsonObject { [name] = "ASC" } });
            var legacy = await PageAsync(new JsonObject { ["filter"] = new JsonObject { [name] = "x" } });
            var indexed = await IndexAsync([
                [name],
            ]);

            Assert.Equal(
                ["INVALID_FILTER", "INVALID_SORTING", "INVALID_FILTER", "INVALID_INDEX"],
                [filtered.Code, sorted.Code, legacy.Code, indexed.Code]
            );
        }
    }

    [Fact]
    public async Task A_name_with_the_one_character_that_Postgres_lacks_is_filtered_and_not_indexed()
    {
        const string Name = "a\u0000b";
        var model = await CreateModelAsync(
            new JsonObject
            {
                [Name] = new JsonObject { ["type"] = "string", ["maxLength"] = 9 },
            }
        );
        var data = new { streamID = model.ToString() };
        _ = (await _node.Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData = new[] { data } })).Ok;
        foreach (var value in (string[])["x", "y"])
        {
            var content = new JsonObject { [Name] = value };
            _ = (await _node.Api.CreateAsync(StreamType.Document, new EventAuthor(_key).Create(model, content))).Ok;
        }

        var where = new JsonObject { ["where"] = new JsonObject { [Name] = new JsonObject { ["equalTo"] = "y" } } };
        var body = new JsonObject
        {
            ["models"] = new JsonArray(model.ToString()),
            ["first"] = 5,
            ["queryFilters"] = where,
        };
        var found = (await _node.Api.PostAsync("collection", body)).Ok.Items("edges");

        Assert.Single(found);
    }

    static string ValueOf(int document, int field) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"v{((document * 7) + (field * 3)) % 5}");

    async Task<StreamId> CreateModelAsync(JsonObject properties)
    {
        var definition = ModelSample.Definition(properties.ToJsonString());
        var reply = await _node.Api.CreateAsync(
            StreamType.Model,
            new EventAuthor(_key).Sign(ModelEvents.Init(definition, _key.Did))
        );
        return StreamId.Parse(reply.Ok.Text("streamId"));
    }

    Task<ApiReply> IndexAsync(string[][] indices) =>
        _node.Api.AdminAsync(
            HttpMethod.Post,
            "admin/modelData",
            new
            {
                modelData = new[]
                {
                    new
                    {
                        streamID = _model.ToString(),
                        indices = indices.Select(fields => new
                        {
                            fields = fields.Select(field => new { path = new[] { field } }),
                        }),
                    },
                },
            }
        );

    Task<ApiReply> PageAsync(JsonObject more)
    {
        more["models"] = new JsonArray(_model.ToString());
        more["first"] = 100;
        return _node.Api.PostAsync("collection", more);
    }

    async Task<IReadOnlyList<string>> ValuesAsync(int field, JsonObject more) =>
        [
            .. (await PageAsync(more))
                .Ok.Items("edges")
                .Select(edge => edge.At("node.content").GetProperty(Names[field]).GetString()!),
        ];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Roads;

/// <summary>Two servers over one database: one reads a page with everything under it at once, the other level by level.</summary>
public sealed class RoadScene : IAsyncLifetime
{
    const int Shelves = 40;
    const int Books = 120;

    static readonly string[] Texts =
    [
        "",
        "plain",
        "\"quoted\" \\ and / slashed",
        "tab\tline\nbell\u0007",
        "nul \u0000 inside",
        "\u007f\u0080\u2028\u2029",
        "\uffff\ufffe",
        "replaced \ufffd",
        "\U0001f600 pair",
        "é e\u0301",
        "{\"title\":1}",
        "<script>&amp;'",
    ];

    readonly Ed25519Signer[] _keys = [Seeds.Key("road 1"), Seeds.Key("road 2"), Seeds.Key("road 3")];
    Composite _composite = null!;

    /// <summary>Reads at once.</summary>
    internal TestNode Planned { get; private set; } = null!;

    /// <summary>Reads level by level.</summary>
    internal TestNode Levelled { get; private set; } = null!;

    internal IReadOnlyList<string> ShelfIds { get; private set; } = [];

    internal IReadOnlyList<string> Accounts => [.. _keys.Select(key => key.Did.Text), "did:key:nobody"];

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Planned = await TestNode.StartAsync();
        _composite = await Planned.DeployAsync(RoadSchema.Sdl);
        Levelled = await Planned.StartAnotherAsync(options => options with { QueryPlans = false });
        var random = new Random(7);
        var shelves = new List<string>();
        for (var i = 0; i < Shelves; i++)
            shelves.Add(await CreateAsync(RoadSchema.Shelf, ShelfOf(random), random, isHidden: i % 9 == 8));
        ShelfIds = shelves;
        var books = new List<string>();
        for (var i = 0; i < Books; i++)
            books.Add(
                await CreateAsync(RoadSchema.Book, BookOf(random, shelves, books), random, isHidden: i % 17 == 16)
            );
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Levelled.DisposeAsync();
        await Planned.DisposeAsync();
        foreach (var key in _keys)
            key.Dispose();
    }

    JsonObject ShelfOf(Random random)
    {
        var shelf = new JsonObject { ["label"] = Text(random) };
        Maybe(random, shelf, "rank", () => Pick<int>(random, [0, -1, 7, 999_999_999, 1_000_000_000, int.MinValue]));
        Maybe(
            random,
            shelf,
            "weight",
            () => Pick<double>(random, [0, 1.5, -0.25, 1e21, 1e-7, 123456789012345, 5e15, 0.1])
        );
        Maybe(random, shelf, "open", () => random.Next(2) == 0);
        Maybe(random, shelf, "shade", () => Pick<string>(random, ["LIGHT", "DARK"]));
        Maybe(
            random,
            shelf,
            "at",
            // The last is a date and time that may come in and not go out.
            () =>
                Pick<string>(
                    random,
                    [
                        "2026-12-01T00:00:00Z",
                        "2026-12-01T00:00:00.123Z",
                        "2026-02-28T23:59:59.1234567Z",
                        "2026-12-31T00:00:00Z",
                        "0001-01-01T00:00:00Z",
                        "2026-12-01T00:00:00+01:00",
                    ]
                )
        );
        Maybe(random, shelf, "link", () => Pick<string>(random, ["https://example.com/a?b=c%22", "ipfs://x"]));
        Maybe(random, shelf, "spot", () => SpotOf(random));
        Maybe(random, shelf, "spots", () => Some(random, () => SpotOf(random)));
        Maybe(random, shelf, "shades", () => Some(random, () => Pick<string>(random, ["LIGHT", "DARK"])));
        Maybe(random, shelf, "keeper", () => Pick(random, Accounts.SkipLast(1).ToArray()));
        Maybe(random, shelf, "helpers", () => Some(random, () => Pick(random, Accounts.SkipLast(1).ToArray())));
        return shelf;
    }

    static JsonObject SpotOf(Random random)
    {
        var spot = new JsonObject { ["x"] = random.Next(100) };
        Maybe(random, spot, "y", () => random.Next(1000) / 8.0);
        Maybe(random, spot, "label", () => Text(random));
        Maybe(random, spot, "tags", () => Some(random, () => Text(random)));
        return spot;
    }

    static JsonObject BookOf(Random random, List<string> shelves, List<string> books)
    {
        var book = new JsonObject { ["title"] = Text(random), ["shelfID"] = Pick(random, shelves) };
        Maybe(random, book, "pages", () => random.Next(2000));
        if (books.Count > 0)
            Maybe(random, book, "nextID", () => Pick<string>(random, [Pick(random, books), Pick(random, shelves)]));
        return book;
    }

    async Task<string> CreateAsync(string model, JsonObject content, Random random, bool isHidden)
    {
        var author = new EventAuthor(Pick(random, _keys));
        var init = author.Sign(
            DocumentEvents.ListInit(
                _composite.FindByAlias(model)!.Value,
                author.Did,
                PlainJson.FromDocument(JsonSerializer.SerializeToElement(content)),
                random.NextBytes
            )
        );
        var reply = (await Planned.Api.CreateAsync(StreamType.Document, init)).Ok;
        var id = reply.Text("streamId")!;
        if (isHidden)
            _ = (await Planned.Api.CommitAsync(id, author.Change(reply.At("state"), "[]", false))).Ok;
        return id;
    }

    static void Maybe(Random random, JsonObject target, string name, Func<JsonNode?> value)
    {
        if (random.Next(3) > 0)
            target[name] = value();
    }

    static JsonArray Some(Random random, Func<JsonNode?> item) =>
        new([.. Enumerable.Range(0, random.Next(4)).Select(_ => item())]);

    static string Text(Random random) => Pick(random, Texts);

    static T Pick<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];
}

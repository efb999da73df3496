using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Oracle;

/// <summary>A server and the oracle beside it: whatever is written to the one is told to the other.</summary>
sealed class OracleScene : IAsyncDisposable
{
    readonly SteppedClock _clock = new();
    readonly Ed25519Signer[] _keys = [Seeds.Key("oracle 1"), Seeds.Key("oracle 2"), Seeds.Key("oracle 3")];
    readonly List<JsonElement> _states = [];
    Composite _composite = null!;

    public OracleModel Model { get; } = new();

    public TestNode Node { get; private set; } = null!;

    public OracleRoads Roads => new(Node, name => _composite.FindByAlias(name)!.Value.ToString());

    public IReadOnlyList<string> Accounts => [.. _keys.Select(key => key.Did.Text)];

    public IReadOnlyList<string> Things =>
        [.. Model.Documents.Where(document => document.Model == OracleSchema.Thing).Select(document => document.Id)];

    public static async Task<OracleScene> StartAsync()
    {
        var scene = new OracleScene();
        scene.Node = await TestNode.StartAsync(scene._clock);
        scene._composite = await scene.Node.DeployAsync(OracleSchema.Sdl);
        return scene;
    }

    /// <summary>One more document, often in the same millisecond as the one before.</summary>
    public async Task CreateAsync(OracleChance chance)
    {
        if (chance.Roll(40))
            _clock.Step(1 + chance.Next(3));
        var things = Things;
        var model = things.Count == 0 || chance.Roll(60) ? OracleSchema.Thing : OracleSchema.Part;
        // A few things have most of the parts.
        var thing = things.Count == 0 ? null : things[chance.Next(Math.Min(things.Count, 6))];
        var content = chance.Content(model, Accounts, thing);
        var author = new EventAuthor(chance.Pick(_keys));
        var init = author.Sign(
            DocumentEvents.ListInit(
                _composite.FindByAlias(model)!.Value,
                author.Did,
                PlainJson.FromDocument(JsonSerializer.SerializeToElement(content)),
                chance.Fill
            )
        );
        var reply = (await Node.Api.CreateAsync(StreamType.Document, init)).Ok;
        _states.Add(reply.At("state"));
        Model.Put(
            new(
                Model.Documents.Count,
                reply.Text("streamId")!,
                model,
                author.Did.Text,
                _clock.GetUtcNow().ToUnixTimeMilliseconds(),
                content,
                false
            )
        );
    }

    /// <summary>New content for some document, or it is hidden or shown again.</summary>
    public async Task ChangeAsync(OracleChance chance)
    {
        var document = chance.Pick(Model.Documents);
        var isToggled = chance.Roll(40);
        var after = document with
        {
            IsHidden = isToggled ? !document.IsHidden : document.IsHidden,
            Content = isToggled
                ? document.Content
                : chance.Content(document.Model, Accounts, document.Content["thingID"]?.GetValue<string>()),
        };
        var author = new EventAuthor(_keys.First(key => key.Did.Text == document.Controller));
        var change = author.Change(
            _states[document.No],
            Patch(document.Content, after.Content).ToJsonString(),
            isToggled ? !after.IsHidden : null
        );
        _states[document.No] = (await Node.Api.CommitAsync(document.Id, change)).Ok.At("state");
        Model.Put(after);
    }

    static JsonArray Patch(JsonObject before, JsonObject after)
    {
        var patch = new JsonArray();
        foreach (var (name, _) in before.Where(member => !after.ContainsKey(member.Key)))
            patch.Add(new JsonObject { ["op"] = "remove", ["path"] = "/" + name });
        if (!ReferenceEquals(before, after))
            foreach (var (name, value) in after)
                patch.Add(
                    new JsonObject
                    {
                        ["op"] = before.ContainsKey(name) ? "replace" : "add",
                        ["path"] = "/" + name,
                        ["value"] = value!.DeepClone(),
                    }
                );
        return patch;
    }

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        foreach (var key in _keys)
            key.Dispose();
    }

    /// <summary>Stands still between steps, so that documents share their time.</summary>
    sealed class SteppedClock : TimeProvider
    {
        static readonly DateTimeOffset Start = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

        long _ms;

        public override DateTimeOffset GetUtcNow() => Start.AddMilliseconds(Volatile.Read(ref _ms));

        public void Step(int ms) => Interlocked.Add(ref _ms, ms);
    }
}

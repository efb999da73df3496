using System.Security.Cryptography;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.NodeApi.Recorded;

/// <content>Events that are taken.</content>
static partial class LiveCalls
{
    static Dictionary<string, Func<RecordedScene, Task<HttpResponseMessage>>> Writing =>
        new()
        {
            ["create model"] = s => CreateModelAsync(s, "Ping"),
            ["POST /api/v0/streams type 2 signed -> 200"] = s => CreateModelAsync(s, "Profile"),
            ["create doc"] = s => s.CreateAsync(StreamType.Document, s.Author.Create(s.Model("Ping"), new { n = 1 })),
            ["create doc again"] = async s =>
            {
                var init = s.Author.Create(s.Model("Ping"), new { n = 1 });
                (await s.CreateAsync(StreamType.Document, init)).Dispose();
                return await s.CreateAsync(StreamType.Document, init);
            },
            ["update"] = async s =>
            {
                var created = await s.NewPingAsync();
                return await s.CommitAsync(created.Text("streamId"), s.Author.Change(created.At("state"), ReplaceN(2)));
            },
            ["update same again"] = async s =>
            {
                var created = await s.NewPingAsync();
                var change = s.Author.Change(created.At("state"), ReplaceN(2));
                (await s.CommitAsync(created.Text("streamId"), change)).Dispose();
                return await s.CommitAsync(created.Text("streamId"), change);
            },
            ["tile create (rust mode)"] = s =>
                s.CreateAsync(
                    StreamType.Tile,
                    EventSigner.Sign(
                        s.User,
                        TileEvents.Init(s.User.Did, IpldMap.Of(("a", 1)), RandomNumberGenerator.Fill)
                    )
                ),
            ["POST /api/v0/streams type 0 -> 200"] = s =>
                s.CreateAsync(
                    StreamType.Tile,
                    TileEvents.DeterministicInit(
                        s.User.Did,
                        IpldMap.Of(("family", "det75da41c826"), ("tags", IpldList.Of("q")))
                    )
                ),
            ["POST /api/v0/streams type 3 signed -> 200"] = s =>
                s.CreateAsync(StreamType.Document, s.Author.Create(s.Model("Post"), Post("first"))),
            ["POST /api/v0/streams type 3 -> 200"] = BeginWrittenProfileAsync,
            ["POST /api/v0/commits -> 200"] = async s =>
            {
                var created = (
                    await s.Node.Api.CreateAsync(StreamType.Document, s.Author.Create(s.Model("Post"), Post("first")))
                ).Ok;
                return await s.CommitAsync(
                    created.Text("streamId"),
                    s.Author.Change(created.At("state"), """[{"op":"add","path":"/tags","value":["a","b"]}]""")
                );
            },
            ["anchor"] = s => s.PostAsync($"streams/{s.Posts[1]}/anchor", new { opts = new { sync = 0 } }),
        };

    static object Post(string title) =>
        new
        {
            title,
            rank = 1,
            created = "2024-01-01T00:00:00Z",
        };

    static Task<HttpResponseMessage> CreateModelAsync(RecordedScene s, string name)
    {
        var init = s.Definition(name).Commits[0];
        return s.CreateAsync(StreamType.Model, new EventBlocks(init.Jws.ToBlock(), init.Linked, init.Capability));
    }

    /// <summary>Begins the one document of an account again, after it has been written.</summary>
    static async Task<HttpResponseMessage> BeginWrittenProfileAsync(RecordedScene s)
    {
        var init = DocumentEvents.SingleInit(s.Model("Profile"), s.Other.Did);
        var begun = (await s.Node.Api.CreateAsync(StreamType.Document, init)).Ok;
        var change = new EventAuthor(s.Other).Change(
            begun.At("state"),
            """[{"op":"replace","path":"","value":{"name":"only"}}]"""
        );
        _ = (await s.Node.Api.CommitAsync(begun.Text("streamId")!, change)).Ok;
        return await s.CreateAsync(StreamType.Document, init);
    }
}

using System.Text.Json.Nodes;
using ComposeServer.Server.Explorer;

namespace ComposeServer.Browser;

/// <summary>Each explorer at a whole server, chosen by the server's option.</summary>
public class ServerTests
{
    const string Create =
        "{ createNote(input: {content: {text: \"Typed\"}}) { document { text author { id isViewer } } } }";
    const string Index = "{ noteIndex(last: 1) { edges { node { text author { id } } } } }";
    const string Changes = "{ noteChanged(after: \"0\") { kind node { text } } }";

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop)]
    [InlineData(ExplorerKind.GraphiQL)]
    public async Task A_signed_document_is_read_and_the_schema_is_described(ExplorerKind kind)
    {
        await using var scene = await ServerScene.StartAsync(kind);
        await scene.WriteAsync("Hello");

        var answer = await scene.Explorer.AskAsync("Notes", Index);
        await scene.Explorer.OpenReferenceAsync();
        await scene.Browser.Page.GetByText("noteCount").Filter(new() { Visible = true }).First.WaitForAsync();

        var node = JsonNode.Parse(answer)!["data"]!["noteIndex"]!["edges"]![0]!["node"]!;
        Assert.Equal("Hello", (string?)node["text"]);
        Assert.Equal(scene.Ada.Did.Text, (string?)node["author"]!["id"]);
        scene.AssertAlone();
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop)]
    [InlineData(ExplorerKind.GraphiQL)]
    public async Task With_a_session_among_its_headers_the_page_writes_in_the_name_of_its_account(ExplorerKind kind)
    {
        await using var scene = await ServerScene.StartAsync(kind);

        await scene.Explorer.SetHeaderAsync("Authorization", scene.Authorization);
        var answer = await scene.Explorer.AskAsync("mutation", "Write", Create, awaited: "Typed");

        var document = JsonNode.Parse(answer)!["data"]!["createNote"]!["document"]!;
        Assert.Equal("Typed", (string?)document["text"]);
        Assert.Equal(scene.Ada.Did.Text, (string?)document["author"]!["id"]);
        Assert.True((bool)document["author"]!["isViewer"]!);
        Assert.Equal("Typed", await scene.NewestAsync());
        scene.AssertAlone();
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop)]
    [InlineData(ExplorerKind.GraphiQL)]
    public async Task A_subscription_shows_over_a_WebSocket_what_another_client_writes_meanwhile(ExplorerKind kind)
    {
        await using var scene = await ServerScene.StartAsync(kind);
        await scene.WriteAsync("Before");

        await scene.Explorer.SetHeaderAsync("Authorization", scene.Authorization);
        _ = await scene.Explorer.AskAsync("subscription", "Follow", Changes, awaited: "Before");
        await scene.WriteAsync("Meanwhile");
        var answer = await scene.Explorer.ReadAsync(awaited: "Meanwhile");

        Assert.Contains("\"kind\":\"CREATED\"", answer, StringComparison.Ordinal);
        Assert.Contains($"GET ws{scene.Origin[4..]}/graphql", scene.Browser.Requests);
        // These two are messages of graphql-transport-ws; the older protocol would have sent "start".
        var messages = scene.Browser.Frames.Select(frame => JsonNode.Parse(frame)!).ToList();
        var init = messages.First(message => (string?)message["type"] == "connection_init")["payload"]!.AsObject();
        Assert.Contains(
            init,
            entry =>
                entry.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase)
                && (string?)entry.Value == scene.Authorization
        );
        Assert.Contains(messages, message => (string?)message["type"] == "subscribe");
        scene.AssertAlone();
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "banana-cake-pop attachment")]
    [InlineData(ExplorerKind.GraphiQL, "graphiql:queries")]
    public async Task The_browser_keeps_what_was_asked_but_no_session(ExplorerKind kind, string place)
    {
        await using var scene = await ServerScene.StartAsync(kind);

        await scene.Explorer.SetHeaderAsync("Authorization", scene.Authorization);
        _ = await scene.Explorer.AskAsync("mutation", "Write", Create, awaited: "Typed");
        var stored = await scene.Browser.StoredAsync($"{scene.Origin}/graphql/{Terms(kind)}");

        Assert.Contains(place, stored, StringComparison.Ordinal);
        Assert.Contains("mutation Write", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("DIDSession", stored, StringComparison.Ordinal);
        Assert.DoesNotContain("Authorization", stored, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ExplorerKind.BananaCakePop, "LICENSE", "ChilliCream License 1.0", "Copyright (c) ChilliCream, Inc.")]
    [InlineData(
        ExplorerKind.GraphiQL,
        "LICENSES.txt",
        "graphiql 5.4.0: MIT",
        "Copyright (c) 2021 GraphQL Contributors"
    )]
    [InlineData(
        ExplorerKind.GraphiQL,
        "LICENSES.txt",
        "react 19.3.1: MIT",
        "Permission is hereby granted, free of charge"
    )]
    public async Task The_terms_of_a_page_are_served_beside_it(
        ExplorerKind kind,
        string file,
        string name,
        string terms
    )
    {
        await using var scene = await ServerScene.StartAsync(kind);

        using var answer = await scene.Node.Http.GetAsync($"/graphql/{file}");
        var text = await answer.Content.ReadAsStringAsync();

        Assert.Equal("text/plain", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains(terms, text, StringComparison.Ordinal);
    }

    static string Terms(ExplorerKind kind) => kind is ExplorerKind.GraphiQL ? "LICENSES.txt" : "LICENSE";
}

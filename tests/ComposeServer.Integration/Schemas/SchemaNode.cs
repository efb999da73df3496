using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Testing.Nodes;

namespace ComposeServer.Integration.Schemas;

/// <summary>A server to which composites are deployed under names.</summary>
public sealed class SchemaNode : IAsyncLifetime
{
    TestNode? _node;

    public TestNode Node => _node ?? throw new InvalidOperationException("the node has not started");

    public async ValueTask InitializeAsync() => _node = await TestNode.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_node is not null)
            await _node.DisposeAsync();
    }

    /// <summary>A composite of one model with some texts.</summary>
    public static Task<Composite> NotesAsync(string model, params IEnumerable<string> fields) =>
        CompileAsync(
            $"type {model} @createModel(accountRelation: LIST, description: \"{model}\") {{"
                + string.Concat(fields.Select(field => $" {field}: String @string(maxLength: 100)"))
                + " }"
        );

    public static async Task<Composite> CompileAsync(string sdl)
    {
        using var key = Seeds.Key("admin");
        return (
            await CompositeCompiler.CompileAsync(sdl, new OfflineModelCreator(key), CancellationToken.None)
        ).OrThrow();
    }

    /// <summary>Creates and indexes the models of a composite.</summary>
    public async Task IndexAsync(Composite composite)
    {
        foreach (var model in composite.Models.Values)
            _ = (await Node.CreateAsync(model)).Ok;
        var modelData = composite.ModelIds.Select(id => new { streamID = id });
        _ = (await Node.Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData })).Ok;
    }

    public Task<ApiReply> DeployAsync(Composite composite, string? name, bool extend = false)
    {
        var body = new Dictionary<string, object> { ["composite"] = JsonElement.Parse(composite.ToUtf8()) };
        if (name is not null)
            body["name"] = name;
        if (extend)
            body["extend"] = true;
        return Node.Api.AdminAsync(HttpMethod.Post, "admin/composites", body);
    }

    public Task<ApiReply> RemoveAsync(string? name) =>
        Node.Api.AdminAsync(HttpMethod.Delete, "admin/composites", name is null ? new { } : new { name });

    public async Task<string> SdlAsync(string name) => await Node.Http.GetStringAsync($"/graphql/{name}?sdl");
}

using System.Text.Json;
using ComposeServer.Composites.Compiler;
using ComposeServer.Composites.Format;
using ComposeServer.Identity.Dids;
using ComposeServer.Identity.Jose;
using ComposeServer.Identity.Sessions;
using ComposeServer.Log;
using ComposeServer.Streams;

namespace ComposeServer.Testing.Nodes;

/// <summary>Everything that a test does to a server from outside.</summary>
/// <param name="address">Where the server listens.</param>
/// <param name="admin">Key of an administrator; it stays the caller's to dispose of.</param>
public class NodeClient(Uri address, ISigner admin) : IDisposable
{
    readonly HttpClient _http = new() { BaseAddress = address };

    /// <summary>Where the server listens.</summary>
    public Uri Address => address;

    /// <summary>For requests that nothing here makes.</summary>
    public HttpClient Http => _http;

    /// <summary>The node API.</summary>
    public NodeApi Api => new(_http, admin);

    /// <summary>Somebody without a name.</summary>
    public GraphQLCaller Anonymous => Caller(_ => { });

    /// <summary>Somebody who says, without proof, who they are.</summary>
    public GraphQLCaller Claiming(Did viewer) => Caller(headers => headers.Add("ComposeDB-ViewerID", viewer.Text));

    /// <summary>Somebody who lends a session.</summary>
    /// <param name="session">Sent with each request.</param>
    /// <param name="path">Of the schema, for example <c>/graphql/name</c>.</param>
    public GraphQLCaller With(DidSession session, string path = "/graphql")
    {
        var text = session.Serialize();
        return new(_http, path, headers => headers.TryAddWithoutValidation("Authorization", "DIDSession " + text));
    }

    /// <summary>Somebody who signs each write with a did:key.</summary>
    public KeyCaller SigningWith(ISigner key) => new(Claiming(key.Did), key);

    /// <summary>Makes a composite of SDL, creates and indexes its models, and serves it at <c>/graphql</c>.</summary>
    public async Task<Composite> DeployAsync(string sdl)
    {
        var creator = new OfflineModelCreator(admin);
        var composite = (await CompositeCompiler.CompileAsync(sdl, creator, CancellationToken.None)).OrThrow();
        foreach (var model in composite.Models.Values)
            _ = (await CreateAsync(model)).Ok;

        var indexed = composite.Models.Where(entry => !entry.Value.Definition.IsInterface).Select(ToModelData);
        _ = (await Api.AdminAsync(HttpMethod.Post, "admin/modelData", new { modelData = indexed })).Ok;
        var served = new { composite = JsonElement.Parse(composite.ToUtf8()) };
        _ = (await Api.AdminAsync(HttpMethod.Post, "admin/composites", served)).Ok;
        return composite;

        object ToModelData(KeyValuePair<string, CompositeModel> entry) =>
            new { streamID = entry.Key, indices = composite.Indices[entry.Key].Select(ToJson) };
    }

    /// <summary>Creates a model alone, without an index.</summary>
    public Task<ApiReply> CreateAsync(CompositeModel model)
    {
        var init = model.Commits[0];
        return Api.CreateAsync(StreamType.Model, new EventBlocks(init.Jws.ToBlock(), init.Linked, init.Capability));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        GC.SuppressFinalize(this);
    }

    static JsonElement ToJson(ModelIndex index)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            index.WriteTo(json);
        return JsonElement.Parse(buffer.ToArray());
    }

    GraphQLCaller Caller(Action<System.Net.Http.Headers.HttpRequestHeaders> identify) =>
        new(_http, "/graphql", identify);
}

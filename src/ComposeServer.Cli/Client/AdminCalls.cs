using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Identity;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Cli.Client;

/// <summary>Calls for administrators: each is signed together with a code that the node gives out for it (ceramic.md 8.3).</summary>
sealed partial class AdminCalls(NodeClient node, ISigner signer)
{
    /// <summary>Where the calls are on a node.</summary>
    public const string Base = "/api/v0/admin";

    const int NotFound = 404;

    /// <summary>Begins to index models.</summary>
    public async Task IndexAsync(Composite composite, CancellationToken cancel)
    {
        // Interfaces have no documents of their own.
        var models = composite
            .Models.Where(entry => !entry.Value.Definition.IsInterface)
            .Select(entry => (entry.Key, Write(composite.Indices.GetValueOrDefault(entry.Key) ?? [])))
            .ToList();
        if (models.Count > 0)
            await IndexAsync(models, cancel);

        static Action<Utf8JsonWriter> Write(IReadOnlyList<ModelIndex> indices) =>
            json =>
            {
                json.WriteStartArray();
                foreach (var index in indices)
                    index.WriteTo(json);
                json.WriteEndArray();
            };
    }

    /// <summary>Puts a composite into service at <c>/graphql</c>, or at <c>/graphql/{name}</c>.</summary>
    /// <param name="composite">The composite.</param>
    /// <param name="name">Of the schema; null for <c>/graphql</c>.</param>
    /// <param name="extend">Adds it to what is served there.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>False when the node has no GraphQL endpoint of its own, as the JS node.</returns>
    public async Task<bool> ServeAsync(Composite composite, string? name, bool extend, CancellationToken cancel)
    {
        var answer = await SendAsync(
            HttpMethod.Post,
            "composites",
            json =>
            {
                json.WriteStartObject();
                // The order of its members has a meaning: the body is signed as it is, not sorted.
                json.WritePropertyName("composite");
                composite.WriteTo(json, withCapabilities: true);
                if (extend)
                    json.WriteBoolean("extend", true);
                if (name is not null)
                    json.WriteString("name", name);
                json.WriteEndObject();
            },
            cancel
        );
        if (answer.Status == NotFound)
            return false;
        Require(answer);
        return true;
    }

    /// <summary>Takes a schema out of service; models, indices and documents stay.</summary>
    public Task WithdrawAsync(string? name, CancellationToken cancel) =>
        WriteAsync(
            HttpMethod.Delete,
            "composites",
            json =>
            {
                if (name is not null)
                    json.WriteString("name", name);
            },
            cancel
        );

    /// <summary>What is served: an array of <c>{name, path, version, deployedAt, schema, models}</c>.</summary>
    public async Task<JsonElement> ListServedAsync(CancellationToken cancel)
    {
        var answer = await GetAsync("composites", cancel);
        return answer.Require(answer.Json(), "composites", JsonValueKind.Array);
    }

    /// <summary>Lets callers name documents in place of sending their text.</summary>
    public Task TrustAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancel) =>
        WriteAsync(
            HttpMethod.Post,
            "documents",
            json =>
            {
                json.WriteStartObject("documents");
                foreach (var (id, text) in documents.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                    json.WriteString(id, text);
                json.WriteEndObject();
            },
            cancel
        );

    /// <summary>Takes that back.</summary>
    public Task DistrustAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        WriteAsync(
            HttpMethod.Delete,
            "documents",
            json =>
            {
                json.WriteStartArray("ids");
                foreach (var id in ids)
                    json.WriteStringValue(id);
                json.WriteEndArray();
            },
            cancel
        );

    /// <summary>What may be named: an array of <c>{id, hash, document}</c>.</summary>
    public async Task<JsonElement> ListTrustedAsync(CancellationToken cancel)
    {
        var answer = await GetAsync("documents", cancel);
        return answer.Require(answer.Json(), "documents", JsonValueKind.Array);
    }

    /// <summary>How the node is, as it tells it: an object.</summary>
    public async Task<JsonElement> ReadStatusAsync(CancellationToken cancel) =>
        (await GetAsync("status", cancel)).Json();

    /// <summary>A read; its signature goes into the header.</summary>
    async Task<NodeAnswer> GetAsync(string call, CancellationToken cancel)
    {
        var jws = await SignAsync(call, null, cancel);
        var answer = await node.GetAsync($"{Base}/{call}", cancel, Header(jws));
        Require(answer);
        return answer;
    }

    /// <summary>A write that says an object.</summary>
    async Task WriteAsync(
        HttpMethod method,
        string call,
        Action<Utf8JsonWriter> writeMembers,
        CancellationToken cancel
    ) =>
        Require(
            await SendAsync(
                method,
                call,
                json =>
                {
                    json.WriteStartObject();
                    writeMembers(json);
                    json.WriteEndObject();
                },
                cancel
            )
        );

    async Task<NodeAnswer> SendAsync(
        HttpMethod method,
        string call,
        Action<Utf8JsonWriter> writeBody,
        CancellationToken cancel
    )
    {
        var jws = await SignAsync(call, writeBody, cancel);
        return await node.SendAsync(
            method,
            $"{Base}/{call}",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("jws", jws);
                json.WriteEndObject();
            },
            cancel
        );
    }

    /// <summary>Asks for a code and signs it for one call.</summary>
    /// <param name="call">What follows <see cref="Base"/> and a slash in the path that is signed.</param>
    /// <param name="writeBody">Writes what a write says; null for reads.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>A compact JWS, good once within a minute.</returns>
    public async Task<string> SignAsync(string call, Action<Utf8JsonWriter>? writeBody, CancellationToken cancel)
    {
        var code = await AdminCode.AskAsync(node, cancel);
        var payload = NodeClient.ToUtf8(json =>
        {
            json.WriteStartObject();
            json.WriteString("code", code);
            if (writeBody is not null)
            {
                json.WritePropertyName("requestBody");
                writeBody(json);
            }

            json.WriteString("requestPath", $"{Base}/{call}");
            json.WriteEndObject();
        });
        var header = ProtectedHeader.Write(signer.Algorithm, signer.Kid);
        return new Jws(header, payload, signer.Sign(DagJws.SigningInput(header, payload))).ToCompact();
    }

    static (string Name, string Value) Header(string jws) => ("Authorization", $"Basic {jws}");

    void Require(NodeAnswer answer)
    {
        if (!answer.IsOk)
            throw answer.Refusal(
                answer.Code == IdentityCode.NotAdmin ? $". Start the server with --admin-did {signer.Did.Text}" : ""
            );
    }
}

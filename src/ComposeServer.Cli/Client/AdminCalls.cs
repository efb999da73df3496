using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Identity;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld.DagJose;

namespace ComposeServer.Cli.Client;

/// <summary>Calls for administrators: each is signed together with a code that the node gives out for it (ceramic.md 8.3).</summary>
sealed class AdminCalls(NodeClient node, ISigner signer)
{
    const string Base = "/api/v0/admin";
    const int NotFound = 404;

    /// <summary>Begins to index models.</summary>
    public async Task IndexAsync(Composite composite, CancellationToken cancel)
    {
        // Interfaces have no documents of their own.
        var models = composite.Models.Where(entry => !entry.Value.Definition.IsInterface).ToList();
        if (models.Count == 0)
            return;
        var answer = await SendAsync(
            HttpMethod.Post,
            "modelData",
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("modelData");
                foreach (var (id, _) in models)
                    WriteModel(json, id, composite.Indices.GetValueOrDefault(id) ?? []);
                json.WriteEndArray();
                json.WriteEndObject();
            },
            cancel
        );
        Require(answer);
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
    public async Task WithdrawAsync(string? name, CancellationToken cancel) =>
        Require(
            await SendAsync(
                HttpMethod.Delete,
                "composites",
                json =>
                {
                    json.WriteStartObject();
                    if (name is not null)
                        json.WriteString("name", name);
                    json.WriteEndObject();
                },
                cancel
            )
        );

    /// <summary>What is served: an array of <c>{name, path, version, deployedAt, schema, models}</c>.</summary>
    public async Task<JsonElement> ListServedAsync(CancellationToken cancel)
    {
        var jws = await SignAsync("composites", null, cancel);
        var answer = await node.GetAsync($"{Base}/composites", cancel, ("Authorization", $"Basic {jws}"));
        Require(answer);
        return answer.Require(answer.Json(), "composites", JsonValueKind.Array);
    }

    /// <summary>Lets callers name documents in place of sending their text.</summary>
    public async Task TrustAsync(IReadOnlyDictionary<string, string> documents, CancellationToken cancel) =>
        Require(
            await SendAsync(
                HttpMethod.Post,
                "documents",
                json =>
                {
                    json.WriteStartObject();
                    json.WriteStartObject("documents");
                    foreach (var (id, text) in documents.OrderBy(entry => entry.Key, StringComparer.Ordinal))
                        json.WriteString(id, text);
                    json.WriteEndObject();
                    json.WriteEndObject();
                },
                cancel
            )
        );

    /// <summary>Takes that back.</summary>
    public async Task DistrustAsync(IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        Require(
            await SendAsync(
                HttpMethod.Delete,
                "documents",
                json =>
                {
                    json.WriteStartObject();
                    json.WriteStartArray("ids");
                    foreach (var id in ids)
                        json.WriteStringValue(id);
                    json.WriteEndArray();
                    json.WriteEndObject();
                },
                cancel
            )
        );

    /// <summary>What may be named: an array of <c>{id, hash, document}</c>.</summary>
    public async Task<JsonElement> ListTrustedAsync(CancellationToken cancel)
    {
        var jws = await SignAsync("documents", null, cancel);
        var answer = await node.GetAsync($"{Base}/documents", cancel, ("Authorization", $"Basic {jws}"));
        Require(answer);
        return answer.Require(answer.Json(), "documents", JsonValueKind.Array);
    }

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

    async Task<string> SignAsync(string call, Action<Utf8JsonWriter>? writeBody, CancellationToken cancel)
    {
        var code = await node.GetAsync($"{Base}/getCode", cancel);
        var payload = NodeClient.ToUtf8(json =>
        {
            json.WriteStartObject();
            json.WriteString("code", code.RequireText(code.Json(), "code"));
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

    void Require(NodeAnswer answer)
    {
        if (!answer.IsOk)
            throw answer.Refusal(
                answer.Code == IdentityCode.NotAdmin ? $". Start the server with --admin-did {signer.Did.Text}" : ""
            );
    }

    static void WriteModel(Utf8JsonWriter json, string id, IReadOnlyList<ModelIndex> indices)
    {
        json.WriteStartObject();
        json.WriteStartArray("indices");
        foreach (var index in indices)
            index.WriteTo(json);
        json.WriteEndArray();
        json.WriteString("streamID", id);
        json.WriteEndObject();
    }
}

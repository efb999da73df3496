using System.Text.Json;
using ComposeServer.Composites.Format;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagJose;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Events;

namespace ComposeServer.Cli.Client;

/// <summary>Calls of the node API about streams.</summary>
sealed class StreamCalls(NodeClient node)
{
    const string Base = "/api/v0";
    const string WriteOptions = """{"anchor":true,"publish":true,"pin":true}""";

    /// <summary>Hands a model to the node, all its events. A model that is known already changes nothing.</summary>
    /// <exception cref="CliException">The node refuses it, or gives it another name.</exception>
    public async Task CreateAsync(CompositeModel model, CancellationToken cancel)
    {
        var id = model.Id.ToString();
        var created = await node.PostAsync(
            $"{Base}/streams",
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("type", (ulong)StreamType.Model);
                json.WritePropertyName("genesis");
                Write(json, model.Commits[0]);
                WriteOptionsTo(json);
                json.WriteEndObject();
            },
            cancel
        );
        var got = created.RequireText(created.Json(), "streamId");
        if (got != id)
            throw created.Invalid($"Unexpected Model stream ID: expected {id}, got {got}");
        foreach (var commit in model.Commits.Skip(1))
            await ApplyAsync(id, commit, cancel);
    }

    /// <summary>A model with its signed events.</summary>
    public async Task<CompositeModel> LoadAsync(StreamId id, CancellationToken cancel)
    {
        var answer = await node.GetAsync($"{Base}/commits/{id}", cancel);
        var commits = new List<ModelCommit>();
        foreach (var commit in answer.Require(answer.Json(), "commits", JsonValueKind.Array).EnumerateArray())
        {
            var value = answer.Require(commit, "value", JsonValueKind.Object);
            // Time events have no signature; a composite does without them.
            if (value.TryGetProperty("jws", out var jws))
                commits.Add(Read(answer, value, jws));
        }

        var model = CompositeModel.Of(commits);
        return model.Id == id ? model : throw answer.Invalid($"expected {id}, got {model.Id}");
    }

    /// <summary>State of a stream.</summary>
    /// <param name="id">The stream.</param>
    /// <param name="sync">The old node's number, or null to leave it to the node.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<JsonElement> ReadStateAsync(StreamId id, int? sync, CancellationToken cancel)
    {
        var query = sync is { } number ? $"?sync={number}" : "";
        var answer = await node.GetAsync($"{Base}/streams/{id}{query}", cancel);
        return answer.Require(answer.Json(), "state", JsonValueKind.Object);
    }

    /// <summary>One page of the documents of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="first">How many.</param>
    /// <param name="after">Cursor of the page before.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<CollectionPage> ReadPageAsync(StreamId model, int first, string? after, CancellationToken cancel)
    {
        var answer = await node.PostAsync(
            $"{Base}/collection",
            json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("models");
                json.WriteStringValue(model.ToString());
                json.WriteEndArray();
                json.WriteNumber("first", first);
                if (after is not null)
                    json.WriteString("after", after);
                json.WriteEndObject();
            },
            cancel
        );
        var body = answer.Json();
        var page = answer.Require(body, "pageInfo", JsonValueKind.Object);
        return new(
            [
                .. answer
                    .Require(body, "edges", JsonValueKind.Array)
                    .EnumerateArray()
                    .Select(edge => edge.Member("node", JsonValueKind.Object))
                    .Where(state => state.ValueKind == JsonValueKind.Object),
            ],
            page.TryGetProperty("hasNextPage", out var more) && more.ValueKind == JsonValueKind.True
                ? answer.RequireText(page, "endCursor")
                : null
        );
    }

    /// <summary>Hands an event to the node that begins a stream.</summary>
    /// <returns>The stream's state: a later one when the node knew the event.</returns>
    public async Task<JsonElement> CreateAsync(StreamType type, EventBlocks init, CancellationToken cancel)
    {
        var answer = await node.PostAsync(
            $"{Base}/streams",
            json =>
            {
                json.WriteStartObject();
                json.WriteNumber("type", (ulong)type);
                json.WritePropertyName("genesis");
                HttpEvents.WriteValue(json, init);
                WriteOptionsTo(json);
                json.WriteEndObject();
            },
            cancel
        );
        var id = new StreamId(type, init.Event.Cid).ToString();
        var got = answer.RequireText(answer.Json(), "streamId");
        return got == id
            ? answer.Require(answer.Json(), "state", JsonValueKind.Object)
            : throw answer.Invalid($"expected {id}, got {got}");
    }

    /// <summary>Hands an event to the node that continues a stream.</summary>
    public Task ApplyAsync(StreamId id, EventBlocks change, CancellationToken cancel) =>
        ApplyAsync(id.ToString(), json => HttpEvents.WriteValue(json, change), cancel);

    Task ApplyAsync(string id, ModelCommit commit, CancellationToken cancel) =>
        ApplyAsync(id, json => Write(json, commit), cancel);

    async Task ApplyAsync(string id, Action<Utf8JsonWriter> write, CancellationToken cancel)
    {
        var answer = await node.PostAsync(
            $"{Base}/commits",
            json =>
            {
                json.WriteStartObject();
                json.WriteString("streamId", id);
                json.WritePropertyName("commit");
                write(json);
                WriteOptionsTo(json);
                json.WriteEndObject();
            },
            cancel
        );
        answer.Json();
    }

    static void Write(Utf8JsonWriter json, ModelCommit commit)
    {
        json.WriteStartObject();
        json.WritePropertyName("jws");
        commit.Jws.WriteJson(json);
        json.WriteString("linkedBlock", Base64Plain.Encode(commit.Linked.Bytes.Span));
        if (commit.Capability is { } capability)
            json.WriteString("cacaoBlock", Base64Plain.Encode(capability.Bytes.Span));
        json.WriteEndObject();
    }

    static void WriteOptionsTo(Utf8JsonWriter json)
    {
        json.WritePropertyName("opts");
        json.WriteRawValue(WriteOptions);
    }

    static ModelCommit Read(NodeAnswer answer, JsonElement value, JsonElement jws)
    {
        if (!DagJws.TryReadJson(jws, out var envelope, out var error))
            throw answer.Invalid($"jws: {error.Detail}");
        var linked = ReadBlock(answer, value, "linkedBlock") ?? throw answer.Invalid("an event has no linkedBlock");
        return new(envelope, linked, ReadBlock(answer, value, "cacaoBlock"));
    }

    static Block? ReadBlock(NodeAnswer answer, JsonElement value, string name)
    {
        if (!value.TryGetProperty(name, out _))
            return null;
        return Base64Plain.TryDecode(answer.RequireText(value, name), out var bytes)
            ? Block.Of(Multicodec.DagCbor, bytes)
            : throw answer.Invalid($"{name} is not base64");
    }
}

/// <summary>One page of a collection.</summary>
/// <param name="States">States of the documents.</param>
/// <param name="Next">Cursor for the page behind it; null at the end.</param>
sealed record CollectionPage(IReadOnlyList<JsonElement> States, string? Next);

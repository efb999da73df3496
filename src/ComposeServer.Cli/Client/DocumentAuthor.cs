using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Json.Patch;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Cli.Client;

/// <summary>Writes documents on a node: events are made and signed here, so that the key stays here.</summary>
sealed class DocumentAuthor(StreamCalls streams, ISigner signer)
{
    /// <summary>Makes a document. Of a SINGLE or SET model it is the one that the account has, and its content is replaced.</summary>
    /// <param name="model">Its model.</param>
    /// <param name="content">A JSON object.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<StreamId> CreateAsync(StreamId model, JsonElement content, CancellationToken cancel)
    {
        var relation = (await ReadDefinitionAsync(model, cancel)).AccountRelation;
        if (!relation.IsDeterministic)
        {
            var payload = DocumentEvents.ListInit(model, signer.Did, ToIpld(content), RandomNumberGenerator.Fill);
            var signed = EventSigner.Sign(signer, payload);
            await streams.CreateAsync(StreamType.Document, signed, cancel);
            return DocumentEvents.NameOf(signed);
        }

        var init =
            relation.Kind == AccountRelationKind.Single
                ? DocumentEvents.SingleInit(model, signer.Did)
                : DocumentEvents.SetInit(model, signer.Did, SetKey.Of(content, relation.Fields));
        var id = DocumentEvents.NameOf(init);
        var begun = LoadedDocument.Read(id, await streams.CreateAsync(StreamType.Document, init, cancel));
        await ChangeAsync(begun, _ => JsonObject.Create(content)!, shouldIndex: null, cancel);
        return id;
    }

    /// <summary>Changes a document.</summary>
    /// <param name="id">The document.</param>
    /// <param name="next">The new content, from the old; null keeps it.</param>
    /// <param name="shouldIndex">Whether it is to be found; null leaves that as it is.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task ChangeAsync(
        StreamId id,
        Func<JsonObject, JsonObject>? next,
        bool? shouldIndex,
        CancellationToken cancel
    )
    {
        var state = await streams.ReadStateAsync(id, sync: null, cancel);
        await ChangeAsync(LoadedDocument.Read(id, state), next, shouldIndex, cancel);
    }

    Task ChangeAsync(
        LoadedDocument document,
        Func<JsonObject, JsonObject>? next,
        bool? shouldIndex,
        CancellationToken cancel
    )
    {
        var after = next is null ? document.Content : Canonical(next((JsonObject)document.Content.DeepClone()));
        var patch = JsonPatch.Diff(document.Content, after);
        var payload = DocumentEvents.Data(document.Id.Init, document.Tip, patch, shouldIndex);
        return streams.ApplyAsync(document.Id, EventSigner.Sign(signer, payload), cancel);
    }

    async Task<ModelDefinition> ReadDefinitionAsync(StreamId model, CancellationToken cancel)
    {
        var state = await streams.ReadStateAsync(model, sync: null, cancel);
        return ModelDefinition.TryParse(StreamReading.Require(state, "content"), out var definition, out var error)
            ? definition
            : throw new CliException(CliErrorCode.NodeAnswerInvalid, $"{model}: {error}");
    }

    /// <summary>The content as it will read after a round trip: numbers in JavaScript's spelling.</summary>
    static JsonNode Canonical(JsonObject content)
    {
        using var json = JsonDocument.Parse(NodeClient.ToUtf8(writer => content.WriteTo(writer)));
        return JsonNode.Parse(PlainJson.ToUtf8(ToIpld(json.RootElement)))!;
    }

    static IpldValue ToIpld(JsonElement content) =>
        PlainJson.TryFromDocument(content, out var value, out var code)
            ? value
            : throw CliException.BadValue(CliErrorCode.InvalidJson, $"content: {code}");
}

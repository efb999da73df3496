using System.Text.Json;
using System.Text.Json.Nodes;
using ComposeServer.Identity.Jose;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Json.Patch;
using ComposeServer.Log;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.Events;
using ComposeServer.Streams.Models;

namespace ComposeServer.Testing.Streams;

/// <summary>One account that makes models and documents in a <see cref="StreamLab"/>.</summary>
public sealed class DocumentScene : IDisposable
{
    /// <summary>A scene at our own write doors.</summary>
    public DocumentScene()
        : this(DocumentFamilyOptions.OwnDoor) { }

    /// <param name="options">Whose events are judged.</param>
    public DocumentScene(DocumentFamilyOptions options) =>
        // Sessions of a scene are made today.
        Lab = new(new ModelFamily(options.Updates), new DocumentFamily(Models, options))
        {
            Now = TimeProvider.System.GetUtcNow(),
            HasHistory = true,
        };

    /// <summary>The account.</summary>
    public Ed25519Signer Signer { get; } = new(new byte[32]);

    /// <summary>The compiled models.</summary>
    public CompiledModels Models { get; } = new();

    /// <summary>Where events are applied.</summary>
    public StreamLab Lab { get; }

    int _documents;

    /// <summary>Makes a model of these properties.</summary>
    public ModelState Model(
        string properties = """{"text":{"type":"string","maxLength":10}}""",
        Action<JsonObject>? change = null
    ) => Lab.Take<ModelState>(Sign(ModelEvents.Init(ModelSample.Definition(properties, change), Signer.Did)));

    /// <summary>The event that changes a model by these operations.</summary>
    public EventBlocks Change(ModelState model, string operations) =>
        Sign(IpldMap.Of(("data", Ipld(operations)), ("id", model.Id.Init), ("prev", model.Tip)));

    /// <summary>Makes a SET model.</summary>
    public ModelState SetModel(string properties, params string[] fields) =>
        Model(
            properties,
            model =>
            {
                model["accountRelation"] = new JsonObject { ["type"] = "set", ["fields"] = Strings(fields) };
                model["schema"]!["required"] = Strings(fields);
            }
        );

    /// <summary>Makes a SINGLE model.</summary>
    public ModelState SingleModel(string properties) =>
        Model(properties, model => model["accountRelation"] = new JsonObject { ["type"] = "single" });

    /// <summary>The event of a new LIST document.</summary>
    public EventBlocks ListInit(StreamId model, string content)
    {
        var number = _documents++;
        return Sign(DocumentEvents.ListInit(model, Signer.Did, Ipld(content), bytes => bytes[0] = (byte)number));
    }

    /// <summary>Makes a LIST document.</summary>
    public DocumentState List(StreamId model, string content) => Lab.Take<DocumentState>(ListInit(model, content));

    /// <summary>The event that turns a document's content into another, as clients make it.</summary>
    public EventBlocks Update(DocumentState document, string content, bool? shouldIndex = null)
    {
        using var before = document.Content.Read();
        using var after = JsonDocument.Parse(content);
        return Sign(
            DocumentEvents.Data(
                document.Id.Init,
                document.Tip,
                JsonPatch.Diff(before.RootElement, after.RootElement),
                shouldIndex
            )
        );
    }

    /// <summary>The event with these operations, whatever they are.</summary>
    public EventBlocks Patch(DocumentState document, string operations, IpldMap? header = null)
    {
        var payload = IpldMap.Of(("data", Ipld(operations)), ("id", document.Id.Init), ("prev", document.Tip));
        return Sign(DagCborEncoder.ToBlock(header is null ? payload : payload.With("header", header)));
    }

    /// <summary>Signs a payload.</summary>
    public EventBlocks Sign(Block payload) => EventSigner.Sign(Signer, payload);

    /// <summary>Signs a payload that holds anything.</summary>
    public EventBlocks Sign(IpldMap payload) => Sign(DagCborEncoder.ToBlock(payload));

    /// <summary>A value of its JSON.</summary>
    public static IpldValue Ipld(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PlainJson.FromDocument(document.RootElement);
    }

    /// <summary>Lists within lists.</summary>
    public static IpldValue Nested(int depth)
    {
        IpldValue value = IpldList.Empty;
        for (var level = 1; level < depth; level++)
            value = IpldList.Of(value);
        return value;
    }

    /// <inheritdoc/>
    public void Dispose() => Signer.Dispose();

    static JsonArray Strings(string[] values) => [.. values.Select(value => JsonValue.Create(value))];
}

using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using ComposeServer.Server.Host;

namespace ComposeServer.Server.GraphQLEndpoint.Documents;

/// <summary>Documents that the operator put beside the server: callers name them in place of sending their text.</summary>
/// <remarks>
/// A folder of <c>.graphql</c> files (each found by its file's name and by its hash), or a JSON file: <c>{"id": "text", …}</c> as the Relay
/// compiler writes, or Apollo's manifest <c>{"format": "apollo-persisted-query-manifest", "operations": [{"id", "body"}]}</c>.
/// </remarks>
public sealed class TrustedDocuments
{
    const string FaultCode = "TRUSTED_DOCUMENTS_UNREADABLE";

    readonly FrozenDictionary<string, ReadOnlyMemory<byte>> _byId;

    TrustedDocuments(Dictionary<string, ReadOnlyMemory<byte>> byId) => _byId = byId.ToFrozenDictionary();

    /// <summary>None.</summary>
    public static TrustedDocuments None { get; } = new([]);

    /// <summary>Reads them.</summary>
    /// <param name="path">A folder or a file; null for none.</param>
    /// <exception cref="StartException">It is not there, or not of a form that is known.</exception>
    public static TrustedDocuments Load(string? path)
    {
        if (path is null)
            return None;
        var found = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        try
        {
            if (Directory.Exists(path))
                foreach (var file in Directory.EnumerateFiles(path, "*.graphql", SearchOption.AllDirectories))
                    Add(found, Path.GetFileNameWithoutExtension(file), File.ReadAllBytes(file));
            else
                ReadManifest(found, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartException(FaultCode, $"{path}: {error.Message}");
        }

        return new(found);
    }

    /// <summary>These and others; of one id these go first.</summary>
    public TrustedDocuments With(IReadOnlyDictionary<string, byte[]> others)
    {
        var all = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var (id, document) in others)
        {
            all[id] = document;
            all[DocumentHash.Of(document)] = document;
        }

        foreach (var (id, document) in _byId)
            all[id] = document;
        return new(all);
    }

    /// <summary>All of them by the ids that they were given; what has none but its hash, by that.</summary>
    public IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> ByOwnIds() =>
        _byId
            .GroupBy(entry => entry.Value)
            .SelectMany(named =>
                named.Count() > 1 ? named.Where(entry => entry.Key != DocumentHash.Of(entry.Value.Span)) : named
            );

    /// <summary>All of them, each once.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> All => _byId.Values.Distinct();

    /// <summary>The document of an id or a hash.</summary>
    public bool TryGet(string id, out ReadOnlyMemory<byte> document) => _byId.TryGetValue(id, out document);

    static void ReadManifest(Dictionary<string, ReadOnlyMemory<byte>> found, byte[] utf8)
    {
        using var json = JsonDocument.Parse(utf8);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("a list of documents must be a JSON object");
        if (json.RootElement.TryGetProperty("operations", out var operations))
        {
            if (operations.ValueKind != JsonValueKind.Array)
                throw new JsonException("operations must be an array of { id, body }");
            foreach (var operation in operations.EnumerateArray())
                Add(found, TextOf(operation, "id"), Encoding.UTF8.GetBytes(TextOf(operation, "body")));
            return;
        }

        foreach (var entry in json.RootElement.EnumerateObject())
            Add(
                found,
                entry.Name,
                entry.Value.ValueKind == JsonValueKind.String
                    ? Encoding.UTF8.GetBytes(entry.Value.GetString()!)
                    : throw new JsonException($"the document {entry.Name} is not a text")
            );
    }

    static string TextOf(JsonElement operation, string name) =>
        operation.ValueKind == JsonValueKind.Object
        && operation.TryGetProperty(name, out var text)
        && text.ValueKind == JsonValueKind.String
            ? text.GetString()!
            : throw new JsonException($"an operation has no text {name}");

    static void Add(Dictionary<string, ReadOnlyMemory<byte>> found, string id, byte[] document)
    {
        if (found.TryGetValue(id, out var other) && !other.Span.SequenceEqual(document))
            throw new JsonException($"the id {id} names two documents");
        found[id] = document;
        found[DocumentHash.Of(document)] = document;
    }
}

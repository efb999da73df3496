using ComposeServer.Composites.Runtime;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Streams;
using ComposeServer.Streams.Documents;

namespace ComposeServer.Query.Documents;

/// <summary>The models of a schema by name and by StreamID.</summary>
sealed class DocumentTypes
{
    readonly Dictionary<StreamId, string> _names = [];
    readonly Dictionary<string, StreamId> _ids = new(StringComparer.Ordinal);

    public DocumentTypes(RuntimeDefinition definition)
    {
        Definition = definition;
        foreach (var (name, model) in definition.Models)
        {
            // Definitions that were made without a node carry other words than StreamIDs; their schemas can only be printed.
            if (!StreamId.TryParse(model.Id, out var id))
                continue;
            _names[id] = name;
            _ids[name] = id;
        }
    }

    public RuntimeDefinition Definition { get; }

    /// <summary>StreamID of a model of the schema.</summary>
    public StreamId IdOf(string model) => _ids[model];

    /// <summary>Name of a model in the schema; null when it is not part of it.</summary>
    public string? NameOf(StreamId model) => _names.GetValueOrDefault(model);

    /// <summary>The logs of the model, or of the models that implement it.</summary>
    public HashSet<LogName> LogsOf(string model)
    {
        var own = Definition.Models[model];
        return
        [
            .. Definition
                .Models.Where(entry =>
                    entry.Key == model || (own.IsInterface && entry.Value.Implements.Contains(own.Id))
                )
                .Select(entry => StreamId.TryParse(entry.Value.Id, out var id) ? id.Name : default)
                .Where(name => !name.IsEmpty),
        ];
    }

    /// <summary>A document of a model of the schema; null for anything else.</summary>
    public DocumentNode? NodeOf(LogState? state) =>
        state is DocumentState document && NameOf(document.ModelId) is { } name ? new(document, name) : null;
}

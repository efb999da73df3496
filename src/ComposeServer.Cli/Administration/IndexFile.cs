using System.Text.Json;
using ComposeServer.Streams;

namespace ComposeServer.Cli.Administration;

/// <summary>Reads which indices are wanted; what an index may be is the node's to say.</summary>
static class IndexFile
{
    /// <summary>Indices of each model that has some.</summary>
    /// <param name="text">The file's.</param>
    /// <param name="path">For messages.</param>
    /// <param name="models">Those that may stand in it.</param>
    /// <exception cref="CliException">It has another shape, or names a model that is not to be indexed.</exception>
    public static IReadOnlyDictionary<StreamId, JsonElement> Read(
        string text,
        string path,
        IReadOnlyCollection<StreamId> models
    )
    {
        var found = new Dictionary<StreamId, JsonElement>();
        foreach (var entry in JsonText.ParseObject(text, $"--index-file {path}").EnumerateObject())
        {
            var id = StreamIdText.Read(entry.Name, StreamType.Model);
            if (!models.Contains(id))
                throw Refuse($"{id} is not among the models to index");
            if (entry.Value.ValueKind != JsonValueKind.Array)
                throw Refuse($"indices of {id} must be a list of {{fields: [{{path: [text]}}]}}");
            found[id] = entry.Value;
        }

        return found;

        CliException Refuse(string rule) =>
            CliException.BadValue(CliErrorCode.InvalidJson, $"--index-file {path}: {rule}");
    }
}

using ComposeServer.Composites.Format;

namespace ComposeServer.Composites.Runtime;

/// <summary>Marks the fields that a composite's indices name.</summary>
static class RuntimeIndexing
{
    /// <summary>Only the first step of a path counts: an indexed field inside an embedded object marks the object.</summary>
    public static void Mark(OrderedDictionary<string, RuntimeField> fields, IReadOnlyList<ModelIndex> indices)
    {
        foreach (var path in indices.SelectMany(index => index.Paths))
        {
            var words = string.Join('.', path);
            if (path.Count == 0 || !fields.TryGetValue(path[0], out var field))
                throw Invalid($"Could not resolve {words} as a valid path");
            if (field is not RuntimeField.Single single)
                throw Invalid($"{words} is not indexable");
            fields[path[0]] = single with { Indexed = true };
        }
    }

    static CompositeException Invalid(string message) =>
        CompositeException.Because(CompositeErrorCode.RuntimeInvalid, message);
}

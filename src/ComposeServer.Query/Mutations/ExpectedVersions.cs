using System.Text.Json;
using ComposeServer.Ipld;
using ComposeServer.Streams;

namespace ComposeServer.Query.Mutations;

/// <summary>
/// Versions at which documents must be for the mutations of a request to write to them: <c>extensions.versions</c>, a list of CommitIDs as the
/// field <c>version</c> answers them. A mutation that has no option for it is guarded by it too. Ours.
/// </summary>
public sealed class ExpectedVersions
{
    /// <summary>Documents of one request.</summary>
    public const int VersionsMax = 500;

    readonly Dictionary<StreamId, Cid> _tips = [];

    /// <param name="extensions">The request's extensions; undefined when there are none.</param>
    /// <param name="versions">What they say; nothing when they do not speak of it.</param>
    /// <param name="error">Why it cannot be told, with the code <c>BAD_USER_INPUT</c>.</param>
    public static bool TryRead(JsonElement extensions, out ExpectedVersions versions, out string error)
    {
        versions = new();
        error = "";
        if (extensions.ValueKind != JsonValueKind.Object || !extensions.TryGetProperty("versions", out var list))
            return true;
        error = $"extensions.versions must be a list of at most {VersionsMax} CommitIDs, one for each document";
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() > VersionsMax)
            return false;
        foreach (var item in list.EnumerateArray())
            if (
                item.ValueKind != JsonValueKind.String
                || !StreamRef.TryParse(item.GetString(), out var found, out _)
                || found.Commit is not { } tip
                || !versions._tips.TryAdd(found.Stream, tip)
            )
                return false;
        return true;
    }

    /// <summary>The tip that a document must have; null for any.</summary>
    internal Cid? Find(StreamId id) => _tips.TryGetValue(id, out var tip) ? tip : null;

    /// <summary>The request itself wrote to a document: its next field builds on that.</summary>
    internal void Moved(StreamId id, Cid tip)
    {
        if (_tips.ContainsKey(id))
            _tips[id] = tip;
    }
}

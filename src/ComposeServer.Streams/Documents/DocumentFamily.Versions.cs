using System.Diagnostics.CodeAnalysis;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Models;

namespace ComposeServer.Streams.Documents;

/// <summary>
/// By which version of its model a document is judged: by the one that its last header with <c>modelVersion</c> names, else by the first. It
/// is not the newest that happens to be here: that would differ between nodes, and would make a document valid today that was not when it
/// came, or, where the model's stream forks, the other way round. ceramic-one judges by the same (ceramic.md 6.3).
/// </summary>
public sealed partial class DocumentFamily
{
    /// <inheritdoc/>
    public void CollectVersions(LogState? before, IReadOnlyCollection<RawEvent> events, ISet<LogVersion> versions)
    {
        if (ModelIn(before, events) is not { } model)
            return;
        Add((before as DocumentState)?.ModelVersion);
        foreach (var raw in events)
            Add(raw.Kind == EventKind.Time ? null : DocumentHeader.VersionOf(raw.Body));

        void Add(Cid? version)
        {
            if (version is { } commit && commit != model.Init)
                versions.Add(new(model.Name, commit));
        }
    }

    static StreamId? ModelIn(LogState? before, IEnumerable<RawEvent> events)
    {
        if (before is DocumentState state)
            return state.ModelId;
        foreach (var raw in events)
            if (raw.Kind == EventKind.Init && DocumentHeader.TryRead(raw.Body, out var header, out _))
                return header.Model;
        return null;
    }

    bool MayChange(string member) =>
        member == "shouldIndex"
        || (member == DocumentHeader.ModelVersionKey && options.Updates != ModelUpdates.Refused);

    /// <summary>Where versions are taken, what names one is a link.</summary>
    Refusal? CheckNamedVersion(IpldMap body) =>
        options.Updates == ModelUpdates.Taken
        && body.TryGet<IpldMap>("header", out var header)
        && header.Has(DocumentHeader.ModelVersionKey)
        && DocumentHeader.VersionIn(header) is null
            ? new(RefusalCode.InvalidHeader, "Invalid 'modelVersion' in header: it must be the CID of a model's event")
            : null;

    bool TryFindModel(
        StreamId id,
        Cid? version,
        IApplyView view,
        [NotNullWhen(true)] out CompiledModel? model,
        [NotNullWhen(false)] out ApplyResult? problem
    )
    {
        problem = null;
        model = models.Find(id, view);
        if (model is null)
        {
            problem = MissingModel(id);
            return false;
        }

        if (version is not { } commit || commit == id.Init)
            return true;
        if (VersionAt(id, commit, view) is { } named)
        {
            model = models.GetVersion(named);
            return true;
        }

        // Written while versions decided nothing, it was judged by the first; every later one takes what that one took.
        if (options.Updates != ModelUpdates.Taken)
            return true;
        problem = new ApplyResult.Missing([commit])
        {
            Reason = new(RefusalCode.UnknownModel, $"Version {commit} of model {id} is not known to this node"),
        };
        return false;
    }

    /// <summary>Whether a version is here is for the log to say, never for the cache of compiled models.</summary>
    static ModelState? VersionAt(StreamId id, Cid commit, IApplyView view) =>
        view.Find(id.Name) is not ModelState newest ? null
        : newest.IsAt(commit) ? newest
        : view.FindAt(id.Name, commit) as ModelState;
}

using ComposeServer.Identity.Capabilities;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Conflict;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Streams.Documents;

/// <summary>Documents of models (on the wire: model instance documents, stream type 3). Rules: composedb.md 4, ceramic.md 6.4.</summary>
/// <param name="models">Models at hand; shared by all families of a server.</param>
/// <param name="options">Whose events are judged.</param>
public sealed partial class DocumentFamily(CompiledModels models, DocumentFamilyOptions options) : ILogFamily
{
    /// <inheritdoc/>
    public string Name => "document";

    /// <inheritdoc/>
    public bool TryName(RawEvent init, out LogName name)
    {
        var isDocument = DocumentHeader.IsDocument(init.Body);
        name = isDocument ? new StreamId(StreamType.Document, init.Cid).Name : default;
        return isDocument;
    }

    /// <inheritdoc/>
    public string TextOf(LogName name) => StreamId.TryRead(name, out var id) ? id.ToString() : name.ToString();

    /// <inheritdoc/>
    public SigningRule RuleFor(LogState? before, RawEvent raw)
    {
        if (raw.Kind == EventKind.Time)
            return new SigningRule.NotNeeded();
        if (before is DocumentState state)
            return Signed(state.Controller, state.Id, state.ModelId);
        if (!DocumentHeader.TryRead(raw.Body, out var header, out var refusal))
            return Impossible(refusal);
        return raw.IsSigned
            ? Signed(header.Controller, new(StreamType.Document, raw.Cid), header.Model)
            : new SigningRule.NotNeeded();
    }

    /// <inheritdoc/>
    public LogName ModelOf(LogState? before, RawEvent raw) =>
        before is not null ? before.Model
        : DocumentHeader.TryRead(raw.Body, out var header, out _) ? header.Model.Name
        : default;

    /// <inheritdoc/>
    public void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs)
    {
        var targets = new DocumentNeeds(needs);
        if (raw.Kind == EventKind.Init)
        {
            if (!DocumentHeader.TryRead(raw.Body, out var header, out _))
                return;
            needs.Add(header.Model.Name);
            if (MayHaveRelations(header.Model) && raw.Body.TryGet("data", out var data))
                targets.CollectFromContent(data);
        }
        else if (raw.Kind == EventKind.Data)
        {
            var state = before as DocumentState;
            if (state is not null)
                needs.Add(state.Model);
            if ((state is null || MayHaveRelations(state.ModelId)) && raw.Body.TryGet("data", out var operations))
                targets.CollectFromPatch(operations, state?.Content);
        }
    }

    /// <inheritdoc/>
    public ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view) =>
        (before, raw.Kind) switch
        {
            (null, EventKind.Init) => ApplyInit(raw, view),
            (DocumentState state, EventKind.Data) => ApplyData(state, raw, view),
            (DocumentState state, EventKind.Time) => TimeRule.Apply(state, raw, view),
            _ => ApplyResult.Refuse(
                RefusalCode.NotAllowed,
                $"Commit {raw.Cid} cannot stand at this place of a ModelInstanceDocument"
            ),
        };

    /// <inheritdoc/>
    public int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches) => ForkRule.Winner(branches);

    /// <inheritdoc/>
    public byte[] Encode(LogState state) => DocumentStateCodec.Encode((DocumentState)state);

    /// <inheritdoc/>
    public LogState Decode(LogName name, ReadOnlyMemory<byte> bytes) => DocumentStateCodec.Decode(name, bytes);

    bool MayHaveRelations(StreamId model) => !models.TryGet(model, out var known) || known.Relations.Count > 0;

    static SigningRule.SignedBy Signed(Identity.Dids.Did controller, StreamId id, StreamId model) =>
        new(controller, new ResourceScope(id.ToString(), model.ToString()));

    static SigningRule.Impossible Impossible(Refusal reason) => new(reason);
}

using ComposeServer.Identity.Capabilities;
using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Conflict;
using ComposeServer.Streams.Documents;
using ComposeServer.Streams.TimeProofs;

namespace ComposeServer.Streams.Models;

/// <summary>Model streams (type 2). Rules: composedb.md 3, ceramic.md 6.3.</summary>
/// <param name="updates">What becomes of events that change a model.</param>
public sealed partial class ModelFamily(ModelUpdates updates = ModelUpdates.Refused) : ILogFamily
{
    /// <inheritdoc/>
    public string Name => "model";

    /// <inheritdoc/>
    public bool TryName(RawEvent init, out LogName name)
    {
        var isModel = DocumentHeader.IsModel(init.Body);
        name = isModel ? new StreamId(StreamType.Model, init.Cid).Name : default;
        return isModel;
    }

    /// <inheritdoc/>
    public string TextOf(LogName name) => StreamId.TryRead(name, out var id) ? id.ToString() : name.ToString();

    /// <inheritdoc/>
    public SigningRule RuleFor(LogState? before, RawEvent raw)
    {
        if (raw.Kind == EventKind.Time)
            return new SigningRule.NotNeeded();
        if (before is ModelState state)
            return CheckMayChange(state) is { } final
                ? new SigningRule.Impossible(final)
                : SignedBy(state.Controller, state.Id);
        if (!raw.IsSigned)
            return new SigningRule.Impossible(new(RefusalCode.Unsigned, "Model genesis commit must be signed"));
        if (!TryReadController(raw.Body, out var controller, out var refusal))
            return new SigningRule.Impossible(refusal);
        return SignedBy(controller, new StreamId(StreamType.Model, raw.Cid));
    }

    /// <inheritdoc/>
    public void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs)
    {
        if (raw.Kind == EventKind.Data)
            CollectInterfaces(before as ModelState, raw.Body, needs);
        if (raw.Kind != EventKind.Init || !raw.Body.TryGet<IpldMap>("data", out var content))
            return;
        if (!ModelDefinition.TryRead(content, out var definition, out _))
            return;
        foreach (var id in definition.Implements)
            needs.Add(id.Name);
    }

    /// <inheritdoc/>
    public ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view) =>
        (before, raw.Kind) switch
        {
            (null, EventKind.Init) => ApplyInit(raw, view),
            (ModelState state, EventKind.Data) => ApplyData(state, raw, view),
            (ModelState state, EventKind.Time) => TimeRule.Apply(state, raw, view),
            _ => new ApplyResult.Refused(Finalized),
        };

    /// <inheritdoc/>
    public int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches) => ForkRule.Winner(branches);

    /// <inheritdoc/>
    public byte[] Encode(LogState state) => ModelStateCodec.Encode((ModelState)state);

    /// <inheritdoc/>
    public LogState Decode(LogName name, ReadOnlyMemory<byte> bytes) => ModelStateCodec.Decode(name, bytes);

    static Refusal Finalized => new(RefusalCode.NotAllowed, "Cannot update a finalized Model");

    static ApplyResult ApplyInit(RawEvent raw, IApplyView view)
    {
        if (!TryReadController(raw.Body, out var controller, out var refusal))
            return new ApplyResult.Refused(refusal);
        var content = raw.Body.TryGet("data", out var data) ? data : null;
        if (Check(content, view, out _) is { } problem)
            return problem;
        var id = new StreamId(StreamType.Model, raw.Cid);
        return new ApplyResult.Applied(
            new ModelState
            {
                Id = id,
                Name = id.Name,
                Tip = raw.Cid,
                Height = 1,
                Controller = controller,
                Model = StreamId.Metamodel.Name,
                DefinitionBlock = DagCborEncoder.Encode(data!),
                Content = JsonBytes.Of(data!),
            }
        );
    }

    static ApplyResult? Check(IpldValue? content, IApplyView view, out ModelDefinition? definition)
    {
        var verdict = ModelRules.Check(content, id => (view.Find(id.Name) as ModelState)?.Definition);
        definition = (verdict as ModelVerdict.Accepted)?.Definition;
        return verdict switch
        {
            ModelVerdict.Refused refused => ApplyResult.Refuse(RefusalCode.InvalidModel, refused.Fault.Message),
            ModelVerdict.Missing missing => new ApplyResult.Missing([.. missing.Interfaces.Select(id => id.Init)])
            {
                Reason = new(
                    RefusalCode.UnknownModel,
                    $"Model {missing.Interfaces[0]}, an interface of this one, is not known to this node"
                ),
            },
            _ => null,
        };
    }

    static SigningRule.SignedBy SignedBy(Did controller, StreamId id) =>
        new(controller, new ResourceScope(id.ToString(), StreamId.Metamodel.ToString()));

    static bool TryReadController(IpldMap body, out Did controller, out Refusal refusal)
    {
        controller = default;
        if (!ControllerHeader.TryRead(body, out var text, out refusal))
            return false;
        if (Did.TryParse(text, out controller))
            return true;
        refusal = new(RefusalCode.InvalidHeader, $"Attempting to create a Model with an invalid DID string: {text}");
        return false;
    }
}

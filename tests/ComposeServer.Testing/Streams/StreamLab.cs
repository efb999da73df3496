using ComposeServer.Identity;
using ComposeServer.Identity.Capabilities;
using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Stages;
using ComposeServer.Streams;

namespace ComposeServer.Testing.Streams;

/// <summary>
/// Families at work on real bytes without a database: decodes, asks who must have signed, verifies, applies. As in production a family
/// sees only the logs that it asked for, and the models of those.
/// </summary>
public sealed class StreamLab(params IReadOnlyList<ILogFamily> families) : IApplyView
{
    static readonly CapabilityOptions Options = new();

    readonly FamilyRegistry _families = new(families);
    readonly EventSignatures _signatures = new(new CapabilityVerifier(Options), Options);
    readonly Dictionary<LogName, LogState> _states = [];
    readonly Dictionary<LogName, ILogFamily> _owners = [];
    readonly Dictionary<Cid, LogName> _events = [];
    readonly Dictionary<(LogName, Cid), LogState> _history = [];
    HashSet<LogName> _visible = [];

    /// <summary>Whether a family sees earlier states of the logs that it asked for. Default false.</summary>
    public bool HasHistory { get; init; }

    /// <summary>The time at which capabilities must hold.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Applies an event; what is applied can be read again from its stored bytes.</summary>
    public ApplyResult Apply(EventBlocks blocks)
    {
        if (!EventDecoder.TryDecode(blocks, out var raw, out var refusal))
            return new ApplyResult.Refused(refusal);
        var (family, log) = Place(raw);
        if (family is null)
            return ApplyResult.Refuse(RefusalCode.UnknownFamily, "");
        var before = _states.GetValueOrDefault(log);
        if (CheckSigner(family.RuleFor(before, raw), raw) is { } unsigned)
            return new ApplyResult.Refused(unsigned);

        _visible = [];
        family.CollectNeeds(before, raw, _visible);
        foreach (var name in _visible.ToList())
        {
            if (_states.TryGetValue(name, out var needed))
                _visible.Add(needed.Model);
        }

        var result = family.Apply(before, raw, this);
        if (result is ApplyResult.Applied applied)
            Keep(family, raw, applied.State);
        return result;
    }

    /// <summary>Applies an event that must pass.</summary>
    public T Take<T>(EventBlocks blocks)
        where T : StreamState =>
        Apply(blocks) switch
        {
            ApplyResult.Applied { State: T state } => state,
            ApplyResult.Refused refused => throw new InvalidOperationException(refused.Reason.ToString()),
            var other => throw new InvalidOperationException(other.ToString()),
        };

    /// <summary>Applies an event that must be refused.</summary>
    public Refusal Refuse(EventBlocks blocks) =>
        Apply(blocks) is ApplyResult.Refused refused
            ? refused.Reason
            : throw new InvalidOperationException("it was not refused");

    /// <inheritdoc/>
    public LogState? Find(LogName name) => _visible.Contains(name) ? _states.GetValueOrDefault(name) : null;

    /// <inheritdoc/>
    public LogState? FindAt(LogName name, Cid commit) =>
        HasHistory && _visible.Contains(name) ? _history.GetValueOrDefault((name, commit))
        : Find(name) is { } newest && newest.Tip == commit ? newest
        : null;

    /// <inheritdoc/>
    public bool Holds(LogName name, Cid cid) => _events.TryGetValue(cid, out var log) && log == name;

    (ILogFamily? Family, LogName Log) Place(RawEvent raw)
    {
        if (raw.Kind == EventKind.Init)
            return _families.TryClaim(raw, out var family, out var name) ? (family, name) : default;
        if (!_events.TryGetValue(raw.Init, out var log))
            return default;
        return (_owners[log], log);
    }

    void Keep(ILogFamily family, RawEvent raw, LogState state)
    {
        var decoded = family.Decode(state.Name, family.Encode(state));
        if (!decoded.Equals(state))
            throw new InvalidOperationException($"a state does not survive its bytes: {state} became {decoded}");
        _states[state.Name] = decoded;
        _history[(state.Name, raw.Cid)] = decoded;
        _owners[state.Name] = family;
        _events.Add(raw.Cid, state.Name);
    }

    Refusal? CheckSigner(SigningRule rule, RawEvent raw)
    {
        if (rule is SigningRule.Impossible impossible)
            return impossible.Reason;
        if (rule is not SigningRule.SignedBy signed)
            return null;
        if (raw.Envelope is not { } envelope)
            return new(RefusalCode.Unsigned, "");
        Cacao? capability = null;
        if (raw.Blocks.Capability is { } block && !Cacao.TryRead(block, out capability, out var unread))
            return new(unread.Code, unread.Message);
        var verdict = _signatures.Verify(
            envelope,
            raw.PayloadCid,
            capability,
            signed.Issuer,
            signed.Scope,
            Now,
            CapabilityTimeRule.NewWrites
        );
        return verdict is SignatureVerdict.Refused refused ? new(refused.Reason.Code, refused.Reason.Message) : null;
    }
}

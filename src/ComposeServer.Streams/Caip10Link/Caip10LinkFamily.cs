using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;
using ComposeServer.Streams.Conflict;
using ComposeServer.Streams.Staging;

namespace ComposeServer.Streams.Caip10Link;

/// <summary>Links of blockchain accounts to DIDs (stream type 1). Rules: ceramic.md 6.2.</summary>
/// <remarks>Its commits carry no JWS: the account signs a text inside of them. Where others name a signer, this family looks at that proof.</remarks>
public sealed class Caip10LinkFamily : ILogFamily
{
    const string LastUpdate = "lastUpdate";

    /// <inheritdoc/>
    public string Name => "caip10-link";

    /// <inheritdoc/>
    public bool TryName(RawEvent init, out LogName name)
    {
        var isLink = LinkHeader.IsLink(init.Body);
        name = isLink ? new StreamId(StreamType.Caip10Link, init.Cid).Name : default;
        return isLink;
    }

    /// <inheritdoc/>
    public string TextOf(LogName name) => StreamId.TryRead(name, out var id) ? id.ToString() : name.ToString();

    /// <inheritdoc/>
    public SigningRule RuleFor(LogState? before, RawEvent raw)
    {
        if (raw.Kind != EventKind.Data)
            return new SigningRule.NotNeeded();
        if (!LinkProof.TryRead(raw.Body, out var proof, out var refusal))
            return new SigningRule.Impossible(refusal);
        return LinkProofRules.Check(proof) is { } unproven
            ? new SigningRule.Impossible(unproven)
            : new SigningRule.NotNeeded();
    }

    /// <inheritdoc/>
    public void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs) { }

    /// <inheritdoc/>
    public ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view) =>
        (before, raw.Kind) switch
        {
            (_, EventKind.Init or EventKind.Data) when raw.IsSigned => ApplyResult.Refuse(
                RefusalCode.NotAllowed,
                "Commits of a Caip10Link are signed by the account inside of them, not by a JWS"
            ),
            (null, EventKind.Init) => ApplyInit(raw),
            (Caip10LinkState state, EventKind.Data) => ApplyData(state, raw, view),
            (Caip10LinkState state, EventKind.Time) => ApplyTime(state, raw, view),
            _ => ApplyResult.Refuse(
                RefusalCode.NotAllowed,
                $"Commit {raw.Cid} cannot stand at this place of a Caip10Link"
            ),
        };

    /// <inheritdoc/>
    public int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches) => ForkRule.Winner(branches);

    /// <inheritdoc/>
    public byte[] Encode(LogState state) => Caip10LinkStateCodec.Encode((Caip10LinkState)state);

    /// <inheritdoc/>
    public LogState Decode(LogName name, ReadOnlyMemory<byte> bytes) => Caip10LinkStateCodec.Decode(name, bytes);

    static ApplyResult ApplyInit(RawEvent raw)
    {
        if (JsTruth.Of(raw.Body, "data"))
            return ApplyResult.Refuse(RefusalCode.NotAllowed, "Caip10Link genesis commit cannot have data");
        if (!LinkHeader.TryRead(raw.Body, out var header, out var refusal))
            return new ApplyResult.Refused(refusal);
        var id = new StreamId(StreamType.Caip10Link, raw.Cid);
        return new ApplyResult.Applied(
            new Caip10LinkState
            {
                Id = id,
                Name = id.Name,
                Tip = raw.Cid,
                Height = 1,
                Controller = header.Account.ToDid(),
                Account = header.Account,
                Metadata = JsonBytes.Of(header.Members),
                Content = JsonBytes.Null,
                // As the JS node has it; clients see it in the state.
                Next = new(JsonBytes.Null, null),
            }
        );
    }

    static ApplyResult ApplyData(Caip10LinkState before, RawEvent raw, IApplyView view)
    {
        if (TipRule.Check(before, raw, view) is { } misplaced)
            return misplaced;
        if (!LinkProof.TryRead(raw.Body, out var proof, out var refusal))
            return new ApplyResult.Refused(refusal);
        if (!IsNewEnough(before, proof.Said.TimestampSeconds))
            return ApplyResult.Refuse(RefusalCode.InvalidLinkProof, "Invalid commit, proof timestamp too old");
        var (account, controller) = (proof.Account.Text.ToLowerInvariant(), before.Account.Text.ToLowerInvariant());
        if (account != controller)
            return ApplyResult.Refuse(
                RefusalCode.InvalidLinkProof,
                $"Address '{account}' used to sign update to Caip10Link doesn't match stream controller '{controller}'"
            );
        return new ApplyResult.Applied(
            before with
            {
                Tip = raw.Cid,
                Height = before.Height + 1,
                HasDataEvent = true,
                AnchoredAtSeconds = null,
                Next = new(JsonBytes.Of(proof.Said.Did), MetadataAfter(before, proof.Said.TimestampSeconds)),
            }
        );
    }

    static ApplyResult ApplyTime(Caip10LinkState before, RawEvent raw, IApplyView view) =>
        StagedState.ApplyTime(before, raw, view) switch
        {
            ApplyResult.Applied { State: Caip10LinkState after } => new ApplyResult.Applied(
                after with
                {
                    AnchoredAtSeconds = raw.Blocks.Evidence!.TimestampSeconds,
                }
            ),
            var result => result,
        };

    /// <summary>
    /// Only the first commit may be of any age. Later ones are held to the time event at the tip, else to the commit before: without that
    /// an old proof could be played again.
    /// </summary>
    static bool IsNewEnough(Caip10LinkState before, long? seconds)
    {
        if (!before.HasDataEvent)
            return true;
        var last = before.AnchoredAtSeconds ?? LastUpdateOf(before) ?? long.MinValue;
        return seconds >= last;
    }

    static long? LastUpdateOf(Caip10LinkState state) =>
        ((IpldMap)state.NewestMetadata.ToIpld()).TryGet<IpldInteger>(LastUpdate, out var seconds)
            ? (long)seconds.Value
            : null;

    /// <summary>The proven metadata and the time of the last update; without a time the JS node leaves the member out.</summary>
    static JsonBytes MetadataAfter(Caip10LinkState before, long? seconds)
    {
        var metadata = (IpldMap)before.Metadata.ToIpld();
        return JsonBytes.Of(seconds is { } last ? metadata.With(LastUpdate, last) : metadata.Without(LastUpdate));
    }
}

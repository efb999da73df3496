using ComposeServer.Identity.Dids;
using ComposeServer.Ipld;
using ComposeServer.Ipld.DagCbor;
using ComposeServer.Log;
using ComposeServer.Log.Families;
using ComposeServer.Log.Intake;

namespace ComposeServer.Tests.Log;

/// <summary>
/// A kind of log that only these tests know: unsigned lines, one after the other. That it works shows that a family is one class.
/// </summary>
sealed class JournalFamily : ILogFamily
{
    public static readonly Did Author = Did.Parse("did:key:z6MkvDqGT54cXesYGvABpF1UapVNwjCqRcafi4Px6Thv5T3Z");

    public string Name => "journal";

    public static EventBlocks Begin(string line) =>
        new(DagCborEncoder.ToBlock(IpldMap.Of(("journal", true), ("line", line))));

    public static EventBlocks Append(EventBlocks init, Cid prev, string line) =>
        new(DagCborEncoder.ToBlock(IpldMap.Of(("id", init.Event.Cid), ("line", line), ("prev", prev))));

    public static LogName NameOf(EventBlocks init) => new(init.Event.Cid.Memory);

    public static string TextOf(Outcome outcome) =>
        outcome switch
        {
            Outcome.Taken taken => ((Journal)taken.State).Text,
            Outcome.AlreadyKnown known => ((Journal)known.State).Text,
            _ => throw new InvalidOperationException($"not stored: {outcome}"),
        };

    public bool TryName(RawEvent init, out LogName name)
    {
        name = new(init.Cid.Memory);
        return init.Body.Has("journal");
    }

    public string TextOf(LogName name) => $"journal {name}";

    public SigningRule RuleFor(LogState? before, RawEvent raw) => new SigningRule.NotNeeded();

    public void CollectNeeds(LogState? before, RawEvent raw, ISet<LogName> needs) { }

    public ApplyResult Apply(LogState? before, RawEvent raw, IApplyView view)
    {
        var line = ((IpldString)raw.Body["line"]).Value;
        if (line == "forbidden")
            return ApplyResult.Refuse(RefusalCode.NotAllowed, "the line is forbidden");
        if (before is Journal journal)
            return raw.Prev == journal.Tip
                ? new ApplyResult.Applied(
                    journal with
                    {
                        Tip = raw.Cid,
                        Height = journal.Height + 1,
                        Text = $"{journal.Text} {line}",
                    }
                )
                : ApplyResult.Refuse(RefusalCode.Stale, "the tip has moved");
        return new ApplyResult.Applied(
            new Journal
            {
                Name = new(raw.Cid.Memory),
                Tip = raw.Cid,
                Height = 1,
                Controller = Author,
                Text = line,
            }
        );
    }

    /// <summary>The longest branch, then the smallest name.</summary>
    public int ChooseBranch(IReadOnlyList<IReadOnlyList<LogEntry>> branches)
    {
        var best = branches.OrderByDescending(branch => branch.Count).ThenBy(branch => branch[^1].Cid).First();
        return branches.ToList().IndexOf(best);
    }

    public byte[] Encode(LogState state) =>
        DagCborEncoder.Encode(
            IpldMap.Of(("height", ((Journal)state).Height), ("text", ((Journal)state).Text), ("tip", state.Tip))
        );

    public LogState Decode(LogName name, ReadOnlyMemory<byte> bytes)
    {
        var map = (IpldMap)DagCborDecoder.ReadStrict(bytes).Value!;
        return new Journal
        {
            Name = name,
            Tip = ((IpldLink)map["tip"]).Value,
            Height = (int)((IpldInteger)map["height"]).Value,
            Controller = Author,
            Text = ((IpldString)map["text"]).Value,
        };
    }

    sealed record Journal : LogState
    {
        public required string Text { get; init; }
    }
}

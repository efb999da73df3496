using System.Diagnostics;
using System.Diagnostics.Metrics;
using ComposeServer.Log.Intake;
using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Log.Diagnostics;

/// <summary>Spans and measurements of the intake, for any collector to listen to. What they mean stands in <c>src/README.md</c>.</summary>
public static class LogDiagnostics
{
    /// <summary>Name of both the activity source and the meter.</summary>
    public const string Name = "ComposeServer.Log";

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Events = Meter.CreateCounter<long>(
        "log.intake.events",
        unit: "{event}",
        description: "Events that were handed in, by what became of them."
    );

    static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "log.intake.refusals",
        unit: "{event}",
        description: "Events that were not taken, by code."
    );

    static readonly Histogram<double> Durations = Meter.CreateHistogram<double>(
        "log.intake.duration",
        unit: "s",
        description: "Time from an event's arrival to its answer, durable if it was taken."
    );

    static readonly Histogram<double> GroupDurations = Meter.CreateHistogram<double>(
        "log.group.duration",
        unit: "s",
        description: "Time of one try to commit a group, by its end."
    );

    static readonly Histogram<int> GroupSizes = Meter.CreateHistogram<int>(
        "log.group.events",
        unit: "{event}",
        description: "Events of a group that was committed."
    );

    static readonly Counter<long> TipsLost = Meter.CreateCounter<long>(
        "log.tips.lost",
        unit: "{group}",
        description: "Groups that built on a tip which another server moved first."
    );

    static readonly Counter<long> AppliedAgain = Meter.CreateCounter<long>(
        "log.events.applied_again",
        unit: "{event}",
        description: "Events that were applied again, since their group was not committed."
    );

    static readonly Counter<long> Parked = Meter.CreateCounter<long>(
        "log.parking.events",
        unit: "{event}",
        description: "Events that began to wait for what they build on, and that wait no longer."
    );

    /// <summary>Starts the span of one event.</summary>
    internal static Activity? StartIntake() => Source.StartActivity("log.intake");

    /// <summary>Starts the span of a step.</summary>
    internal static Activity? StartStep(string name) => Source.StartActivity(name);

    /// <summary>Starts a try to commit a group.</summary>
    internal static GroupAttempt StartGroup(IReadOnlyList<PendingEvent> group) => new(group, StartSpan(group));

    /// <summary>Notes what became of an event.</summary>
    internal static void Count(Outcome outcome)
    {
        if (!Events.Enabled)
            return;
        var (word, code) = outcome switch
        {
            Outcome.Taken => ("taken", null),
            Outcome.AlreadyKnown => ("known", null),
            Outcome.Parked => ("parked", null),
            Outcome.Missing missing => ("missing", missing.Reason.Code),
            Outcome.Refused refused => ("refused", refused.Reason.Code),
            _ => throw new InvariantBroken("an outcome has a shape that does not exist"),
        };
        Events.Add(1, KeyValuePair.Create("outcome", (object?)word));
        if (code is not null)
            Refusals.Add(1, KeyValuePair.Create("code", (object?)code));
    }

    /// <summary>Notes how long an event waited for its answer.</summary>
    internal static void RecordIntake(long began) => Durations.Record(Stopwatch.GetElapsedTime(began).TotalSeconds);

    /// <param name="change">Word: <c>parked</c>, <c>left</c> or <c>dropped</c>.</param>
    /// <param name="count">Events.</param>
    internal static void CountParked(string change, int count)
    {
        if (count > 0)
            Parked.Add(count, KeyValuePair.Create("change", (object?)change));
    }

    /// <summary>Notes the end of a try.</summary>
    internal static void RecordGroup(string end, int count, TimeSpan elapsed)
    {
        GroupDurations.Record(elapsed.TotalSeconds, KeyValuePair.Create("end", (object?)end));
        if (end == GroupAttempt.Committed)
            GroupSizes.Record(count);
    }

    /// <summary>Notes that another server was faster.</summary>
    internal static void CountTipLost() => TipsLost.Add(1);

    /// <summary>Notes that a group is applied again.</summary>
    internal static void CountAppliedAgain(int count) => AppliedAgain.Add(count);

    /// <summary>A group serves many requests, so it is a trace of its own that links to each of theirs.</summary>
    static Activity? StartSpan(IReadOnlyList<PendingEvent> group)
    {
        if (!Source.HasListeners())
            return null;
        const int LinksMax = 128;
        var links = group
            .Select(pending => pending.Submitter)
            .Where(submitter => submitter != default)
            .Distinct()
            .Take(LinksMax)
            .Select(submitter => new ActivityLink(submitter));
        return Source.StartActivity(
            "log.commit_group",
            ActivityKind.Internal,
            parentContext: default,
            tags: [new("log.group.events", group.Count)],
            links: links
        );
    }
}

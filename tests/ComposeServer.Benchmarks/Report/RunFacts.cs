using ComposeServer.Benchmarks.Operations;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks.Report;

/// <summary>What the figures hold for, and how far to trust them, a name and a sentence each.</summary>
static class RunFacts
{
    /// <summary>Stands wherever figures of the former node do.</summary>
    const string FormerNodeNote =
        "the former node is flattered: what keeps its blocks is a stand-in that has them in memory and costs it nothing here; "
        + "in production another process with a disk does that";

    public static IEnumerable<(string Name, string Text)> Of(RunReport report)
    {
        var (machine, options, size) = (report.Machine, report.Options, report.Size);
        yield return ("commit", machine.Commit);
        yield return (
            "machine",
            Invariant(
                $"{machine.Cores} cores, {machine.Processor}, {machine.MemoryBytes / 1e9:0.0} GB, {machine.System}"
            )
        );
        yield return (
            "software",
            $"{machine.Runtime}, Postgres {machine.Postgres}, {machine.Durability}, on {machine.Disk}"
        );
        yield return (
            "documents",
            Invariant($"{size.Authors} authors, {size.Posts} posts, {size.Comments} comments, seed {options.Seed}")
        );
        yield return (
            "load",
            Invariant(
                $"median of {options.Rounds} rounds of {options.Seconds} s, all sides by turns, after {options.WarmUpSeconds} s of warm-up"
            )
        );
        yield return ("answers", "the same documents from all sides; every answer looked at, one in a hundred read");
        if (options.IsWith(SideNames.FormerNode))
            yield return ("note", FormerNodeNote);
        yield return ("memory", "peak " + string.Join(", ", report.Sides.Select(Peak)));
        if (report.Sides.Any(side => side.PostsExpected > size.Posts))
            yield return (
                "created",
                string.Join(", ", report.Sides.Where(side => side.Posts is not null).Select(Posts))
            );
        yield return (
            "client",
            string.Join(", ", report.Operations.Select(ClientCpu)) + " ms CPU per request to the server"
        );
        yield return (
            "others",
            Invariant(
                $"load average {machine.LoadBefore:0.0} before, {report.LoadAfter:0.0} after; client, servers and Postgres share the cores"
            )
        );
    }

    /// <summary>What makes figures useless, or needs to be known of them.</summary>
    public static IEnumerable<string> Trouble(RunReport report)
    {
        foreach (var operation in report.Operations)
        foreach (var side in operation.Sides)
        {
            var what = Invariant($"{operation.Name}, {operation.Connections} connections, {side.Side}");
            if (side.Errors > 0)
                yield return Invariant($"ERRORS: {what}: {side.Errors}, such as {side.FirstError}");
            if (side.RanOut)
                yield return $"note: {what}: a round ended early, its signed documents were used up";
        }

        foreach (var side in report.Sides.Where(side => !side.HasAllPosts))
            yield return $"ERRORS: {side.Name} has {Posts(side)}";
    }

    static string Peak(SideFacts side) => Invariant($"{side.PeakBytes / 1e6:0} MB {side.Name}");

    static string Posts(SideFacts side) => Invariant($"{side.Name} {side.Posts:#,0} posts of {side.PostsExpected:#,0}");

    static string ClientCpu(OperationFigures operation) =>
        Invariant($"{operation.Name} at {operation.Connections} ")
        + FigureRows.Milliseconds(operation.Server.ClientCpuMs);

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

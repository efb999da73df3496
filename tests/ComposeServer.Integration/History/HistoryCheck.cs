namespace ComposeServer.Integration.History;

/// <summary>
/// Holds a history of concurrent clients to a model: each document is one register with compare-and-set, and every operation takes effect at one
/// moment between its beginning and its end (linearisability). The log of the document says in which order changes took effect.
/// </summary>
static class HistoryCheck
{
    /// <summary>What no such register could have answered, as sentences.</summary>
    /// <param name="operations">Of all clients.</param>
    /// <param name="logs">Versions of each document in order, the first of them from before the history.</param>
    public static IReadOnlyList<string> Violations(
        IReadOnlyCollection<Operation> operations,
        IReadOnlyDictionary<string, IReadOnlyList<string>> logs
    )
    {
        var violations = new List<string>();
        foreach (var ofStream in operations.GroupBy(operation => operation.Stream))
            CheckStream([.. ofStream], logs[ofStream.Key], violations);
        return violations;
    }

    static void CheckStream(IReadOnlyList<Operation> operations, IReadOnlyList<string> log, List<string> violations)
    {
        var place = log.Select((version, i) => (version, i)).ToDictionary(one => one.version, one => one.i);
        var made = new Dictionary<string, Operation>(StringComparer.Ordinal);
        foreach (var operation in operations.Where(operation => operation.End == OperationEnd.Done))
        {
            if (!place.TryGetValue(operation.Version!, out var at))
                violations.Add($"{Who(operation)} was told of {operation.Version}, which is not in the log");
            else if (operation.IsChange && !made.TryAdd(operation.Version!, operation))
                violations.Add($"{Who(operation)} was told that it made {operation.Version}, as another one was");
            else if (operation.IsChange && (at == 0 || log[at - 1] != operation.Expected))
                violations.Add(
                    $"{Who(operation)} changed {operation.Expected}, and {operation.Version} builds on another one"
                );
        }

        var unexplained = log.Skip(1).Count(version => !made.ContainsKey(version));
        var unknown = operations.Count(operation => operation is { IsChange: true, End: OperationEnd.Unknown });
        if (unexplained > unknown)
            violations.Add($"{unexplained} versions that nobody was told of, and {unknown} changes without an answer");
        foreach (var refused in operations.Where(operation => operation.End == OperationEnd.Conflict))
            CheckConflict(refused, place, log, made, violations);
        CheckOrder(operations, place, violations);
    }

    /// <summary>A refused change: by its end at the latest, another one must have begun to make a version after the expected one.</summary>
    static void CheckConflict(
        Operation refused,
        Dictionary<string, int> place,
        IReadOnlyList<string> log,
        Dictionary<string, Operation> made,
        List<string> violations
    )
    {
        if (!place.TryGetValue(refused.Expected!, out var at))
            return;
        if (at == log.Count - 1)
            violations.Add($"{Who(refused)} was refused although {refused.Expected} is the tip");
        else if (made.TryGetValue(log[at + 1], out var next) && next.Began > refused.Ended)
            violations.Add($"{Who(refused)} was refused although {refused.Expected} was the tip");
    }

    /// <summary>Who begins after another has ended sees at least what that one saw or made, whichever server each of them asked.</summary>
    static void CheckOrder(IReadOnlyList<Operation> operations, Dictionary<string, int> place, List<string> violations)
    {
        var known = operations
            .Where(operation => operation.End == OperationEnd.Done && place.ContainsKey(operation.Version!))
            .ToList();
        var ended = new Queue<Operation>(known.OrderBy(operation => operation.Ended));
        Operation? newest = null;
        foreach (var operation in known.OrderBy(operation => operation.Began))
        {
            while (ended.TryPeek(out var earlier) && earlier.Ended < operation.Began)
            {
                ended.Dequeue();
                if (newest is null || place[earlier.Version!] > place[newest.Version!])
                    newest = earlier;
            }

            if (newest is not null && place[operation.Version!] < place[newest.Version!])
                violations.Add(
                    $"{Who(operation)} saw {operation.Version} after client {newest.Client} saw {newest.Version}"
                );
        }
    }

    static string Who(Operation operation) => $"client {operation.Client}";
}

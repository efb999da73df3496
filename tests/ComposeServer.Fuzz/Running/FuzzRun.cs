using ComposeServer.Fuzz.Coverage;
using ComposeServer.Fuzz.Mutation;

namespace ComposeServer.Fuzz.Running;

/// <summary>Runs one target in this process, input after input.</summary>
/// <param name="target">What to run.</param>
/// <param name="seed">Where chance begins. With the same code and the same number of executions it gives the same inputs.</param>
/// <param name="clock">Ends the run.</param>
public sealed class FuzzRun(FuzzTarget target, int seed, TimeProvider clock)
{
    const int FindingsMax = 20;

    readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    TimeSpan _slowest;
    long _largest;
    long _executions;

    /// <summary>Called with each input before it runs.</summary>
    internal Action<byte[]>? Before { get; init; }

    /// <summary>Called with each finding of a new kind.</summary>
    internal Action<Finding>? Found { get; init; }

    /// <summary>Counts edges of instrumented code; null when there is none.</summary>
    internal EdgeMap? Edges { get; init; }

    /// <summary>Runs all seeds, and then what becomes of them, until one of the two is reached.</summary>
    public FuzzReport Run(long executionsMax, TimeSpan timeMax)
    {
        var started = clock.GetTimestamp();
        var chance = new Random(seed);
        var corpus = new Corpus(target.Seeds());
        var mutator = new Mutator(chance, target);
        foreach (var entry in corpus.Entries)
            Run(entry);
        while (_executions < executionsMax && _findings.Count < FindingsMax && clock.GetElapsedTime(started) < timeMax)
        {
            var input = mutator.Next(corpus);
            if (Run(input))
                corpus.Add(input);
        }

        return new()
        {
            Target = target.Name,
            Seed = seed,
            Executions = _executions,
            Seconds = clock.GetElapsedTime(started).TotalSeconds,
            CorpusCount = corpus.Count,
            Edges = Edges?.Edges ?? 0,
            SlowestMs = _slowest.TotalMilliseconds,
            LargestBytes = _largest,
            Findings = [.. _findings.Values],
        };
    }

    /// <returns>True when the input reached something new.</returns>
    bool Run(byte[] input)
    {
        Before?.Invoke(input);
        Edges?.Clear();
        var trial = Trial.Of(target, input);
        var isNew = Edges?.TakeNew() ?? false;
        _executions++;
        _slowest = trial.Cost.Time > _slowest ? trial.Cost.Time : _slowest;
        _largest = long.Max(_largest, trial.Cost.Bytes);
        if (trial.Fault is { } fault && !_findings.ContainsKey(trial.Kind!))
        {
            var finding = new Finding(fault, input, trial.Thrown?.ToString() ?? "");
            _findings.Add(trial.Kind!, finding);
            Found?.Invoke(finding);
        }

        return isNew;
    }
}

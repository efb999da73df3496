using System.Globalization;
using System.Text.Json;
using ComposeServer.Testing;

namespace ComposeServer.Tests.Simulation;

/// <summary>Counts what was run. A long run, one that says how many seeds it wants, is added to <c>tests/long-runs/simulation.jsonl</c>.</summary>
/// <param name="output">Told how far it is.</param>
sealed class SimulationBook(ITestOutputHelper output)
{
    const string SeedsVariable = "SEEDS";

    /// <summary>Taken at the beginning: files may change while it runs.</summary>
    readonly string _commit = Repository.Commit;

    readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    readonly long _began = TimeProvider.System.GetTimestamp();
    int _seeds;
    long _operations;
    long _events;
    long _turns;

    /// <summary>The seed that is to be repeated.</summary>
    public static int? Seed => Read("SEED");

    /// <summary>How many seeds to run.</summary>
    public static int Seeds(int usual) => Read(SeedsVariable) ?? usual;

    public void Add(WorldResult result)
    {
        (_seeds, _operations) = (_seeds + 1, _operations + result.Operations);
        (_events, _turns) = (_events + result.Events, _turns + result.Turns);
        foreach (var (kind, count) in result.Faults)
            _faults[kind] = _faults.GetValueOrDefault(kind) + count;
        if (_seeds % 1_000 == 0)
            output.WriteLine($"{_seeds} seeds, {_operations} operations, {Elapsed.TotalSeconds:F0} s");
    }

    /// <summary>Says what was run.</summary>
    public void Close()
    {
        var line = JsonSerializer.Serialize(
            new
            {
                date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                commit = _commit,
                seeds = _seeds,
                seconds = (int)Elapsed.TotalSeconds,
                operations = _operations,
                eventsStored = _events,
                turns = _turns,
                byFault = _faults,
                findings = 0,
            }
        );
        output.WriteLine(line);
        if (Read(SeedsVariable) is null)
            return;
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "tests/long-runs"));
        File.AppendAllText(Path.Combine(folder.FullName, "simulation.jsonl"), line + "\n");
    }

    TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_began);

    static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}

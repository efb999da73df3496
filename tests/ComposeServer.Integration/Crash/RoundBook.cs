using System.Globalization;
using System.Text.Json;

namespace ComposeServer.Integration.Crash;

/// <summary>Counts rounds by fault. A long run, one that says how many rounds it wants, is added to <c>tests/long-runs/crash.jsonl</c>.</summary>
/// <param name="place">What was struck.</param>
/// <param name="seed">Of its chance.</param>
sealed class RoundBook(string place, int seed)
{
    /// <summary>Variable: how many rounds.</summary>
    public const string RoundsVariable = "ROUNDS";

    /// <summary>Variable: the seed of a run that is to be repeated.</summary>
    public const string SeedVariable = "CRASH_TEST_SEED";

    /// <summary>Taken at the beginning: files may change while it runs.</summary>
    readonly string _commit = Repository.Commit;

    readonly SortedDictionary<string, int> _rounds = new(StringComparer.Ordinal);
    int _inFlight;
    int _acknowledged;
    int _empty;

    /// <summary>A book for one run.</summary>
    /// <param name="place">What is struck.</param>
    /// <param name="output">Told the seed.</param>
    /// <param name="chance">Made of the seed.</param>
    public static RoundBook Open(string place, ITestOutputHelper output, out Random chance)
    {
        var seed = Read(SeedVariable) ?? Random.Shared.Next();
        output.WriteLine($"{SeedVariable}={seed}");
        chance = new(seed);
        return new(place, seed);
    }

    /// <summary>How many rounds to run.</summary>
    public static int Rounds(int usual) => Read(RoundsVariable) ?? usual;

    /// <returns>Whether the round counts: something was in flight.</returns>
    public bool Add(Round round)
    {
        _acknowledged += round.Acknowledged;
        if (round.InFlight == 0)
        {
            _empty++;
            return false;
        }

        _inFlight += round.InFlight;
        _rounds[round.Fault] = _rounds.GetValueOrDefault(round.Fault) + 1;
        return true;
    }

    /// <summary>Says what was run.</summary>
    public void Close(ITestOutputHelper output)
    {
        var line = JsonSerializer.Serialize(
            new
            {
                date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                commit = _commit,
                place,
                seed,
                rounds = _rounds.Values.Sum(),
                byFault = _rounds,
                withoutWriteInFlight = _empty,
                writesInFlight = _inFlight,
                writesAcknowledged = _acknowledged,
                writesLost = 0,
            }
        );
        output.WriteLine(line);
        if (Read(RoundsVariable) is not null)
            File.AppendAllText(Path.Combine(Repository.Root, "tests/long-runs/crash.jsonl"), line + "\n");
    }

    static int? Read(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}

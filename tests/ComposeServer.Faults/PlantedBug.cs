using ComposeServer.Log.Intake.Commit;

namespace ComposeServer.Faults;

/// <summary>Faults of a commit store that crash tests must find.</summary>
public static class PlantedBug
{
    /// <summary>The caller is answered before the commit.</summary>
    public const string EarlyAnswer = "early-answer";

    /// <summary>Index rows come in a second transaction.</summary>
    public const string LateRows = "late-rows";

    /// <summary>The position is read before the lock is taken.</summary>
    public const string EarlyPosition = "early-position";

    /// <summary>A store with the fault.</summary>
    /// <param name="bug">One of the names above.</param>
    /// <param name="store">Sound.</param>
    public static ICommitStore Plant(string bug, ICommitStore store) =>
        bug switch
        {
            EarlyAnswer => new EarlyAnswerStore(store),
            LateRows => new LateRowsStore(store),
            EarlyPosition => new EarlyPositionStore(store),
            _ => throw new ArgumentException($"there is no planted bug '{bug}'", nameof(bug)),
        };
}

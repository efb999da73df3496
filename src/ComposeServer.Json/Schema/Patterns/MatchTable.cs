using System.Runtime.InteropServices;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Rows for sets of automaton states, cells for the row that follows when a code point of a class is read.</summary>
/// <remarks>A row is named by the index of its first cell. Rows are added under the matcher's lock.</remarks>
sealed class MatchTable
{
    /// <summary>Not looked at yet.</summary>
    public const int Unknown = 0;

    /// <summary>Nothing can match any more.</summary>
    public const int Dead = 1;

    /// <summary>Found, whatever follows.</summary>
    public const int Match = 2;

    const int CellsMax = 16 * 1024;
    const int StatesMax = 16 * 1024;
    const int RowsFirst = 64;
    const int RowsMax = 1_024;
    const int Growth = 4;
    const int RowBytes = 120;

    readonly Automaton automaton;
    readonly int columns;
    readonly Dictionary<int[], int> rows = new(StateSets);
    readonly int[][] statesOf;
    readonly bool[] matchesAtEnd;
    int count;
    int statesHeld;

    public MatchTable(Automaton automaton, int columns)
        : this(automaton, columns, RowsFirst) { }

    MatchTable(Automaton automaton, int columns, int rowsMax)
    {
        this.automaton = automaton;
        this.columns = columns;
        rowsMax = Math.Min(rowsMax, RowsMaxOf(columns));
        statesOf = new int[rowsMax][];
        matchesAtEnd = new bool[rowsMax];
        // The first row is never used, so that no row begins at one of the three marks.
        count = Math.Max(1, (Match / columns) + 1);
        Cells = new int[rowsMax * columns];
        var reached = new List<int>();
        automaton.Reach(automaton.Entry, atStart: true, atEnd: false, reached, new bool[automaton.Count]);
        First = reached.Exists(automaton.IsMatch) ? Match : Add([.. reached], atStart: true);
    }

    static IEqualityComparer<int[]> StateSets { get; } =
        EqualityComparer<int[]>.Create(
            (left, right) => left.AsSpan().SequenceEqual(right),
            states =>
            {
                var hash = new HashCode();
                hash.AddBytes(MemoryMarshal.AsBytes<int>(states));
                return hash.ToHashCode();
            }
        );

    public int[] Cells { get; }

    /// <summary>What a busy table takes: cells, and for each row a small set of states.</summary>
    public static long SizeBytes(int columns) =>
        Math.Min(RowsFirst * Growth, RowsMaxOf(columns)) * ((sizeof(int) * columns) + RowBytes);

    /// <summary>The row before anything has been read.</summary>
    public int First { get; }

    public ReadOnlySpan<int> StatesOf(int row) => statesOf[row / columns];

    public bool MatchesAtEnd(int row) => row > Match && matchesAtEnd[row / columns];

    static int RowsMaxOf(int columns) => Math.Clamp(CellsMax / columns, 4, RowsMax);

    /// <summary>An empty table that holds more rows, as far as tables may grow.</summary>
    public MatchTable Larger() => new(automaton, columns, Growth * statesOf.Length);

    /// <summary>The row of a set of states, made when it is new.</summary>
    /// <returns>Unknown when the table is full.</returns>
    public int Row(List<int> reached)
    {
        if (reached.Count == 0)
            return Dead;
        if (reached.Exists(automaton.IsMatch))
            return Match;
        reached.Sort();
        int[] states = [.. reached];
        if (rows.TryGetValue(states, out var row))
            return row;
        return count == statesOf.Length || statesHeld > StatesMax
            ? Unknown
            : rows[states] = Add(states, atStart: false);
    }

    // The first row is not found again by its states: at the start more assertions hold.
    int Add(int[] states, bool atStart)
    {
        var reached = new List<int>();
        var visited = new bool[automaton.Count];
        foreach (var state in states)
            automaton.Reach(state, atStart, atEnd: true, reached, visited);
        statesOf[count] = states;
        statesHeld += states.Length;
        matchesAtEnd[count] = reached.Exists(automaton.IsMatch);
        return columns * count++;
    }
}

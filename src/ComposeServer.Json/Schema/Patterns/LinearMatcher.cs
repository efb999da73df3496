using System.Text;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Finds a pattern in a text in one pass, whatever the pattern. Reads UTF-8 and allocates nothing once it has warmed up.</summary>
/// <remarks>
/// Sets of automaton states become rows of a table that is filled as they are met (lazy determinisation). Threads share the table: a
/// cell is written once, under a lock, and read without one. A table that is full is replaced by an empty one.
/// </remarks>
sealed class LinearMatcher
{
    const int ClassesMax = 200;
    const int StateBytes = 40;

    readonly Automaton automaton;
    readonly CodePointClasses classes;
    readonly bool[][] members;
    readonly Lock filling = new();
    volatile MatchTable current;

    LinearMatcher(Automaton automaton, CodePointClasses classes, bool[][] members)
    {
        this.automaton = automaton;
        this.classes = classes;
        this.members = members;
        current = new(automaton, classes.Count);
    }

    public long SizeBytes => (StateBytes * automaton.Count) + MatchTable.SizeBytes(classes.Count);

    /// <returns>Null when the pattern needs another engine.</returns>
    public static LinearMatcher? Of(PatternSyntax syntax)
    {
        if (Automaton.Of(syntax) is not { } automaton)
            return null;
        return CodePointClasses.TryMake(automaton.Sets, ClassesMax, out var classes, out var members)
            ? new(automaton, classes, members)
            : null;
    }

    /// <summary>True when the pattern is found somewhere in the text.</summary>
    /// <param name="text">UTF-8 without escapes; what is not UTF-8 counts as U+FFFD.</param>
    /// <param name="work">Automaton states that may still be looked at to fill the table; negative when it ran out.</param>
    public bool IsMatch(ReadOnlySpan<byte> text, ref long work)
    {
        var table = current;
        var ascii = classes.Ascii;
        var cells = table.Cells;
        var row = table.First;
        var at = 0;
        while (row > MatchTable.Match && at < text.Length)
        {
            int column;
            if (text[at] < 128)
                column = ascii[text[at++]];
            else
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
                column = classes.Find(rune.Value);
                at += length;
            }
            var next = cells[row + column];
            if (next == MatchTable.Unknown)
            {
                work -= automaton.Count;
                if (work < 0)
                    return false;
                next = Fill(ref table, row, column);
                cells = table.Cells;
            }
            row = next;
        }
        return row == MatchTable.Match || table.MatchesAtEnd(row);
    }

    int Fill(ref MatchTable table, int row, int column)
    {
        var reached = new List<int>();
        var visited = new bool[automaton.Count];
        foreach (var state in table.StatesOf(row))
        {
            var set = automaton.SetOf(state);
            if (set >= 0 && members[set][column])
                automaton.Reach(automaton.After(state), atStart: false, atEnd: false, reached, visited);
        }
        // A match may begin at any place.
        automaton.Reach(automaton.Entry, atStart: false, atEnd: false, reached, visited);
        lock (filling)
        {
            var next = table.Row(reached);
            if (next != MatchTable.Unknown)
            {
                Volatile.Write(ref table.Cells[row + column], next);
                return next;
            }
            // Another thread may have been here before; what it made may be full again.
            table = current == table ? table.Larger() : current;
            next = table.Row(reached);
            if (next == MatchTable.Unknown)
            {
                table = table.Larger();
                next = table.Row(reached);
            }
            current = table;
            return next;
        }
    }
}

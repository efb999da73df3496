using System.Text;

namespace ComposeServer.Json.Schema.Patterns;

/// <summary>Finds a pattern in a text in one pass, whatever the pattern. Reads UTF-8 and allocates nothing once it has warmed up.</summary>
/// <remarks>
/// Sets of automaton states become steps of a table that is filled when they are met (lazy determinisation). Threads share the table:
/// a step is written once, under a lock, and read without one. When the table is full it is begun anew.
/// </remarks>
sealed class LinearMatcher
{
    const int ClassesMax = 200;
    const int StepsMax = 500;

    readonly Automaton automaton;
    readonly CodePointClasses classes;
    readonly bool[][] members;
    readonly Lock filling = new();
    Dictionary<string, Step> known = new(StringComparer.Ordinal);
    volatile Step first;

    LinearMatcher(Automaton automaton, CodePointClasses classes, bool[][] members)
    {
        this.automaton = automaton;
        this.classes = classes;
        this.members = members;
        first = Begin();
    }

    /// <summary>What may follow at one place of a text.</summary>
    sealed class Step(int[] states, int classes, bool isMatch, bool isMatchAtEnd)
    {
        public readonly Step?[] Next = new Step?[classes];

        public int[] States => states;

        /// <summary>Whatever follows.</summary>
        public bool IsMatch => isMatch;

        public bool IsMatchAtEnd => isMatchAtEnd;

        /// <summary>Nothing can match any more.</summary>
        public bool IsDead => states.Length == 0;
    }

    /// <returns>Null when the pattern needs another engine.</returns>
    public static LinearMatcher? Of(PatternSyntax syntax)
    {
        if (Automaton.Of(syntax) is not { } automaton)
            return null;
        return CodePointClasses.TryMake(automaton.Sets, ClassesMax, out var classes, out var members)
            ? new(automaton, classes, members)
            : null;
    }

    /// <param name="text">UTF-8 without escapes; what is not UTF-8 counts as U+FFFD.</param>
    /// <param name="work">Automaton states that may still be looked at to fill the table; negative when that ran out.</param>
    public bool IsMatch(ReadOnlySpan<byte> text, ref long work)
    {
        var ascii = classes.Ascii;
        var step = first;
        var at = 0;
        while (at < text.Length)
        {
            if (step.IsMatch)
                return true;
            if (step.IsDead)
                return false;
            int next;
            if (text[at] < 128)
                next = ascii[text[at++]];
            else
            {
                Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
                next = classes.Find(rune.Value);
                at += length;
            }
            step = step.Next[next] ?? Fill(step, next, ref work);
            if (work < 0)
                return false;
        }
        return step.IsMatch || step.IsMatchAtEnd;
    }

    Step Fill(Step from, int characterClass, ref long work)
    {
        var reached = new List<int>();
        var visited = new bool[automaton.Count];
        foreach (var state in from.States)
        {
            var set = automaton.SetOf(state);
            if (set >= 0 && members[set][characterClass])
                automaton.Reach(automaton.After(state), atStart: false, atEnd: false, reached, visited);
        }
        // A match may begin at any place.
        automaton.Reach(automaton.Entry, atStart: false, atEnd: false, reached, visited);
        work -= automaton.Count;
        lock (filling)
        {
            if (known.Count >= StepsMax)
            {
                known = new(StringComparer.Ordinal);
                first = Begin();
            }
            var step = Known(reached, atStart: false);
            Volatile.Write(ref from.Next[characterClass], step);
            return step;
        }
    }

    Step Begin()
    {
        var reached = new List<int>();
        automaton.Reach(automaton.Entry, atStart: true, atEnd: false, reached, new bool[automaton.Count]);
        return Known(reached, atStart: true);
    }

    Step Known(List<int> reached, bool atStart)
    {
        reached.Sort();
        var key = $"{(atStart ? '^' : '.')}{string.Join(',', reached)}";
        if (known.TryGetValue(key, out var step))
            return step;
        var isMatch = reached.Exists(automaton.IsMatch);
        return known[key] = new([.. reached], classes.Count, isMatch, isMatch || MatchesAtEnd(reached, atStart));
    }

    bool MatchesAtEnd(List<int> states, bool atStart)
    {
        var reached = new List<int>();
        var visited = new bool[automaton.Count];
        foreach (var state in states)
            automaton.Reach(state, atStart, atEnd: true, reached, visited);
        return reached.Exists(automaton.IsMatch);
    }
}

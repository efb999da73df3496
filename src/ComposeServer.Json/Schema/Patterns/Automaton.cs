namespace ComposeServer.Json.Schema.Patterns;

/// <summary>A pattern as a graph of states, without captures, look-around and references. Source: K. Thompson 1968.</summary>
sealed class Automaton
{
    /// <summary>Beyond this the pattern is left to the backtracking engine.</summary>
    const int StatesMax = 2_000;
    const int PartsMax = 20_000;

    readonly List<State> states = [];
    int parts;
    readonly List<CodePointSet> sets = [];

    enum StateKind
    {
        Character,
        Fork,
        Start,
        End,
        Match,
    }

    readonly record struct State(StateKind Kind, int Set, int Next, int Other);

    public IReadOnlyList<CodePointSet> Sets => sets;

    public int Count => states.Count;

    /// <summary>Where matching begins.</summary>
    public int Entry { get; private init; }

    /// <returns>Null when the pattern needs more than an automaton can do, or too many states.</returns>
    public static Automaton? Of(PatternSyntax syntax)
    {
        var automaton = new Automaton();
        var match = automaton.Add(StateKind.Match, 0, 0, 0);
        var entry = automaton.Build(syntax, match);
        return entry < 0 ? null : new(automaton, entry);
    }

    Automaton() { }

    Automaton(Automaton built, int entry)
    {
        states = built.states;
        sets = built.sets;
        Entry = entry;
    }

    /// <summary>The set that must be left to leave this state; −1 when it is no character state.</summary>
    public int SetOf(int state) => states[state].Kind == StateKind.Character ? states[state].Set : -1;

    /// <summary>The state after a character.</summary>
    public int After(int state) => states[state].Next;

    /// <summary>Adds a state and all that can be reached from it without a character.</summary>
    /// <param name="state">Where to begin.</param>
    /// <param name="atStart">No character has been read.</param>
    /// <param name="atEnd">None will be.</param>
    /// <param name="reached">Gets character, end and match states.</param>
    /// <param name="visited">One flag per state.</param>
    public void Reach(int state, bool atStart, bool atEnd, List<int> reached, bool[] visited)
    {
        var pending = new Stack<int>();
        pending.Push(state);
        while (pending.TryPop(out var next))
        {
            if (visited[next])
                continue;
            visited[next] = true;
            var (kind, _, first, other) = states[next];
            switch (kind)
            {
                case StateKind.Fork:
                    pending.Push(other);
                    pending.Push(first);
                    break;
                case StateKind.Start:
                    if (atStart)
                        pending.Push(first);
                    break;
                case StateKind.End when atEnd:
                    pending.Push(first);
                    break;
                default:
                    reached.Add(next);
                    break;
            }
        }
    }

    public bool IsMatch(int state) => states[state].Kind == StateKind.Match;

    /// <summary>Builds backwards: the part, then what follows it.</summary>
    /// <returns>The first state, or −1.</returns>
    int Build(PatternSyntax syntax, int next)
    {
        // Parts that match nothing make no states, but may be repeated as often.
        if (next < 0 || states.Count > StatesMax || ++parts > PartsMax)
            return -1;
        switch (syntax)
        {
            case PatternSyntax.Sequence sequence:
                for (var i = sequence.Parts.Count - 1; i >= 0 && next >= 0; i--)
                    next = Build(sequence.Parts[i], next);
                return next;
            case PatternSyntax.Choice choice:
                return BuildChoice(choice, next);
            case PatternSyntax.Character character:
                return Add(StateKind.Character, SetNumber(character.Set), next, 0);
            case PatternSyntax.Capture capture:
                return Build(capture.Body, next);
            case PatternSyntax.Start:
                return Add(StateKind.Start, 0, next, 0);
            case PatternSyntax.End:
                return Add(StateKind.End, 0, next, 0);
            case PatternSyntax.Repetition repetition:
                return BuildRepetition(repetition, next);
            default:
                return -1;
        }
    }

    int BuildChoice(PatternSyntax.Choice choice, int next)
    {
        var entry = Build(choice.Options[^1], next);
        for (var i = choice.Options.Count - 2; i >= 0 && entry >= 0; i--)
        {
            var option = Build(choice.Options[i], next);
            entry = option < 0 ? -1 : Add(StateKind.Fork, 0, option, entry);
        }
        return entry;
    }

    int BuildRepetition(PatternSyntax.Repetition repetition, int next)
    {
        var end = next;
        if (repetition.Most == PatternSyntax.Repetition.Endless)
        {
            // The loop's fork must exist before its body, which leads back to it.
            var loop = Add(StateKind.Fork, 0, 0, next);
            var body = Build(repetition.Body, loop);
            if (body < 0)
                return -1;
            states[loop] = states[loop] with { Next = body };
            next = loop;
        }
        else
        {
            for (var i = repetition.Least; i < repetition.Most && next >= 0; i++)
                next = Build(repetition.Body, next) is >= 0 and var body ? Add(StateKind.Fork, 0, body, end) : -1;
        }
        for (var i = 0; i < repetition.Least && next >= 0; i++)
            next = Build(repetition.Body, next);
        return next;
    }

    int SetNumber(CodePointSet set)
    {
        var known = sets.FindIndex(other => other.Ranges.SequenceEqual(set.Ranges));
        if (known >= 0)
            return known;
        sets.Add(set);
        return sets.Count - 1;
    }

    int Add(StateKind kind, int set, int next, int other)
    {
        states.Add(new(kind, set, next, other));
        return states.Count - 1;
    }
}

using System.Buffers;
using System.Diagnostics;
using System.Text;

namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>The state of one validation; lives on the stack and is passed by reference.</summary>
/// <remarks>
/// Without a list of violations the first one ends the work; with it everything is looked at, in ajv's order. Once there is a
/// <see cref="Fault"/> every check answers false at once, and the answer of the whole counts for nothing.
/// </remarks>
struct Evaluation(SchemaLimits limits, long documentBytes)
{
    const int EvaluationsPerByte = 16;

    // About 50 ms of filling the tables of linear matchers; only a hostile pattern comes near.
    const long PatternWorkMax = 5_000_000;

    // A name of a megabyte would else be part of a thousand violations.
    const int PathCharsMax = 4_096;

    // A pause of the machine within one match must not make a good document a bad one.
    const int PatternTimeFactor = 10;

    // Shorter matches are free; the clock is only read for patterns that may backtrack.
    static readonly long FreeMatch = Stopwatch.Frequency / 10_000;

    readonly SchemaLimits limits = limits;
    long evaluationsLeft = limits.EvaluationsMax + (EvaluationsPerByte * documentBytes);
    int depth;
    TimeSpan patternTime;
    SchemaResource[]? scope;
    int scopeDepth;

    /// <summary>Automaton states that linear matchers may still look at in this validation.</summary>
    public long PatternWork = PatternWorkMax;

    /// <summary>Null when only the verdict is wanted.</summary>
    public List<SchemaViolation>? Violations { get; set; }

    /// <summary>JSON pointer to the value at hand; kept only beside violations.</summary>
    public StringBuilder? Path { get; init; }

    /// <summary>Members or items of the value at hand that have been looked at; null when no <c>unevaluated*</c> asks.</summary>
    public EvaluatedMarks? Marks { get; set; }

    public SchemaError? Fault { get; private set; }

    public readonly bool IsCollecting => Violations is not null;

    /// <summary>Counts one subschema applied to one value; <see cref="Leave"/> follows when true.</summary>
    public bool Enter()
    {
        if (Fault is not null)
            return false;
        if (++depth > limits.EvaluationDepthMax)
            Fault = new(SchemaErrorCode.TooCostly, $"subschemas nested deeper than {limits.EvaluationDepthMax}");
        else if (--evaluationsLeft < 0)
            Fault = new(SchemaErrorCode.TooCostly, "too many subschemas to apply");
        else
            return true;
        depth--;
        return false;
    }

    public void Leave() => depth--;

    /// <summary>Reports a violation at the current path.</summary>
    /// <returns>False, for the caller to pass on.</returns>
    public readonly bool Fail(string message)
    {
        if (Violations is not null && Violations.Count < limits.ViolationsMax)
            Violations.Add(new(Path!.ToString(0, int.Min(Path.Length, PathCharsMax)), message));
        return false;
    }

    /// <summary>Applies a schema to a member.</summary>
    public bool CheckMember(SchemaNode schema, System.Text.Json.JsonElement value, string name)
    {
        if (Path is null)
            return CheckChild(schema, value);
        var length = Path.Length;
        Path.Append(JsonPointer.Root.Child(name).Text);
        var accepted = CheckChild(schema, value);
        Path.Length = length;
        return accepted;
    }

    /// <summary>Applies a schema to an item.</summary>
    public bool CheckItem(SchemaNode schema, System.Text.Json.JsonElement value, int index)
    {
        if (Path is null)
            return CheckChild(schema, value);
        var length = Path.Length;
        Path.Append('/').Append(index);
        var accepted = CheckChild(schema, value);
        Path.Length = length;
        return accepted;
    }

    /// <summary>Applies a schema to a value below, whose parts nobody above asks about.</summary>
    public bool CheckChild(SchemaNode schema, System.Text.Json.JsonElement value)
    {
        var marks = Marks;
        Marks = null;
        var accepted = schema.Check(value, ref this);
        Marks = marks;
        return accepted;
    }

    /// <summary>Applies a schema to the same value and reports nothing.</summary>
    public bool CheckSilently(SchemaNode schema, System.Text.Json.JsonElement value)
    {
        var violations = Violations;
        Violations = null;
        var accepted = schema.Check(value, ref this);
        Violations = violations;
        return accepted;
    }

    /// <summary>Applies a schema to the same value; what it marks counts only when it accepts.</summary>
    public bool CheckBranch(SchemaNode schema, System.Text.Json.JsonElement value)
    {
        var outer = Marks;
        if (outer is null)
            return schema.Check(value, ref this);
        Marks = outer.Fresh();
        var accepted = schema.Check(value, ref this);
        if (accepted)
            outer.Add(Marks!);
        Marks = outer;
        return accepted;
    }

    /// <summary>Forgets the violations after the given count.</summary>
    public readonly void Forget(int count)
    {
        if (Violations is not null && Violations.Count > count)
            Violations.RemoveRange(count, Violations.Count - count);
    }

    /// <summary>Adds a schema resource to the dynamic scope.</summary>
    public void Push(SchemaResource resource)
    {
        scope ??= ArrayPool<SchemaResource>.Shared.Rent(16);
        if (scopeDepth == scope.Length)
        {
            var larger = ArrayPool<SchemaResource>.Shared.Rent(scope.Length * 2);
            scope.CopyTo(larger, 0);
            ArrayPool<SchemaResource>.Shared.Return(scope, clearArray: true);
            scope = larger;
        }
        scope[scopeDepth++] = resource;
    }

    public void Pop() => scopeDepth--;

    /// <summary>The outermost resource of the dynamic scope that has this dynamic anchor decides; null when none has.</summary>
    public readonly SchemaNode? FindDynamic(string anchor)
    {
        for (var i = 0; i < scopeDepth; i++)
        {
            if (scope![i].DynamicTargets.TryGetValue(anchor, out var target))
                return target;
        }
        return null;
    }

    /// <summary>Counts the time of a match against the budget of the whole validation.</summary>
    public void CountMatch(long started)
    {
        var ticks = Stopwatch.GetTimestamp() - started;
        if (ticks < FreeMatch)
            return;
        patternTime += TimeSpan.FromSeconds((double)ticks / Stopwatch.Frequency);
        if (patternTime > PatternTimeFactor * limits.PatternTimeMax)
            TimeOut();
    }

    public void TimeOut() =>
        Fault ??= new(
            SchemaErrorCode.PatternTimeout,
            $"patterns take longer than {limits.PatternTimeMax.TotalMilliseconds:0} ms"
        );

    /// <summary>Gives pooled memory back.</summary>
    public void Dispose()
    {
        if (scope is not null)
            ArrayPool<SchemaResource>.Shared.Return(scope, clearArray: true);
        scope = null;
    }
}

using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>maxItems</c>.</summary>
sealed class ItemCountMax(long limit, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        value.GetArrayLength() <= limit || run.Fail($"must NOT have more than {text} items");
}

/// <summary><c>minItems</c>.</summary>
sealed class ItemCountMin(long limit, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        value.GetArrayLength() >= limit || run.Fail($"must NOT have fewer than {text} items");
}

/// <summary><c>prefixItems</c>.</summary>
sealed class PrefixItems(SchemaNode[] schemas) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var accepted = true;
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (at == schemas.Length)
                break;
            accepted &= run.CheckItem(schemas[at], item, at);
            if (!accepted && !run.IsCollecting)
                return false;
            at++;
        }
        run.Marks?.MarkPrefix(schemas.Length);
        return accepted;
    }
}

/// <summary><c>items</c>: for those after the prefix.</summary>
/// <param name="schema">What each must be.</param>
/// <param name="from">Length of <c>prefixItems</c>.</param>
/// <param name="hasPrefix">Then a schema that accepts nothing is a limit of the length.</param>
sealed class Items(SchemaNode schema, int from, bool hasPrefix) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        if (hasPrefix && schema.IsFalse)
            return value.GetArrayLength() <= from || run.Fail($"must NOT have more than {from} items");
        var accepted = true;
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (at >= from)
                accepted &= run.CheckItem(schema, item, at);
            if (!accepted && !run.IsCollecting)
                return false;
            at++;
        }
        run.Marks?.MarkAll();
        return accepted;
    }
}

/// <summary><c>contains</c> with <c>minContains</c> and <c>maxContains</c>.</summary>
/// <param name="schema">What the counted items are.</param>
/// <param name="min">At least 0.</param>
/// <param name="max">Null: no limit.</param>
/// <param name="message">For too few and for too many.</param>
/// <param name="marksAll">As ajv: every item counts as looked at, not only the matching ones.</param>
sealed class Contains(SchemaNode schema, double min, double? max, string message, bool marksAll) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var before = run.Violations?.Count ?? 0;
        var (count, at) = (0, 0);
        foreach (var item in value.EnumerateArray())
        {
            if (run.CheckItem(schema, item, at))
            {
                count++;
                run.Marks?.Mark(at);
                // Marks of the items after the decision are wanted too.
                if ((count > max || (max is null && count >= min)) && (marksAll || run.Marks is null))
                    break;
            }
            at++;
        }
        if (marksAll)
            run.Marks?.MarkAll();
        if (count < min || count > max)
            return run.Fail(message);
        run.Forget(before);
        return true;
    }
}

/// <summary><c>unevaluatedItems</c>.</summary>
/// <param name="schema">What items must be that nothing else looked at.</param>
/// <param name="byPrefix">As ajv: all items after the longest prefix, whatever matched single ones.</param>
sealed class UnevaluatedItems(SchemaNode schema, bool byPrefix) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var marks = run.Marks!;
        if (marks.IsAll)
            return true;
        if (byPrefix && schema.IsFalse)
        {
            var few = value.GetArrayLength() <= marks.Prefix;
            marks.MarkAll();
            return few || run.Fail($"must NOT have more than {marks.Prefix} items");
        }
        var accepted = true;
        var at = 0;
        foreach (var item in value.EnumerateArray())
        {
            if (byPrefix ? at >= marks.Prefix : !marks[at])
                accepted &= run.CheckItem(schema, item, at);
            if (!accepted && !run.IsCollecting)
                return false;
            at++;
        }
        marks.MarkAll();
        return accepted;
    }
}

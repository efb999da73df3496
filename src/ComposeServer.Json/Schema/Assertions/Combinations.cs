using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;

namespace ComposeServer.Json.Schema.Assertions;

/// <summary><c>allOf</c>.</summary>
sealed class AllOf(SchemaNode[] schemas) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var accepted = true;
        foreach (var schema in schemas)
        {
            accepted &= schema.Check(value, ref run);
            if (!accepted && !run.IsCollecting)
                return false;
        }
        return accepted;
    }
}

/// <summary><c>anyOf</c>. All are tried when violations or marks are collected.</summary>
sealed class AnyOf(SchemaNode[] schemas) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var before = run.Violations?.Count ?? 0;
        var accepted = false;
        foreach (var schema in schemas)
        {
            accepted |= run.CheckBranch(schema, value);
            if (accepted && !run.IsCollecting && run.Marks is null)
                return true;
        }
        if (!accepted)
            return run.Fail("must match a schema in anyOf");
        run.Forget(before);
        return true;
    }
}

/// <summary><c>oneOf</c>. Ends at the second match.</summary>
sealed class OneOf(SchemaNode[] schemas) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var before = run.Violations?.Count ?? 0;
        var matches = 0;
        foreach (var schema in schemas)
        {
            if (run.CheckBranch(schema, value) && ++matches == 2)
                break;
        }
        if (matches != 1)
            return run.Fail("must match exactly one schema in oneOf");
        run.Forget(before);
        return true;
    }
}

/// <summary><c>not</c>.</summary>
sealed class Not(SchemaNode schema) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var marks = run.Marks;
        run.Marks = marks?.Fresh();
        var matches = run.CheckSilently(schema, value);
        run.Marks = marks;
        return !matches || run.Fail("must NOT be valid");
    }
}

/// <summary><c>if</c>, <c>then</c>, <c>else</c>.</summary>
/// <param name="condition">Reports nothing.</param>
/// <param name="then">Null accepts.</param>
/// <param name="otherwise">Null accepts.</param>
sealed class Conditional(SchemaNode condition, SchemaNode? then, SchemaNode? otherwise) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var outer = run.Marks;
        run.Marks = outer?.Fresh();
        var holds = run.CheckSilently(condition, value);
        if (holds)
            outer?.Add(run.Marks!);
        run.Marks = outer;
        var branch = holds ? then : otherwise;
        return branch is null
            || run.CheckBranch(branch, value)
            || run.Fail($"must match \"{(holds ? "then" : "else")}\" schema");
    }
}

/// <summary><c>$ref</c>.</summary>
sealed class Reference(SchemaNode target) : Assertion
{
    /// <summary>The target's resource, when it is another one and dynamic references are in use.</summary>
    public SchemaResource? Enters { get; set; }

    public override bool Check(JsonElement value, ref Evaluation run)
    {
        if (Enters is null)
            return target.Check(value, ref run);
        run.Push(Enters);
        var accepted = target.Check(value, ref run);
        run.Pop();
        return accepted;
    }
}

/// <summary><c>$dynamicRef</c> to a dynamic anchor.</summary>
/// <param name="anchor">Looked up in the dynamic scope, outermost first.</param>
/// <param name="initial">When no schema in scope has it.</param>
sealed class DynamicReference(string anchor, SchemaNode initial) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run) =>
        (run.FindDynamic(anchor) ?? initial).Check(value, ref run);
}

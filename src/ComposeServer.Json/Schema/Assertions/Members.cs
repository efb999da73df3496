using System.Text.Json;
using ComposeServer.Json.Schema.Evaluate;
using ComposeServer.Json.Schema.Patterns;

namespace ComposeServer.Json.Schema.Assertions;

// In this file members are numbered by their place in JavaScript's order: that is what EvaluatedMarks count.

/// <summary><c>maxProperties</c> and <c>minProperties</c>.</summary>
sealed class MemberCount(long limit, bool isMax, string text) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var count = value.GetPropertyCount();
        return (isMax ? count <= limit : count >= limit)
            || run.Fail($"must NOT have {(isMax ? "more" : "fewer")} than {text} properties");
    }
}

/// <summary><c>required</c>.</summary>
sealed class Required(string[] names) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var name in names)
        {
            if (!members.Has(name))
                accepted = run.Fail($"must have required property '{name}'");
        }
        return accepted;
    }
}

/// <summary><c>propertyNames</c>.</summary>
sealed class MemberNames(SchemaNode schema) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var accepted = true;
        foreach (var name in MemberTable.Of(value).Names)
        {
            if (!run.CheckChild(schema, JsonElement.Parse(JsonText.Literal(name))))
                accepted = run.Fail("property name must be valid");
        }
        return accepted;
    }
}

/// <summary><c>additionalProperties</c>.</summary>
/// <param name="schema">What members must be that are neither declared nor match a pattern.</param>
/// <param name="declared">Names under <c>properties</c>.</param>
/// <param name="patterns">Patterns under <c>patternProperties</c>.</param>
sealed class AdditionalMembers(SchemaNode schema, HashSet<string> declared, EcmaPattern[] patterns) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var name in members.Names)
        {
            if (declared.Contains(name) || EcmaPattern.AnyMatches(patterns, name, ref run))
                continue;
            // A closed object is reported at the object, not at the member.
            if (schema.IsFalse)
                accepted = run.Fail("must NOT have additional properties");
            else
                accepted &= run.CheckMember(schema, members[name], name);
        }
        run.Marks?.MarkAll();
        return accepted;
    }
}

/// <summary><c>properties</c>.</summary>
sealed class Members(KeyValuePair<string, SchemaNode>[] declared) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var (name, schema) in declared)
        {
            if (members.Has(name))
                accepted &= run.CheckMember(schema, members[name], name);
        }
        if (run.Marks is { } marks)
        {
            var names = declared.Select(member => member.Key).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < members.Names.Length; i++)
            {
                if (names.Contains(members.Names[i]))
                    marks.Mark(i);
            }
        }
        return accepted;
    }
}

/// <summary><c>patternProperties</c>.</summary>
sealed class PatternMembers(KeyValuePair<EcmaPattern, SchemaNode>[] patterns) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var (pattern, schema) in patterns)
        {
            for (var i = 0; i < members.Names.Length; i++)
            {
                var name = members.Names[i];
                if (!pattern.IsMatch(name, ref run))
                    continue;
                accepted &= run.CheckMember(schema, members[name], name);
                run.Marks?.Mark(i);
            }
        }
        return accepted;
    }
}

/// <summary><c>dependentRequired</c>.</summary>
sealed class DependentRequired(KeyValuePair<string, string[]>[] dependencies) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var (name, needed) in dependencies)
        {
            if (!members.Has(name))
                continue;
            foreach (var other in needed)
            {
                if (!members.Has(other))
                    accepted = run.Fail(Message(name, needed));
            }
        }
        return accepted;
    }

    static string Message(string name, string[] needed) =>
        $"must have {(needed.Length == 1 ? "property" : "properties")} {string.Join(", ", needed)} when property {name} is present";
}

/// <summary><c>dependentSchemas</c>.</summary>
sealed class DependentSchemas(KeyValuePair<string, SchemaNode>[] dependencies) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var members = MemberTable.Of(value);
        var accepted = true;
        foreach (var (name, schema) in dependencies)
        {
            if (members.Has(name))
                accepted &= run.CheckBranch(schema, value);
        }
        return accepted;
    }
}

/// <summary><c>unevaluatedProperties</c>.</summary>
sealed class UnevaluatedMembers(SchemaNode schema) : Assertion
{
    public override bool Check(JsonElement value, ref Evaluation run)
    {
        var marks = run.Marks!;
        var members = MemberTable.Of(value);
        var accepted = true;
        for (var i = 0; i < members.Names.Length; i++)
        {
            if (marks[i])
                continue;
            if (schema.IsFalse)
                accepted = run.Fail("must NOT have unevaluated properties");
            else
                accepted &= run.CheckMember(schema, members[members.Names[i]], members.Names[i]);
        }
        marks.MarkAll();
        return accepted;
    }
}

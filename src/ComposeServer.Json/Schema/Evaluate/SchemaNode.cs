using System.Text.Json;

namespace ComposeServer.Json.Schema.Evaluate;

/// <summary>A compiled schema or subschema.</summary>
sealed class SchemaNode
{
    /// <summary>Accepts everything.</summary>
    public static SchemaNode True { get; } = new();

    /// <summary>Accepts nothing.</summary>
    public static SchemaNode False { get; } = new() { IsFalse = true };

    public bool IsFalse { get; set; }

    /// <summary>Allowed types; None allows all.</summary>
    public TypeSet Types { get; set; }

    /// <summary>The types as the message names them.</summary>
    public string TypeText { get; set; } = "";

    /// <summary>The only type when its violation is reported in the place of that type's own rules; else None.</summary>
    public TypeSet LateType { get; set; }

    /// <summary>Numbers beyond the range of a double have no type.</summary>
    public bool FiniteNumbers { get; set; }

    /// <summary>Rules for values of any type.</summary>
    public Assertion[] General { get; set; } = [];

    public Assertion[] ForNumbers { get; set; } = [];

    public Assertion[] ForTexts { get; set; } = [];

    public Assertion[] ForLists { get; set; } = [];

    /// <summary>Rules for objects in ajv's order.</summary>
    public Assertion[] ForMaps { get; set; } = [];

    /// <summary>The same rules, those about members fused into one pass; used when nobody asks for order or marks.</summary>
    public Assertion[] ForMapsFused { get; set; } = [];

    /// <summary>Applied last: <c>unevaluatedProperties</c>.</summary>
    public Assertion? UnevaluatedMembers { get; set; }

    /// <summary>Applied last: <c>unevaluatedItems</c>.</summary>
    public Assertion? UnevaluatedItems { get; set; }

    /// <summary>Set on the root of a resource when dynamic references are in use.</summary>
    public SchemaResource? Enters { get; set; }

    public bool Check(JsonElement value, ref Evaluation run)
    {
        if (!run.Enter())
            return false;
        if (Enters is not null)
            run.Push(Enters);
        bool accepted;
        if (IsFalse)
            accepted = run.Fail("boolean schema is false");
        else if (UnevaluatedMembers is not null || UnevaluatedItems is not null)
            accepted = CheckWithMarks(value, ref run);
        else
            accepted = run.IsCollecting ? Collect(value, ref run, last: null) : Accept(value, ref run, last: null);
        if (Enters is not null)
            run.Pop();
        run.Leave();
        return accepted;
    }

    bool Accept(JsonElement value, ref Evaluation run, Assertion? last)
    {
        if (Types != TypeSet.None && !Types.Have(value, FiniteNumbers))
            return false;
        foreach (var rule in General)
        {
            if (!rule.Check(value, ref run))
                return false;
        }
        foreach (var rule in For(value.ValueKind, fused: run.Marks is null))
        {
            if (!rule.Check(value, ref run))
                return false;
        }
        return last is null || last.Check(value, ref run);
    }

    // As ajv: a type that stands alone and has rules of its own is reported where those rules are, any other before all rules.
    bool Collect(JsonElement value, ref Evaluation run, Assertion? last)
    {
        var typed = Types == TypeSet.None || Types.Have(value, FiniteNumbers);
        var accepted = typed;
        if (!typed && LateType == TypeSet.None)
            run.Fail(TypeMessage);
        foreach (var rule in General)
            accepted &= rule.Check(value, ref run);
        var early = !typed && LateType != TypeSet.None && Group(LateType) < Group(value.ValueKind);
        if (early)
            run.Fail(TypeMessage);
        foreach (var rule in For(value.ValueKind, fused: false))
            accepted &= rule.Check(value, ref run);
        if (last is not null)
            accepted &= last.Check(value, ref run);
        if (!typed && LateType != TypeSet.None && !early)
            run.Fail(TypeMessage);
        return accepted;
    }

    bool CheckWithMarks(JsonElement value, ref Evaluation run)
    {
        var (last, count) = value.ValueKind switch
        {
            JsonValueKind.Object => (UnevaluatedMembers, value.GetPropertyCount()),
            JsonValueKind.Array => (UnevaluatedItems, value.GetArrayLength()),
            _ => (null, 0),
        };
        var outer = run.Marks;
        if (last is not null)
            run.Marks = new(count);
        var accepted = run.IsCollecting ? Collect(value, ref run, last) : Accept(value, ref run, last);
        if (last is not null)
        {
            outer?.Add(run.Marks!);
            run.Marks = outer;
        }
        return accepted;
    }

    string TypeMessage => $"must be {TypeText}";

    Assertion[] For(JsonValueKind kind, bool fused) =>
        kind switch
        {
            JsonValueKind.Object => fused ? ForMapsFused : ForMaps,
            JsonValueKind.Array => ForLists,
            JsonValueKind.String => ForTexts,
            JsonValueKind.Number => ForNumbers,
            _ => [],
        };

    // The order of ajv's groups of rules.
    static int Group(TypeSet type) =>
        type switch
        {
            TypeSet.Number => 1,
            TypeSet.String => 2,
            TypeSet.Array => 3,
            _ => 4,
        };

    static int Group(JsonValueKind kind) =>
        kind switch
        {
            JsonValueKind.Number => 1,
            JsonValueKind.String => 2,
            JsonValueKind.Array => 3,
            JsonValueKind.Object => 4,
            _ => 0,
        };
}

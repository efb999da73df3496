namespace ComposeServer.Indexing.Filters;

/// <summary>A condition on documents. There are four shapes, as in the query language (composedb.md 9.4).</summary>
public abstract record Filter
{
    Filter() { }

    /// <summary>All conditions hold; an empty list holds always.</summary>
    public sealed record Where(IReadOnlyList<FieldCondition> Conditions) : Filter;

    /// <summary>All parts hold; an empty list holds always.</summary>
    public sealed record And(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>At least one part holds; an empty list holds always, as in the JS node.</summary>
    public sealed record Or(IReadOnlyList<Filter> Parts) : Filter;

    /// <summary>The part is false; a part that is neither true nor false stays so, as in SQL.</summary>
    public sealed record Not(Filter Part) : Filter;
}

/// <summary>A comparison of one top-level field.</summary>
public sealed record FieldCondition(string Field, FilterOperator Operator, FilterValue Value);

/// <summary>How a field is compared.</summary>
public enum FilterOperator
{
    /// <summary>The field is absent or null, or is not.</summary>
    IsNull,

    /// <summary>Equal.</summary>
    EqualTo,

    /// <summary>Present and different.</summary>
    NotEqualTo,

    /// <summary>Equal to one of a list.</summary>
    In,

    /// <summary>Present and equal to none of a list.</summary>
    NotIn,

    /// <summary>Less.</summary>
    LessThan,

    /// <summary>Less or equal.</summary>
    LessThanOrEqualTo,

    /// <summary>Greater.</summary>
    GreaterThan,

    /// <summary>Greater or equal.</summary>
    GreaterThanOrEqualTo,
}

/// <summary>The value or values that a field is compared with. Their type decides how.</summary>
public abstract record FilterValue
{
    FilterValue() { }

    /// <summary>Compared bytewise.</summary>
    public sealed record Texts(IReadOnlyList<string> Values) : FilterValue;

    /// <summary>Compared as numbers; JSON spellings.</summary>
    public sealed record Numbers(IReadOnlyList<string> Values) : FilterValue;

    /// <summary>Compared as booleans; the value of <see cref="FilterOperator.IsNull"/> too.</summary>
    public sealed record Booleans(IReadOnlyList<bool> Values) : FilterValue;
}

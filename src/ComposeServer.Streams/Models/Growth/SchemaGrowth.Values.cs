using ComposeServer.Ipld;

namespace ComposeServer.Streams.Models.Growth;

/// <summary>Types, listed values and bounds.</summary>
sealed partial class SchemaGrowth
{
    static readonly string[] AllTypes = ["null", "boolean", "object", "array", "number", "string"];

    static readonly string[] Most = ["maxLength", "maxItems", "maxProperties"];

    static readonly string[] Least = ["minLength", "minItems", "minProperties"];

    void CompareTypes(IpldMap before, IpldMap after, string path)
    {
        var next = TypesOf(after);
        foreach (var type in TypesOf(before))
            if (!next.Contains(type) && !(type == "integer" && next.Contains("number")))
                Tell(path, $"accepted the type {type}");
    }

    static IReadOnlyCollection<string> TypesOf(IpldMap schema) =>
        Get(schema, "type") switch
        {
            IpldString one => [one.Value],
            IpldList list => [.. list.Items.OfType<IpldString>().Select(type => type.Value)],
            _ => AllTypes,
        };

    void CompareValues(IpldMap before, IpldMap after, string path)
    {
        var listed = ListedIn(before);
        foreach (
            var allowed in (IReadOnlyList<IpldValue>?[])
                [Get(after, "enum") is null ? null : Items(after, "enum"), ConstOf(after)]
        )
            if (allowed is not null && listed?.All(allowed.Contains) != true)
                Tell(path, "accepted other values than those that it lists");
    }

    /// <summary>The only values that a schema accepts, as far as it lists them; null when it does not.</summary>
    static IReadOnlyList<IpldValue>? ListedIn(IpldMap schema) =>
        ConstOf(schema) ?? (Get(schema, "enum") is IpldList list ? list.Items : null);

    static IReadOnlyList<IpldValue>? ConstOf(IpldMap schema) => Get(schema, "const") is { } only ? [only] : null;

    void CompareBounds(IpldMap before, IpldMap after, string path)
    {
        foreach (var most in Most)
            if (Number(after, most) is { } bound && !(Number(before, most) <= bound))
                Narrower(path, most);
        foreach (var least in Least)
            if (Number(after, least) is { } bound && !((Number(before, least) ?? 0) >= bound))
                Narrower(path, least);

        if (
            Number(after, "maximum") is { } max
            && !(Number(before, "maximum") <= max || Number(before, "exclusiveMaximum") <= max)
        )
            Narrower(path, "maximum");
        if (
            Number(after, "minimum") is { } min
            && !(Number(before, "minimum") >= min || Number(before, "exclusiveMinimum") >= min)
        )
            Narrower(path, "minimum");
        if (
            Number(after, "exclusiveMaximum") is { } below
            && !(Number(before, "maximum") < below || Number(before, "exclusiveMaximum") <= below)
        )
            Narrower(path, "exclusiveMaximum");
        if (
            Number(after, "exclusiveMinimum") is { } above
            && !(Number(before, "minimum") > above || Number(before, "exclusiveMinimum") >= above)
        )
            Narrower(path, "exclusiveMinimum");

        if (Number(after, "multipleOf") is { } step && !IsMultiple(Number(before, "multipleOf"), step))
            Narrower(path, "multipleOf");
        if (
            Get(after, "uniqueItems") is IpldBool { Value: true }
            && Get(before, "uniqueItems") is not IpldBool { Value: true }
        )
            Narrower(path, "uniqueItems");
    }

    /// <summary>Equal, or both whole: with fractions a division does not say it reliably.</summary>
    static bool IsMultiple(double? before, double step) =>
        before == step || (double.IsInteger(step) && before is { } old && double.IsInteger(old) && old % step == 0);

    void Narrower(string path, string keyword) => Tell(path, $"accepted more by {keyword}");
}

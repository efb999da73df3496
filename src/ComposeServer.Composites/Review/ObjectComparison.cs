namespace ComposeServer.Composites.Review;

/// <summary>Compares what two documents, or two objects in them, hold.</summary>
static class ObjectComparison
{
    public static IEnumerable<CompositeChange> Compare(ReviewedObject before, ReviewedObject after, string place)
    {
        foreach (var (name, was) in before.Fields)
        {
            var at = $"{place}.{name}";
            if (!after.Fields.TryGetValue(name, out var now))
            {
                yield return CompositeChange.Breaking(ChangeCode.FieldRemoved, at, "the field is there no longer");
                continue;
            }

            foreach (var change in Compare(was, now, at))
                yield return change;
        }

        foreach (var (name, now) in after.Fields)
            if (!before.Fields.ContainsKey(name))
                yield return new(
                    ChangeCode.FieldAdded,
                    now.IsRequired,
                    $"{place}.{name}",
                    now.IsRequired ? "the field is new and required" : "the field is new"
                );
    }

    static IEnumerable<CompositeChange> Compare(ReviewedField before, ReviewedField after, string at)
    {
        if (!before.IsRequired && after.IsRequired)
            yield return CompositeChange.Breaking(ChangeCode.FieldRequired, at, "may be left out no longer");
        if (before.IsRequired && !after.IsRequired)
            yield return CompositeChange.Harmless(
                ChangeCode.FieldOptional,
                at,
                "may be left out now, and then reads null"
            );
        foreach (var change in Compare(before.Value, after.Value, at))
            yield return change;
    }

    static IEnumerable<CompositeChange> Compare(ReviewedValue before, ReviewedValue after, string at)
    {
        if (before.Kind != after.Kind)
        {
            // Of another type nothing else can be compared.
            yield return CompositeChange.Breaking(
                ChangeCode.FieldTypeChanged,
                at,
                $"type {before.Kind}, now {after.Kind}"
            );
            yield break;
        }

        if (before.TypeName != after.TypeName)
            yield return CompositeChange.Breaking(
                ChangeCode.TypeRenamed,
                at,
                $"type {before.TypeName}, now {after.TypeName}"
            );
        foreach (var (isNarrower, text) in ValueBounds.Compare(before.Bounds, after.Bounds))
            yield return new(isNarrower ? ChangeCode.BoundNarrowed : ChangeCode.BoundWidened, isNarrower, at, text);
        if (!before.Rules.Equals(after.Rules))
            yield return CompositeChange.Breaking(ChangeCode.RuleChanged, at, $"{before.Rules}, now {after.Rules}");
        foreach (var change in CompareEnums(before, after, at))
            yield return change;
        foreach (var change in Compare(before.Fields, after.Fields, at))
            yield return change;
        if (before.Item is not null && after.Item is not null)
            foreach (var change in Compare(before.Item, after.Item, at))
                yield return change;
    }

    static IEnumerable<CompositeChange> CompareEnums(ReviewedValue before, ReviewedValue after, string at) =>
        SetComparison.Compare(
            before.EnumValues,
            after.EnumValues,
            at,
            (ChangeCode.EnumValueRemoved, value => $"value {value} is there no longer"),
            (ChangeCode.EnumValueAdded, value => $"value {value}")
        );
}

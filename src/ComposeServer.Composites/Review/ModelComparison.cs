namespace ComposeServer.Composites.Review;

/// <summary>Compares two models that take each other's place.</summary>
static class ModelComparison
{
    public static IEnumerable<CompositeChange> Compare(ReviewedModel before, ReviewedModel after)
    {
        var place = after.Name;
        return CompareSelf(before, after, place)
            .Concat(CompareInterfaces(before, after, place))
            .Concat(ObjectComparison.Compare(before.Content, after.Content, place))
            .Concat(CompareImmutable(before, after, place))
            .Concat(CompareTexts(before.Relations, after.Relations, place, Words.Relations))
            .Concat(CompareTexts(before.Views, after.Views, place, Words.Views))
            .Concat(CompareIndices(before, after, place));
    }

    static IEnumerable<CompositeChange> CompareSelf(ReviewedModel before, ReviewedModel after, string place)
    {
        if (before.Name != after.Name)
            yield return CompositeChange.Breaking(
                ChangeCode.ModelRenamed,
                place,
                $"called {before.Name}, now {after.Name}"
            );
        if (before.IsInterface != after.IsInterface)
            yield return CompositeChange.Breaking(
                ChangeCode.KindChanged,
                place,
                after.IsInterface ? "is an interface now" : "is no interface any more"
            );
        if (before.AccountRelation != after.AccountRelation)
            yield return CompositeChange.Breaking(
                ChangeCode.AccountRelationChanged,
                place,
                $"account relation {before.AccountRelation}, now {after.AccountRelation}"
            );
        if (before.Description != after.Description)
            yield return CompositeChange.Harmless(ChangeCode.DescriptionChanged, place, "another description");
    }

    static IEnumerable<CompositeChange> CompareInterfaces(ReviewedModel before, ReviewedModel after, string place) =>
        SetComparison.Compare(
            before.Interfaces,
            after.Interfaces,
            place,
            (ChangeCode.InterfaceDropped, name => $"implements {name} no longer"),
            (ChangeCode.InterfaceAdded, name => $"implements {name}")
        );

    /// <summary>Only fields that both have: of a new or removed field that is told already.</summary>
    static IEnumerable<CompositeChange> CompareImmutable(ReviewedModel before, ReviewedModel after, string place)
    {
        foreach (var field in before.Content.Fields.Keys.Where(after.Content.Fields.ContainsKey))
        {
            var (was, now) = (before.ImmutableFields.Contains(field), after.ImmutableFields.Contains(field));
            if (!was && now)
                yield return CompositeChange.Breaking(
                    ChangeCode.FieldImmutable,
                    $"{place}.{field}",
                    "keeps its first value now"
                );
            else if (was && !now)
                yield return CompositeChange.Harmless(
                    ChangeCode.FieldMutable,
                    $"{place}.{field}",
                    "may be changed now"
                );
        }
    }

    static IEnumerable<CompositeChange> CompareTexts(
        IReadOnlyDictionary<string, string> before,
        IReadOnlyDictionary<string, string> after,
        string place,
        Words words
    )
    {
        foreach (var (field, was) in before)
        {
            if (!after.TryGetValue(field, out var now))
                yield return CompositeChange.Breaking(words.Removed, $"{place}.{field}", $"no longer {was}");
            else if (was != now)
                yield return CompositeChange.Breaking(words.Changed, $"{place}.{field}", $"{was}, now {now}");
        }

        foreach (var (field, now) in after)
            if (!before.ContainsKey(field))
                yield return CompositeChange.Harmless(words.Added, $"{place}.{field}", now);
    }

    static IEnumerable<CompositeChange> CompareIndices(ReviewedModel before, ReviewedModel after, string place) =>
        SetComparison.Compare(
            before.Indices,
            after.Indices,
            place,
            (ChangeCode.IndexRemoved, index => $"no index on {index} any more"),
            (ChangeCode.IndexAdded, index => $"index on {index}")
        );

    /// <summary>Codes for what a map of fields can meet.</summary>
    sealed record Words(string Removed, string Changed, string Added)
    {
        public static Words Relations { get; } =
            new(ChangeCode.RelationRemoved, ChangeCode.RelationChanged, ChangeCode.RelationAdded);

        public static Words Views { get; } = new(ChangeCode.ViewRemoved, ChangeCode.ViewChanged, ChangeCode.ViewAdded);
    }
}

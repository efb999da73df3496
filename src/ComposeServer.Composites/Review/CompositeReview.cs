namespace ComposeServer.Composites.Review;

/// <summary>Compares two composites: what a client of the old one meets when the new one takes its place.</summary>
public static class CompositeReview
{
    /// <summary>Every difference, model by model in the order of the old composite, new models last.</summary>
    /// <param name="before">The old composite.</param>
    /// <param name="after">The new one.</param>
    /// <param name="byName">True to take models of one name for the same model, whatever their ids: only what clients see is compared.</param>
    /// <returns>The differences, or why one of the two cannot be reviewed.</returns>
    public static CompositeResult<IReadOnlyList<CompositeChange>> Compare(
        ReviewSource before,
        ReviewSource after,
        bool byName = false
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return CompositeResult<IReadOnlyList<CompositeChange>>.Of(() => ChangesOf(before, after, byName));
    }

    static List<CompositeChange> ChangesOf(ReviewSource before, ReviewSource after, bool byName)
    {
        var (old, now) = ReviewSource.Read(before, after);
        var hasIds = old.HasIds && now.HasIds;
        var pairs = Pair(old, now, hasIds);
        var replaced = new ReplacedModels([.. pairs.Select(pair => (pair.Key, pair.Value))], hasIds);

        var changes = new List<CompositeChange>();
        foreach (var model in old.Models)
        {
            if (!pairs.TryGetValue(model, out var next))
            {
                changes.Add(
                    CompositeChange.Breaking(
                        ChangeCode.ModelRemoved,
                        model.Name,
                        $"model {model.Id} is there no longer"
                    )
                );
                continue;
            }

            if (!byName && replaced.Contains(next.Name))
                changes.Add(Replaced(model, next, hasIds));
            changes.AddRange(ModelComparison.Compare(model, next));
        }

        changes.AddRange(
            now.Models.Except(pairs.Values)
                .Select(model => CompositeChange.Harmless(ChangeCode.ModelAdded, model.Name, "the model is new"))
        );
        return changes;
    }

    /// <summary>The same id is the same model, whatever it is called; of the others the same name.</summary>
    static Dictionary<ReviewedModel, ReviewedModel> Pair(ReviewedComposite old, ReviewedComposite now, bool hasIds)
    {
        var pairs = new Dictionary<ReviewedModel, ReviewedModel>();
        if (hasIds)
            Match(model => model.Id);
        Match(model => model.Name);
        return pairs;

        void Match(Func<ReviewedModel, string> key)
        {
            var free = now.Models.Except(pairs.Values).ToLookup(key, StringComparer.Ordinal);
            foreach (var model in old.Models.Where(model => !pairs.ContainsKey(model)))
                if (free[key(model)].FirstOrDefault() is { } found)
                    pairs.TryAdd(model, found);
        }
    }

    static CompositeChange Replaced(ReviewedModel before, ReviewedModel after, bool hasIds) =>
        CompositeChange.Breaking(
            ChangeCode.ModelReplaced,
            after.Name,
            hasIds
                ? $"model {before.Id}, now {after.Id}: documents of the old one are not among those of the new"
                : "another definition makes another model: documents of the old one are not among those of the new"
        );
}

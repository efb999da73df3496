namespace ComposeServer.Composites.Review;

/// <summary>Finds models whose id is another, or will be once they are made: their definition differs, or they refer to one that does.</summary>
sealed class ReplacedModels
{
    readonly HashSet<string> names = new(StringComparer.Ordinal);

    public ReplacedModels(IReadOnlyList<(ReviewedModel Before, ReviewedModel After)> pairs, bool hasIds)
    {
        foreach (var (before, after) in pairs)
            if (hasIds ? before.Id != after.Id : !Equals(before.Definition, after.Definition))
                names.Add(after.Name);
        if (!hasIds)
            while (pairs.Any(pair => !names.Contains(pair.After.Name) && names.Overlaps(pair.After.References)))
                names.UnionWith(
                    pairs.Where(pair => names.Overlaps(pair.After.References)).Select(pair => pair.After.Name)
                );
    }

    public bool Contains(string name) => names.Contains(name);
}

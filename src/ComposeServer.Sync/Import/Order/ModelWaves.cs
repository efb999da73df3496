namespace ComposeServer.Sync.Import.Order;

/// <summary>Cuts chains into waves that are handed over one after the other: interfaces, models that implement them, everything else.</summary>
static class ModelWaves
{
    public static IEnumerable<IReadOnlyList<Chain>> Of(IReadOnlyList<Chain> chains)
    {
        var models = chains.Where(chain => chain.IsModel).ToList();
        while (models.Count > 0)
        {
            var later = models.Select(model => model.First).ToHashSet();
            var wave = models.Where(model => !model.Interfaces.Any(later.Contains)).ToList();
            // A model is named by the hash of what it implements, so nothing goes in a circle; whatever claims to goes at once.
            if (wave.Count == 0)
                wave = models;
            yield return wave;
            models = [.. models.Except(wave)];
        }

        var others = chains.Where(chain => !chain.IsModel).ToList();
        if (others.Count > 0)
            yield return others;
    }
}

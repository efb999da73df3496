namespace ComposeServer.Composites.Review;

/// <summary>Compares two sets of names: to lose one breaks, to gain one does not.</summary>
static class SetComparison
{
    public static IEnumerable<CompositeChange> Compare(
        IEnumerable<string> before,
        IEnumerable<string> after,
        string place,
        (string Code, Func<string, string> Tell) lost,
        (string Code, Func<string, string> Tell) gained
    ) =>
        before
            .Except(after)
            .Select(name => CompositeChange.Breaking(lost.Code, place, lost.Tell(name)))
            .Concat(after.Except(before).Select(name => CompositeChange.Harmless(gained.Code, place, gained.Tell(name))));
}

namespace ComposeServer.Integration.History;

/// <summary>The judge of histories sees what is wrong. Versions are letters, and times small numbers.</summary>
public class HistoryCheckTests
{
    static readonly Dictionary<string, IReadOnlyList<string>> Log = new(StringComparer.Ordinal)
    {
        ["doc"] = ["a", "b", "c"],
    };

    static readonly Operation[] Sound =
    [
        Change(1, 0, 4, "a", "b"),
        Refused(2, 2, 5, "a"),
        Change(2, 6, 9, "b", "c"),
        Read(3, 3, 7, "b"),
        Read(3, 10, 11, "c"),
    ];

    [Fact]
    public void A_sound_history_passes() => Assert.Empty(HistoryCheck.Violations(Sound, Log));

    [Fact]
    public void A_read_during_a_change_may_see_the_old_version_or_the_new_one()
    {
        Assert.Empty(HistoryCheck.Violations([.. Sound, Read(4, 1, 3, "a")], Log));
        Assert.Empty(HistoryCheck.Violations([.. Sound, Read(4, 1, 3, "b")], Log));
    }

    [Fact]
    public void A_change_without_an_answer_may_have_happened_or_not()
    {
        var lost = new Operation(1, "doc", 0, 4, OperationEnd.Unknown, "a", null);
        Operation[] others = [.. Sound.Skip(1)];

        Assert.Empty(HistoryCheck.Violations([lost, .. others], Log));
        Assert.Empty(HistoryCheck.Violations([lost, .. Sound], Log));
    }

    [Fact]
    public void A_change_that_was_answered_and_is_gone_is_found() =>
        Finds("told of d, which is not in the log", Change(4, 12, 13, "c", "d"));

    [Fact]
    public void A_lost_update_is_found() => Finds("c builds on another one", Change(4, 1, 9, "a", "c"), but: 2);

    [Fact]
    public void Two_who_were_told_that_they_made_one_version_are_found() =>
        Finds("as another one was", Change(4, 1, 4, "a", "b"));

    [Fact]
    public void A_stale_read_is_found() => Finds("client 4 saw a after client 1 saw b", Read(4, 5, 6, "a"));

    [Fact]
    public void A_read_that_goes_back_behind_another_read_is_found() =>
        Finds("client 5 saw a after client 4 saw b", Read(4, 0, 1, "b"), Read(5, 2, 3, "a"));

    [Fact]
    public void A_version_that_nobody_made_is_found() => Finds("1 versions that nobody was told of", but: 2);

    [Fact]
    public void A_change_that_was_refused_for_nothing_is_found()
    {
        Finds("refused although c is the tip", Refused(4, 12, 13, "c"));
        Finds("refused although b was the tip", Refused(4, 4, 5, "b"));
    }

    static void Finds(string violation, Operation more, int but = -1) => Finds(violation, [more], but);

    static void Finds(string violation, Operation first, Operation second) => Finds(violation, [first, second], -1);

    static void Finds(string violation, int but) => Finds(violation, [], but);

    static void Finds(string violation, Operation[] more, int but)
    {
        var history = Sound.Where((_, i) => i != but).Concat(more).ToList();
        Assert.Contains(
            HistoryCheck.Violations(history, Log),
            found => found.Contains(violation, StringComparison.Ordinal)
        );
    }

    static Operation Change(int client, long began, long ended, string expected, string made) =>
        new(client, "doc", began, ended, OperationEnd.Done, expected, made);

    static Operation Refused(int client, long began, long ended, string expected) =>
        new(client, "doc", began, ended, OperationEnd.Conflict, expected, null);

    static Operation Read(int client, long began, long ended, string version) =>
        new(client, "doc", began, ended, OperationEnd.Done, null, version);
}

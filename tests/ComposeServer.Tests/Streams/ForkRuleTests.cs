using ComposeServer.Ipld;
using ComposeServer.Log;
using ComposeServer.Streams.Conflict;

namespace ComposeServer.Tests.Streams;

public class ForkRuleTests
{
    [Fact]
    public void A_branch_with_an_anchor_beats_one_without_however_long() =>
        LeftWins([Data(1), Time(2, at: 9)], [Data(3), Data(4), Data(5)]);

    [Fact]
    public void Of_two_anchored_branches_the_one_anchored_earlier_wins() =>
        LeftWins([Data(1), Time(2, at: 5)], [Data(3), Data(4), Data(5), Time(6, at: 6)]);

    [Fact]
    public void Only_the_first_anchor_of_a_branch_counts() =>
        LeftWins([Data(1), Time(2, at: 5), Time(7, at: 100)], [Data(3), Time(4, at: 6), Time(8, at: 7)]);

    [Fact]
    public void At_equal_times_the_branch_longer_up_to_its_first_anchor_wins() =>
        LeftWins([Data(1), Data(2), Time(3, at: 5)], [Data(4), Time(5, at: 5), Data(6), Data(7)]);

    [Fact]
    public void Without_anchors_the_longer_branch_wins() => LeftWins([Data(9), Data(8)], [Data(1)]);

    [Fact]
    public void A_tie_is_settled_by_the_printed_numbers_of_the_last_CID() => LeftWins([Data(10)], [Data(9)]);

    [Fact]
    public void The_tie_order_is_that_of_decimal_text()
    {
        var random = new Random(20_240_917);
        for (var round = 0; round < 2_000; round++)
        {
            var (left, right) = (new byte[32], new byte[32]);
            random.NextBytes(left);
            left.CopyTo(right, 0);
            right[random.Next(32)] = (byte)random.Next(256);
            var (leftCid, rightCid) = (Cid.Create(0x71, 0x12, left), Cid.Create(0x71, 0x12, right));

            var expected = string.CompareOrdinal(Printed(leftCid), Printed(rightCid));

            Assert.Equal(Math.Sign(expected), Math.Sign(TieOrder.Instance.Compare(leftCid, rightCid)));
        }

        static string Printed(Cid cid) => string.Join(',', cid.Bytes.ToArray());
    }

    [Fact]
    public void Of_many_branches_the_one_that_beats_all_others_wins_in_any_order()
    {
        LogEntry[] root = [new(Name(0), EventKind.Init)];
        IReadOnlyList<LogEntry>[] branches =
        [
            [.. root, Data(1)],
            [.. root, Data(2), Data(3)],
            [.. root, Data(4), Time(5, at: 8)],
            [.. root, Data(6), Time(7, at: 7)],
            [.. root, Data(6), Data(8), Time(9, at: 7)],
        ];

        foreach (
            var order in (int[][])
                [
                    [0, 1, 2, 3, 4],
                    [4, 3, 2, 1, 0],
                    [2, 4, 0, 3, 1],
                ]
        )
            Assert.Equal(4, order[ForkRule.Winner([.. order.Select(index => branches[index])])]);
    }

    [Fact]
    public void Branches_that_beat_each_other_in_a_circle_give_one_winner_in_any_order()
    {
        LogEntry[] root = [new(Name(0), EventKind.Init)];
        // The first anchors are of one time and equally far, so the last entries decide: a before b, b before c. But a and c part after
        // that anchor, and there c has another anchor while a has none.
        IReadOnlyList<LogEntry> a = [.. root, Data(1), Time(2, at: 5), Data(20)];
        IReadOnlyList<LogEntry> b = [.. root, Data(4), Time(30, at: 5)];
        IReadOnlyList<LogEntry> c = [.. root, Data(1), Time(2, at: 5), Data(3), Time(40, at: 9)];
        Assert.True(ForkRule.LeftWins([.. a.Skip(1)], [.. b.Skip(1)]));
        Assert.True(ForkRule.LeftWins([.. b.Skip(1)], [.. c.Skip(1)]));
        Assert.True(ForkRule.LeftWins([.. c.Skip(3)], [.. a.Skip(3)]));

        var winners = new HashSet<IReadOnlyList<LogEntry>>(ReferenceEqualityComparer.Instance);
        foreach (
            var order in (IReadOnlyList<LogEntry>[][])
                [
                    [a, b, c],
                    [b, c, a],
                    [c, a, b],
                    [c, b, a],
                ]
        )
            winners.Add(order[ForkRule.Winner(order)]);

        Assert.Equal([c], winners);
    }

    static void LeftWins(LogEntry[] left, LogEntry[] right)
    {
        Assert.True(ForkRule.LeftWins(left, right));
        Assert.False(ForkRule.LeftWins(right, left));
    }

    static LogEntry Data(byte number) => new(Name(number), EventKind.Data);

    static LogEntry Time(byte number, long at) => new(Name(number), EventKind.Time, at);

    static Cid Name(byte number) => Cid.Create(0x71, 0x12, [.. Enumerable.Repeat(number, 32)]);
}

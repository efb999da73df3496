using ComposeServer.Server.GraphQLEndpoint;

namespace ComposeServer.Tests.Server.GraphQLEndpoint;

public class UnreadAnswerTests
{
    readonly List<string> _cut = [];
    readonly UnreadAnswers _answers = new(bytesMax: 100);

    [Fact]
    public void Up_to_the_limit_nobody_is_cut_off()
    {
        Add("a", 60);
        Add("b", 40);

        Assert.Empty(_cut);
    }

    [Fact]
    public void One_byte_more_cuts_off_who_has_waited_longest()
    {
        Add("a", 60);
        Add("b", 40);
        Add("c", 1);

        Assert.Equal(["a"], _cut);
    }

    [Fact]
    public void Far_past_it_as_many_as_must_make_room_and_never_the_newest()
    {
        for (var number = 0; number < 100; number++)
            Add("small", 1);
        Add("large", 100_000);
        Assert.Equal(100, _cut.Count);

        Add("next", 1);

        Assert.Equal("large", _cut[^1]);
    }

    [Fact]
    public void Who_has_read_makes_room_once()
    {
        var first = Add("a", 60);
        _answers.Remove(first);
        _answers.Remove(first);
        Add("b", 60);
        Add("c", 40);

        Assert.Empty(_cut);
        Add("d", 1);
        Assert.Equal(["b"], _cut);
    }

    LinkedListNode<UnreadAnswers.Unread> Add(string name, long bytes) => _answers.Add(new(bytes, () => _cut.Add(name)));
}

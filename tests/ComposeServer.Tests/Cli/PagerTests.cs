using ComposeServer.Cli.Shell;

namespace ComposeServer.Tests.Cli;

public class PagerTests
{
    [Theory]
    [InlineData(0, 4, "", 0)]
    [InlineData(3, 4, "", 3)]
    [InlineData(4, 4, "x", 4)]
    [InlineData(9, 4, "  ", 9)]
    [InlineData(10, 4, "   ", 10)]
    [InlineData(9, 4, "q", 3)]
    [InlineData(9, 4, " Q", 6)]
    [InlineData(9, 4, "\u0003", 3)]
    [InlineData(2, 2, "x", 2)]
    public async Task A_page_is_shown_for_each_key_until_a_person_has_had_enough(
        int texts,
        int lines,
        string keys,
        int shown
    )
    {
        var pressed = new Queue<char>(keys);
        await using var output = new StringWriter();
        await using var words = new StringWriter();
        using var shell = new ShellContext
        {
            Out = output,
            Words = words,
            Input = new NoInput(),
            Variable = _ => null,
        };
        var read = 0;

        await new Pager(lines, () => new(pressed.Dequeue(), default, false, false, false)).WriteAsync(
            shell,
            TextsAsync(),
            TestContext.Current.CancellationToken
        );

        Assert.Equal(string.Concat(Enumerable.Range(1, shown).Select(i => $"{i}\n")), output.ToString());
        Assert.Empty(pressed);
        // Of what nobody wants to see no more than the next line is asked for.
        Assert.InRange(read, shown, shown + 1);

        async IAsyncEnumerable<string> TextsAsync()
        {
            for (; read < texts; await Task.Yield())
                yield return $"{++read}";
        }
    }

    sealed class NoInput : IStandardInput
    {
        public Task<string?> ReadAsync(CancellationToken cancel) => Task.FromResult<string?>(null);
    }
}

namespace ComposeServer.Cli.Completion;

/// <summary>Completion for fish.</summary>
static class FishCompletion
{
    const string Line = "complete -c composeserver";

    public static string Write(CompletionTable table) =>
        string.Join(
            '\n',
            ((string[])["# Completion of composeserver for fish: composeserver completion fish | source"])
                .Concat(table.Commands.Select(Command))
                .Concat(table.Topics.SelectMany(SecondWords))
                .Concat(table.Commands.SelectMany(Arguments))
        );

    static string Command(CompletionTable.Entry entry) =>
        $"{Line} -n __fish_use_subcommand -f -a {ShellQuote.Of(entry.Words)} -d {ShellQuote.Of(entry.Description)}";

    static IEnumerable<string> SecondWords(CompletionTable.TopicEntry topic)
    {
        var commands = string.Join(' ', topic.Commands);
        yield return $"{Line} -n '__fish_seen_subcommand_from {topic.Name}; and not __fish_seen_subcommand_from {commands}' -f -a {ShellQuote.Of(commands)}";
    }

    static IEnumerable<string> Arguments(CompletionTable.Entry entry)
    {
        var seen = ShellQuote.Of(Seen(entry.Words));
        foreach (var flag in entry.Flags)
        {
            var names = string.Concat(flag.Names.Select(Name));
            var value =
                flag.Values.Count > 0 ? $" -x -a {ShellQuote.Of(string.Join(' ', flag.Values))}"
                : flag.TakesValue ? " -r"
                : "";
            yield return $"{Line} -n {seen}{names}{value} -d {ShellQuote.Of(flag.Description)}";
        }

        if (entry.Values.Count > 0)
            yield return $"{Line} -n {seen} -f -a {ShellQuote.Of(string.Join(' ', entry.Values))}";
    }

    static string Name(string flag) =>
        flag.StartsWith("--", StringComparison.Ordinal) ? $" -l {flag[2..]}" : $" -s {flag.TrimStart('-')}";

    static string Seen(string words) =>
        words.Split(':') is [var topic, var command]
            ? $"__fish_seen_subcommand_from {words}; or begin; __fish_seen_subcommand_from {topic}; and __fish_seen_subcommand_from {command}; end"
            : $"__fish_seen_subcommand_from {words}";
}

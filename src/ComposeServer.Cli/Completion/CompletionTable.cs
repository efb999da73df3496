using System.CommandLine;
using System.CommandLine.Completions;

namespace ComposeServer.Cli.Completion;

/// <summary>What a shell can complete: every command with its flags, taken from the commands themselves.</summary>
sealed record CompletionTable(
    IReadOnlyList<CompletionTable.Entry> Commands,
    IReadOnlyList<CompletionTable.TopicEntry> Topics
)
{
    /// <summary>One command.</summary>
    /// <param name="Words">With a colon after the topic: <c>composite:create</c>.</param>
    /// <param name="Description">For shells that show one.</param>
    /// <param name="Flags">All that are shown in help.</param>
    /// <param name="Values">What may stand for its first argument; empty for files.</param>
    public sealed record Entry(
        string Words,
        string Description,
        IReadOnlyList<Flag> Flags,
        IReadOnlyList<string> Values
    );

    /// <summary>A family of commands, which a blank may part as well.</summary>
    public sealed record TopicEntry(string Name, IReadOnlyList<string> Commands);

    /// <summary>One flag.</summary>
    /// <param name="Names">Long and short, dashes included.</param>
    /// <param name="Description">For shells that show one.</param>
    /// <param name="TakesValue">A word belongs to it.</param>
    /// <param name="Values">The words that may; empty for files.</param>
    public sealed record Flag(
        IReadOnlyList<string> Names,
        string Description,
        bool TakesValue,
        IReadOnlyList<string> Values
    );

    /// <summary>Reads the tree of commands.</summary>
    public static CompletionTable Of(RootCommand root)
    {
        var topics = root.Subcommands.OfType<Topic>().ToList();
        var single = root.Subcommands.OfType<CliCommand>().Select(command => Read(command.Name, command));
        var inTopics = topics.SelectMany(topic =>
            topic.Subcommands.Select(command => Read($"{topic.Name}:{command.Name}", command))
        );
        return new(
            [.. single.Concat(inTopics).OrderBy(entry => entry.Words, StringComparer.Ordinal)],
            [.. topics.Select(topic => new TopicEntry(topic.Name, [.. topic.Subcommands.Select(sub => sub.Name)]))]
        );
    }

    /// <summary>Every flag that only some words may follow, once.</summary>
    public IEnumerable<Flag> FlagsWithValues =>
        Commands
            .SelectMany(command => command.Flags)
            .Where(flag => flag.Values.Count > 0)
            .DistinctBy(flag => flag.Names[0]);

    static Entry Read(string words, Command command) =>
        new(
            words,
            command.Description ?? "",
            [.. command.Options.Where(option => !option.Hidden).Select(Read)],
            command.Arguments.Count > 0 ? ValuesOf(command.Arguments[0]) : []
        );

    static Flag Read(Option option) =>
        new(
            [option.Name, .. option.Aliases.Order(StringComparer.Ordinal)],
            option.Description ?? "",
            option.Arity.MinimumNumberOfValues > 0,
            option.ValueType == typeof(bool) ? [] : ValuesOf(option)
        );

    static string[] ValuesOf(Symbol symbol) =>
        [.. symbol.GetCompletions(CompletionContext.Empty).Select(item => item.Label)];
}

using System.CommandLine;

namespace ComposeServer.Cli;

/// <summary>The words before flags: <c>composite:create</c> is <c>composite create</c>.</summary>
static class CommandWords
{
    /// <summary>Puts the words into the form that the parser knows; a topic alone asks for its help.</summary>
    public static IReadOnlyList<string> Normalise(IReadOnlyList<string> args, RootCommand root)
    {
        if (args.Count == 0)
            return ["--help"];
        if (args[0] == "help")
            return [.. Normalise([.. args.Skip(1)], root).Where(word => word != "--help"), "--help"];
        if (args[0] == "version")
            return ["--version", .. args.Skip(1)];
        var topics = root.Subcommands.OfType<Topic>().Select(topic => topic.Name).ToHashSet(StringComparer.Ordinal);
        if (args is [var only] && topics.Contains(only))
            return [only, "--help"];
        return args[0].Split(':', 2) is [var topic, var command] && topics.Contains(topic)
            ? [topic, command, .. args.Skip(1)]
            : args;
    }
}

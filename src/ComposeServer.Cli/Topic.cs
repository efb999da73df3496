using System.CommandLine;

namespace ComposeServer.Cli;

/// <summary>A family of commands, for example <c>composite</c>.</summary>
sealed class Topic : Command
{
    public Topic(string name, string description, params IEnumerable<CliCommand> commands)
        : base(name, description)
    {
        foreach (var command in commands)
            Add(command);
    }
}

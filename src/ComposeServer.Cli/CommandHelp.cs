using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ComposeServer.Cli;

/// <summary>The usual help, and below it a line that can be pasted.</summary>
sealed class CommandHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.MaxWidth = 120;
        usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        switch (parseResult.CommandResult.Command)
        {
            case CliCommand command:
                output.WriteLine("Example:");
                output.WriteLine($"  {command.Example}");
                break;
            case Topic topic:
                output.WriteLine(
                    $"A colon may stand between the words: composeserver {topic.Name}:{topic.Subcommands[0].Name}"
                );
                break;
        }

        return ExitCode.Ok;
    }
}

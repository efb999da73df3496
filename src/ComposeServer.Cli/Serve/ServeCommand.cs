using System.CommandLine;
using ComposeServer.Cli.Shell;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary><c>serve</c>: runs a server until it is told to stop.</summary>
sealed class ServeCommand : CliCommand
{
    readonly ShellContext shell;
    readonly SettingFlags settings;

    readonly Option<string?> config = new("--config")
    {
        Description = $"JSON file with settings; flags and variables win over it [{ServerVariables.Config}]",
        HelpName = "file",
    };

    public ServeCommand(ShellContext shell)
        : base(
            "serve",
            "Run a server. Each setting is a flag, a variable or a key of the settings file, in this order",
            "composeserver serve --dev --data-dir ./data"
        )
    {
        this.shell = shell;
        Add(config);
        settings = new(this);
    }

    protected override async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        ServerOptions options;
        try
        {
            options = OptionsOf(parsed);
        }
        catch (SettingsException refused)
        {
            throw CliException.BadValue(CliErrorCode.InvalidSetting, refused.Message);
        }

        return await new ServerRun(shell, options).RunAsync(cancel);
    }

    /// <exception cref="SettingsException">Names file, key and the nearest valid key.</exception>
    internal ServerOptions OptionsOf(ParseResult parsed)
    {
        ServerVariables.Check(shell);
        return SettingsReader.Read(
            settings.Read(parsed),
            shell.Variable,
            parsed.GetValue(config) ?? shell.NonEmptyVariable(ServerVariables.Config)
        );
    }
}

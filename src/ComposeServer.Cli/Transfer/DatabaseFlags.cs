using System.CommandLine;
using ComposeServer.Cli.Serve;
using ComposeServer.Cli.Shell;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Transfer;

/// <summary>The flags of commands that work on a database themselves: the server's own, as far as they say where it is.</summary>
sealed class DatabaseFlags
{
    readonly ShellContext shell;
    readonly SettingFlags settings;

    readonly Option<string?> config = new("--config")
    {
        Description = $"JSON file with settings of the server [{ServerVariables.Config}]",
        HelpName = "file",
    };

    /// <param name="command">Gets the flags.</param>
    /// <param name="shell">Where it runs.</param>
    /// <param name="more">Keys of other settings that matter to the command.</param>
    public DatabaseFlags(Command command, ShellContext shell, params IReadOnlyList<string> more)
    {
        this.shell = shell;
        settings = new(command, ["dataDir", "database", "allowLossyDatabase", "postgresBin", .. more]);
        command.Add(config);
    }

    /// <summary>Opens the database, does the work and closes it.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="mayCreate">Whether a data folder without a database gets one.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="CliException">It cannot be opened, or was lost; the message says what to do.</exception>
    public Task<T> WithAsync<T>(
        ParseResult parsed,
        bool mayCreate,
        Func<OfflineParts, Task<T>> work,
        CancellationToken cancel
    ) =>
        RunAsync(
            parsed,
            async options =>
            {
                await using var parts = await OfflineParts.OpenAsync(options, mayCreate, shell.Clock, cancel);
                return await work(parts);
            }
        );

    /// <summary>Reaches the database, whether a server works on it or not, does the work and lets go of it.</summary>
    /// <inheritdoc cref="WithAsync"/>
    public Task<T> WithAccessAsync<T>(
        ParseResult parsed,
        bool mayCreate,
        Func<DatabaseAccess, Task<T>> work,
        CancellationToken cancel
    ) =>
        RunAsync(
            parsed,
            async options =>
            {
                await using var access = await DatabaseAccess.OpenAsync(options, mayCreate, shell.Clock, cancel);
                return await work(access);
            }
        );

    /// <summary>Does work on the database that opens it by itself.</summary>
    /// <exception cref="CliException">It cannot be opened, or was lost; the message says what to do.</exception>
    public async Task<T> RunAsync<T>(ParseResult parsed, Func<ServerOptions, Task<T>> work)
    {
        var options = OptionsOf(parsed);
        try
        {
            return await work(options);
        }
        catch (Exception fault) when (StartFailure.Of(fault, options) is { } refused)
        {
            throw new CliException(refused.Code, refused.Message, fault);
        }
    }

    ServerOptions OptionsOf(ParseResult parsed)
    {
        try
        {
            ServerVariables.Check(shell);
            return SettingsReader.Read(
                settings.Read(parsed),
                shell.Variable,
                parsed.GetValue(config) ?? shell.NonEmptyVariable(ServerVariables.Config)
            );
        }
        catch (SettingsException refused)
        {
            throw CliException.BadValue(CliErrorCode.InvalidSetting, refused.Message);
        }
    }
}

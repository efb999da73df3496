using ComposeServer.Cli.Shell;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>Variables of the environment that are meant for the server.</summary>
static class ServerVariables
{
    const string Prefix = "COMPOSESERVER_";

    /// <summary>Names the settings file.</summary>
    public const string Config = Prefix + "CONFIG";

    /// <summary>A misspelt variable would be passed over in silence, so an unknown one stops the start.</summary>
    /// <exception cref="SettingsException">Names it and the nearest one that exists.</exception>
    public static void Check(ShellContext shell)
    {
        var known = Settings.All.Select(setting => setting.Variable).Append(Config).ToHashSet(StringComparer.Ordinal);
        var unknown = shell
            .VariableNames.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal) && !known.Contains(name))
            .Order(StringComparer.Ordinal)
            .FirstOrDefault();
        if (unknown is not null)
            throw new SettingsException(
                $"environment variable {unknown}: unknown, did you mean {NearestWord.Of(unknown, known, int.MaxValue)}?"
            );
    }
}

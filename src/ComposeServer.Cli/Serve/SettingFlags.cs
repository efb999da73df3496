using System.CommandLine;
using ComposeServer.Server.Host;

namespace ComposeServer.Cli.Serve;

/// <summary>Flags of the server's settings: one for each, named and described by the settings themselves.</summary>
sealed class SettingFlags
{
    readonly Dictionary<Setting, Option<string[]>> options;

    /// <param name="command">Gets the flags.</param>
    /// <param name="keys">Settings that the command heeds; none means all.</param>
    public SettingFlags(Command command, params IReadOnlyCollection<string> keys)
    {
        options = Settings
            .All.Where(setting => keys.Count == 0 || keys.Contains(setting.Key))
            .ToDictionary(setting => setting, Make);
        foreach (var option in options.Values)
            command.Add(option);
    }

    /// <summary>The values that were given, by key. A switch without a value is on.</summary>
    public Dictionary<string, IReadOnlyList<string>> Read(ParseResult parsed)
    {
        var given = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (setting, option) in options)
        {
            if (parsed.GetResult(option) is null)
                continue;
            var values = parsed.GetValue(option) ?? [];
            given[setting.Key] = values.Length == 0 && setting.Kind == SettingKind.Switch ? ["true"] : values;
        }

        return given;
    }

    static Option<string[]> Make(Setting setting) =>
        new(setting.Flag)
        {
            Description = $"{setting.Description} [{setting.Variable}]",
            HelpName = setting.Kind switch
            {
                SettingKind.Number => "number",
                SettingKind.Switch => "true|false",
                _ => "text",
            },
            // Values are texts here, checked later like those of the environment and the file.
            CustomParser = given => [.. given.Tokens.Select(token => token.Value)],
            Arity = setting.Kind switch
            {
                SettingKind.List => ArgumentArity.OneOrMore,
                SettingKind.Switch => ArgumentArity.ZeroOrOne,
                _ => ArgumentArity.ExactlyOne,
            },
        };
}

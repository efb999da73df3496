using System.Reflection;
using System.Text.RegularExpressions;
using ComposeServer.Cli;
using ComposeServer.Cli.Serve;
using ComposeServer.Server.Host;
using ComposeServer.Testing.Measuring;
using ComposeServer.Tests.Cli;
using ComposeServer.Tests.Readme;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Stability;

/// <summary>What the code has now of the names that others rely on.</summary>
static partial class PublicNames
{
    /// <summary>Words that programs compare: of answers, of the command line, and of a server that does not start.</summary>
    public static IReadOnlyCollection<string> ErrorCodes() =>
        [
            .. ErrorCodeTests
                .Catalogues.Append(typeof(CliErrorCode))
                .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
                .Where(field => field.IsLiteral && field.FieldType == typeof(string))
                .Select(field => (string)field.GetRawConstantValue()!)
                .Concat(StartCodes())
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Names of metrics, and of their labels as <c>metric{label}</c>.</summary>
    public static IReadOnlyCollection<string> Metrics() =>
        [
            .. MeasurementTable
                .Read(File.ReadAllText(Path.Combine(SourceTree.Root, "src/README.md")))
                .SelectMany(row => row.Labels.Select(label => $"{row.Name}{{{label}}}").Prepend(row.Name)),
        ];

    /// <summary>Keys of the file, flags and variables.</summary>
    public static IReadOnlyCollection<string> Options() =>
        [
            .. Settings
                .All.SelectMany(setting => (string[])[setting.Key, setting.Flag, setting.Variable])
                .Append(ServerVariables.Config),
        ];

    /// <summary>Commands, and their flags with all their spellings.</summary>
    public static IReadOnlyCollection<string> Commands()
    {
        using var shell = CommandLineRun.Shell(
            TextWriter.Null,
            TextWriter.Null,
            null,
            new Dictionary<string, string>(StringComparer.Ordinal)
        );
        return [.. Below(CommandLine.Build(shell), "composeserver")];
    }

    static IEnumerable<string> Below(System.CommandLine.Command command, string path)
    {
        yield return path;
        foreach (var option in command.Options.Where(option => !option.Hidden))
        foreach (var name in option.Aliases.Prepend(option.Name))
            yield return $"{path} {name}";
        foreach (var inner in command.Subcommands.SelectMany(inner => Below(inner, $"{path} {inner.Name}")))
            yield return inner;
    }

    /// <summary>Codes of a start that fails have no catalogue: each stands in the one place where its words do.</summary>
    static IEnumerable<string> StartCodes() =>
        SourceTree
            .Files.Where(file =>
                file.Path.StartsWith("src/ComposeServer.Postgres/", StringComparison.Ordinal)
                || file.Path.StartsWith("src/ComposeServer.Server/", StringComparison.Ordinal)
            )
            .Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(file => StartCode.Matches(file.Text))
            .Select(match => match.Groups["code"].Value);

    [GeneratedRegex(
        @"new(\s+StartException)?\(\s*""(?<code>[A-Z][A-Z0-9_]{3,})""",
        RegexOptions.ExplicitCapture,
        1_000
    )]
    private static partial Regex StartCode { get; }
}

using System.CommandLine;
using System.Globalization;
using ComposeServer.Benchmarks.Corpus;
using ComposeServer.Benchmarks.Operations;
using ComposeServer.Benchmarks.Sides;

namespace ComposeServer.Benchmarks;

/// <summary>The options of a run on the command line. What is not given is as <see cref="BenchmarkOptions"/> says.</summary>
sealed class BenchmarkArguments
{
    readonly Option<string[]> _connections = List(
        "--connections",
        "Requests under way at a time; each number is measured.",
        "number,…",
        text => IsNumber(text, 1, 1_024) ? null : $"{text} is not between 1 and 1,024"
    );
    readonly Option<int?> _seconds = Number("--seconds", "Measured seconds of each round.", 1, 600);
    readonly Option<int?> _rounds = Number("--rounds", "Rounds, all sides by turns; medians are told.", 1, 100);
    readonly Option<int?> _warmUp = Number("--warm-up", "Seconds of each operation that do not count.", 1, 600);
    readonly Option<int?> _documents = Number(
        "--documents",
        "Posts that are stored before measuring.",
        BoardSize.PostsMin,
        10_000_000
    );
    readonly Option<int?> _seed = Number("--seed", "Where all random values come from.", 0, int.MaxValue);
    readonly Option<string[]> _only = Names("--only", "Operations to measure", OperationSet.Names);
    readonly Option<string[]> _with = Names("--with", "Other servers to measure", SideNames.Optional);
    readonly Option<string?> _json = File("--json", "File for the figures as JSON.");
    readonly Option<string?> _markdown = File("--markdown", "File for the table in Markdown.");
    readonly Option<string?> _chart = File("--chart", "File for a chart of the rates, SVG.");
    readonly Option<string?> _folder = new("--folder")
    {
        Description = "Folder in which the temporary database is made. Its disk decides what a durable write costs.",
        HelpName = "folder",
    };
    readonly Option<bool> _quick = new("--quick")
    {
        Description = "A look that takes about a minute: two rounds of a second, 1,000 posts, unless set otherwise.",
    };

    public IReadOnlyList<Option> All =>
        [
            _connections,
            _seconds,
            _rounds,
            _warmUp,
            _documents,
            _only,
            _with,
            _quick,
            _json,
            _markdown,
            _chart,
            _folder,
            _seed,
        ];

    public BenchmarkOptions Read(ParseResult parsed)
    {
        var standard = parsed.GetValue(_quick) ? new BenchmarkOptions().Quick() : new BenchmarkOptions();
        return standard with
        {
            Connections = parsed.GetValue(_connections) is { Length: > 0 } connections
                ? [.. connections.Select(text => int.Parse(text, CultureInfo.InvariantCulture)).Distinct()]
                : standard.Connections,
            Seconds = parsed.GetValue(_seconds) ?? standard.Seconds,
            Rounds = parsed.GetValue(_rounds) ?? standard.Rounds,
            WarmUpSeconds = parsed.GetValue(_warmUp) ?? standard.WarmUpSeconds,
            Documents = parsed.GetValue(_documents) ?? standard.Documents,
            Only = parsed.GetValue(_only) ?? [],
            With = parsed.GetValue(_with) ?? [],
            Seed = parsed.GetValue(_seed) ?? standard.Seed,
            Folder = parsed.GetValue(_folder),
            Json = parsed.GetValue(_json),
            Markdown = parsed.GetValue(_markdown),
            Chart = parsed.GetValue(_chart),
        };
    }

    static Option<int?> Number(string name, string description, int min, int max)
    {
        var option = new Option<int?>(name) { Description = description };
        option.Validators.Add(parsed =>
        {
            if (
                parsed.Errors.Any()
                || parsed.GetValueOrDefault<int?>() is not { } value
                || value >= min && value <= max
            )
                return;
            parsed.AddError($"{name} must be between {min} and {max}");
        });
        return option;
    }

    static Option<string[]> Names(string name, string description, IReadOnlyList<string> known) =>
        List(
            name,
            $"{description}: {string.Join(", ", known)}.",
            "name,…",
            text =>
                known.Contains(text, StringComparer.Ordinal) ? null : $"'{text}' is none of {string.Join(", ", known)}"
        );

    static Option<string[]> List(string name, string description, string help, Func<string, string?> fault)
    {
        var option = new Option<string[]>(name)
        {
            Description = description,
            HelpName = help,
            CustomParser = parsed =>
                [.. parsed.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.TrimEntries))],
        };
        option.Validators.Add(parsed =>
        {
            foreach (var text in parsed.GetValueOrDefault<string[]>() ?? [])
                if (fault(text) is { } message)
                    parsed.AddError($"{name}: {message}");
        });
        return option;
    }

    static Option<string?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };

    static bool IsNumber(string text, int min, int max) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value >= min
        && value <= max;
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ComposeServer.Testing.Measuring;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Readme;

/// <summary>Alerts and dashboard speak of measurements that there are.</summary>
public partial class WatchingTests
{
    const string Folder = "src/ComposeServer.Server/Operations";

    static readonly string[] KeysOfAlerts = ["alert", "expr", "for", "labels", "annotations"];

    static readonly IReadOnlyList<MeasurementRow> Table = MeasurementTable.Read(Read("src/README.md"));

    [Fact]
    public void Alerts_name_only_what_is_measured()
    {
        Assert.Empty(MeasurementTable.Unknown(Table, Read($"{Folder}/alerts.yml")));
    }

    [Fact]
    public void The_dashboard_names_only_what_is_measured()
    {
        using var dashboard = JsonDocument.Parse(Read($"{Folder}/dashboard.json"));
        var expressions = dashboard
            .RootElement.GetProperty("panels")
            .EnumerateArray()
            .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
            .Select(target => target.GetProperty("expr").GetString()!)
            .ToList();

        Assert.NotEmpty(expressions);
        Assert.Empty(MeasurementTable.Unknown(Table, dashboard.RootElement.GetRawText()));
        Assert.All(expressions, expression => Assert.True(IsBalanced(expression), expression));
    }

    [Fact]
    public void A_metric_that_nobody_measures_is_found()
    {
        Assert.Equal(
            ["composeserver_log_queue_ages", "composeserver_server_sockets_bucket"],
            MeasurementTable.Unknown(
                Table,
                "rate(composeserver_log_queue_ages[5m]) > composeserver_server_sockets_bucket + composeserver_log_group_events_bucket"
            )
        );
    }

    [Fact]
    public void Panels_stand_beside_and_below_each_other_and_each_has_a_title_of_its_own()
    {
        using var dashboard = JsonDocument.Parse(Read($"{Folder}/dashboard.json"));
        var panels = dashboard.RootElement.GetProperty("panels").EnumerateArray().ToList();
        var places = panels
            .ConvertAll(panel => panel.GetProperty("gridPos"))
            .ConvertAll(at => (X(at, "x"), X(at, "y")));

        Assert.Equal(places.Count, places.Distinct().Count());
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("title").GetString()).Distinct().Count());
        Assert.All(panels, panel => Assert.InRange(X(panel.GetProperty("gridPos"), "x"), 0, 16));

        static int X(JsonElement at, string axis) => at.GetProperty(axis).GetInt32();
    }

    /// <summary>Read by hand, as strictly as the file is written: one group, and rules whose members are named in a fixed order.</summary>
    [Fact]
    public void Alerts_are_rules_as_Prometheus_reads_them()
    {
        var lines = Read($"{Folder}/alerts.yml").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var rules = new List<Dictionary<string, string>>();
        Assert.Equal(["groups:", "  - name: composeserver", "    rules:"], lines[1..4]);
        foreach (var line in lines[4..])
            if (Begin.Match(line) is { Success: true } begin)
                rules.Add(new(StringComparer.Ordinal) { ["alert"] = begin.Groups["value"].Value });
            else if (Member.Match(line) is { Success: true } member)
                rules[^1].Add(member.Groups["key"].Value, member.Groups["value"].Value);
            else
                Assert.Matches(@"^          (severity|summary|description): [^:#]+$", line);

        Assert.Equal(3, rules.Count);
        Assert.All(rules, rule => Assert.Equal(KeysOfAlerts, rule.Keys));
        Assert.All(rules, rule => Assert.Matches("^ComposeServer[A-Z][A-Za-z]+$", rule["alert"]));
        Assert.All(rules, rule => Assert.Matches("^[1-9][0-9]*m$", rule["for"]));
        Assert.All(rules, rule => Assert.True(IsBalanced(rule["expr"]), rule["expr"]));
        // In plain style a colon or a number sign before a blank would end the text.
        Assert.All(rules, rule => Assert.DoesNotMatch(@": |\s#", rule["expr"]));
    }

    static bool IsBalanced(string expression)
    {
        var open = new Stack<char>();
        foreach (var sign in Quoted.Replace(expression, ""))
            if (sign is '(' or '{' or '[')
                open.Push(sign);
            else if (
                sign is ')' or '}' or ']'
                && (!open.TryPop(out var last) || "({[".IndexOf(last) != ")}]".IndexOf(sign))
            )
                return false;
        return open.Count == 0;
    }

    static string Read(string path) => File.ReadAllText(Path.Combine(SourceTree.Root, path));

    [GeneratedRegex(@"^      - alert: (?<value>\w+)$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Begin { get; }

    [GeneratedRegex(@"^        (?<key>[a-z]+):( (?<value>.+))?$", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Member { get; }

    [GeneratedRegex("\"[^\"]*\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Quoted { get; }
}

using System.Text.Json;
using ComposeServer.Tests.Stability;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Notices;

/// <summary><c>THIRD-PARTY-NOTICES.md</c> names every package that a build is made with, and the terms of it.</summary>
public class NoticeTests
{
    const string Begin = "<!-- packages -->\n";
    const string End = "<!-- end of packages -->\n";

    static readonly string[] Head =
    [
        "| From | Package | Version | Terms | In a built server |",
        "|---|---|---|---|---|",
    ];

    static string File => Path.Combine(SourceTree.Root, "THIRD-PARTY-NOTICES.md");

    [Fact]
    public void Every_package_that_was_restored_is_listed_with_its_version_and_terms()
    {
        var rows = Head.Concat(NoticeTable.All().Select(notice => notice.Row)).ToArray();
        var text = System.IO.File.ReadAllText(File);
        if (Environment.GetEnvironmentVariable(CheckedList.Variable) == "true")
        {
            text = $"{Before(text)}{Begin}{string.Concat(rows.Select(row => row + "\n"))}{End}{After(text)}";
            System.IO.File.WriteAllText(File, text);
        }

        var listed = text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..];
        listed = listed[..listed.IndexOf(End, StringComparison.Ordinal)];

        Assert.True(rows.Length > 50);
        Assert.Equal(rows, listed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void No_terms_are_unknown_and_the_full_text_of_what_we_link_with_is_there()
    {
        var all = NoticeTable.All();
        var text = System.IO.File.ReadAllText(File);

        Assert.DoesNotContain(all, notice => notice.Terms == "not told");
        Assert.All(
            all.Where(notice => notice is { Source: "NuGet", IsCarried: true }),
            notice =>
            {
                Assert.Contains(
                    $"| {notice.Name} | `{notice.Name}.dll` | {notice.Version} |",
                    text,
                    StringComparison.Ordinal
                );
                Assert.Contains(
                    notice.Terms == "MIT" ? "## MIT License" : $"## {notice.Terms} License",
                    text,
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Fact]
    public void A_package_for_building_is_told_apart_and_a_nested_one_has_its_own_name()
    {
        var locked = JsonElement.Parse(
            """
            {"packages":{"":{"name":"ours"},
            "node_modules/a":{"version":"1.0.0","license":"MIT"},
            "node_modules/a/node_modules/@s/b":{"version":"2.0.0","license":"ISC","dev":true},
            "node_modules/c":{"version":"3.0.0"}}}
            """
        );

        Assert.Equal(
            [
                new Notice("npm", "a", "1.0.0", "MIT", IsCarried: true),
                new Notice("npm", "@s/b", "2.0.0", "ISC", IsCarried: false),
                new Notice("npm", "c", "3.0.0", "not told", IsCarried: true),
            ],
            NoticeTable.OfLock(locked)
        );
    }

    static string Before(string text) =>
        text.IndexOf(Begin, StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text + "\n";

    static string After(string text) =>
        text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var at ? text[(at + End.Length)..] : "";
}

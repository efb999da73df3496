using System.Reflection;
using System.Text.RegularExpressions;
using ComposeServer.Composites;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.Identity;
using ComposeServer.Indexing.Catalogue;
using ComposeServer.Log.Intake;
using ComposeServer.Query.Mutations;
using ComposeServer.Server.Calls;
using ComposeServer.Tests.Tidy;

namespace ComposeServer.Tests.Readme;

public partial class ErrorCodeTests
{
    internal static readonly Type[] Catalogues =
    [
        typeof(RefusalCode),
        typeof(IdentityCode),
        typeof(ErrorCodes),
        typeof(IndexingCode),
        typeof(MutationCode),
        typeof(ApiErrorCode),
        typeof(CompositeErrorCode),
    ];

    [Fact]
    public void The_README_lists_every_code_that_callers_can_meet_and_no_other()
    {
        var known = Catalogues
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public))
            .Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!)
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        var listed = Row.Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "README.md")))
            .Select(row => row.Groups["code"].Value)
            .ToArray();

        Assert.Equal(known, listed);
        Assert.All(known, code => Assert.Matches("^[A-Z][A-Z0-9_]*$", code));
    }

    [GeneratedRegex(@"^\| `(?<code>[A-Z0-9_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row { get; }
}

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Directives: which, where and how often.</summary>
static class DirectiveMutations
{
    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        Anywhere(
            "an unknown directive",
            broken => broken.Chance.Of("@unknown", "@skipp(if: true)", "@unknown(a: {b: 1})")
        ),
        Anywhere("any directive anywhere", AnyOne),
        Anywhere("a directive twice", Twice),
        Anywhere(
            "a directive without its condition",
            broken => broken.Chance.Of("@skip", "@include", "@include(iff: true)")
        ),
        Anywhere(
            "an argument that the directive has not",
            broken =>
                broken.Chance.Any(broken.Schema.Directives) is { } one && broken.Chance.OneIn(2)
                    ? $"@{one.Name}(unheardOf: 1)"
                    : "@skip(if: true, unheardOf: 1)"
        ),
    ];

    static DocumentMutation Anywhere(string name, Func<BrokenDocument, string> make) =>
        new(
            name,
            broken =>
            {
                var places = broken
                    .Document.Parts.Select(part => part.Directives)
                    .Concat(broken.Document.Selections.Select(one => one.Directives))
                    .Concat(broken.Document.Operations.SelectMany(one => one.Variables).Select(one => one.Directives));
                broken.Chance.Of(places.ToArray()).Add(make(broken));
                return true;
            }
        );

    static string AnyOne(BrokenDocument broken)
    {
        var directive = broken.Chance.Any(broken.Schema.Directives);
        return directive is null || broken.Chance.OneIn(3)
            ? broken.Chance.Of("@skip(if: true)", "@deprecated", "@specifiedBy(url: \"\")", "@oneOf")
            : $"@{directive.Name}";
    }

    static string Twice(BrokenDocument broken)
    {
        var one = broken.Chance.OneIn(2) ? "@skip(if: false)" : AnyOne(broken);
        return string.Join(' ', Enumerable.Repeat(one, broken.Chance.From(2, 3)));
    }
}

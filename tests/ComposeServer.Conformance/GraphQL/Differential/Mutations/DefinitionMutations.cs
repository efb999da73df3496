using ComposeServer.Conformance.GraphQL.Differential.Generation;

namespace ComposeServer.Conformance.GraphQL.Differential.Mutations;

/// <summary>Operations and other definitions.</summary>
static class DefinitionMutations
{
    public static IReadOnlyList<DocumentMutation> All { get; } =
    [
        new("add a definition that is not executed", AddDefinition),
        new("two operations of one name", DoubleOperation),
        new("an operation without a name beside another", AddNameless),
        new("a subscription to more than one thing", WidenSubscription),
        new("a subscription to more than one thing, again", WidenSubscription),
    ];

    static bool AddDefinition(BrokenDocument broken)
    {
        broken.Document.Others.Add(
            // Nothing is wrong in these themselves: ours does not look into them.
            broken.Chance.Of(
                "type Qqqqqqqq { a: Int }",
                "extend type Qqqqqqqq { a: Int }",
                $"schema {{ query: {broken.Schema.Root("query")} }}",
                "directive @qqqqqqqq on FIELD",
                $"extend schema {{ query: {broken.Schema.Root("query")} }}",
                "\"told\" scalar Qqqqqqqq"
            )
        );
        return true;
    }

    static bool DoubleOperation(BrokenDocument broken)
    {
        var (document, chance) = (broken.Document, broken.Chance);
        var twin = new OperationText("query", broken.Schema.Root("query")!) { Name = "Operation0" };
        twin.Selections.Add(BrokenDocument.TypeName(twin.Type));
        document.Operations[0].Name = "Operation0";
        document.Operations.Insert(chance.Below(document.Operations.Count + 1), twin);
        return true;
    }

    static bool AddNameless(BrokenDocument broken)
    {
        var (document, chance) = (broken.Document, broken.Chance);
        var other = new OperationText("query", broken.Schema.Root("query")!);
        other.Selections.Add(BrokenDocument.TypeName(other.Type));
        document.Operations.Insert(chance.Below(document.Operations.Count + 1), other);
        return true;
    }

    static bool WidenSubscription(BrokenDocument broken)
    {
        if (broken.Schema.Root("subscription") is not { } root)
            return false;
        var (document, chance) = (broken.Document, broken.Chance);
        var subscription = chance.Any(document.Operations.Where(one => one.Keyword == "subscription"));
        if (subscription is null)
        {
            subscription = new("subscription", root) { Name = chance.OneIn(2) ? "Extra" : null };
            document.Operations.Clear();
            document.Operations.Add(subscription);
        }

        for (var count = chance.From(1, 3); count > 0; count--)
        {
            var extra = chance.Below(4) switch
            {
                0 => BrokenDocument.TypeName(root),
                1 => BrokenDocument.Field(root, "__typename", $"b{count}"),
                2 => BrokenDocument.Inline(root, root, [BrokenDocument.Field(root, "__typename", "c")]),
                _ => Spread(broken, root),
            };
            if (chance.OneIn(5))
                extra.Directives.Add("@skip(if: true)");
            subscription.Selections.Insert(chance.Below(subscription.Selections.Count + 1), extra);
        }

        return true;
    }

    static SelectionText Spread(BrokenDocument broken, string root)
    {
        if (broken.Document.Fragments.TrueForAll(one => one.Name != "OfRoot"))
        {
            broken.Document.Fragments.Add(
                broken.Fragment(
                    "OfRoot",
                    root,
                    BrokenDocument.Field(root, "__typename", "d"),
                    BrokenDocument.Field(root, broken.Chance.Of(broken.Schema.MembersOf(root)).Name)
                )
            );
        }

        return BrokenDocument.Spread(root, "OfRoot");
    }
}

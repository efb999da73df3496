using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Validation;
using ComposeServer.GraphQL.Validation.Merging;
using FsCheck;
using FsCheck.Fluent;

namespace ComposeServer.Tests.GraphQL.Validation;

public class MergeAgreementTests
{
    static readonly ValidationLimits Unlimited = new() { MergeComparisonsMax = int.MaxValue, ErrorsMax = int.MaxValue };

    [Fact]
    public void The_quick_check_and_the_pairs_of_the_reference_implementation_agree() =>
        Prop.ForAll(
                Gen.Choose(0, 1_000).ArrayOf(120).ToArbitrary(),
                choices =>
                {
                    var document = ChosenDocument.Of(choices);
                    return (
                        MergeCheck.Run(Verdict.ContextOf(document, Unlimited)).HasConflict == HasPairs(document)
                    ).Label(document);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void Both_verdicts_occur_among_such_documents()
    {
        var verdicts = Enumerable
            .Range(0, 200)
            .Select(i =>
                HasPairs(
                    ChosenDocument.Of([.. Enumerable.Range(0, 120).Select(k => ((i * 7919) + (k * k * 31)) % 1_000)])
                )
            )
            .ToArray();

        Assert.InRange(verdicts.Count(hasPairs => hasPairs), 20, 180);
    }

    static bool HasPairs(string document)
    {
        var context = Verdict.ContextOf(document, Unlimited);
        var rule = new PairsRule(context);
        new DocumentWalk(context.Types, [rule], () => false).Document(context.Document);
        return rule.HasConflict;
    }

    sealed class PairsRule(ValidationContext context) : ValidationRule
    {
        readonly ConflictFinder finder = new(context);

        public bool HasConflict { get; private set; }

        public override void EnterSelectionSet(SelectionSetNode selections, SyntaxNode owner)
        {
            if (owner is not InlineFragmentNode)
            {
                HasConflict |= finder.Within(context.Types.ParentType, selections).Count > 0;
            }
        }
    }
}

using ComposeServer.Conformance.Differential;
using ComposeServer.Conformance.GraphQL.Differential.Generation;
using ComposeServer.Conformance.GraphQL.Differential.Mutations;
using ComposeServer.GraphQL.Types;

namespace ComposeServer.Conformance.GraphQL.Differential;

/// <summary>Documents that break rules of validation: the same errors, in the same words, places and order.</summary>
public class BrokenDocumentTests(ReferenceEngine reference) : IClassFixture<ReferenceEngine>
{
    const int PerSchema = 12;

    /// <summary>All rules about executable documents, as the reference names them.</summary>
    static readonly string[] Rules =
    [
        "ExecutableDefinitionsRule",
        "UniqueOperationNamesRule",
        "LoneAnonymousOperationRule",
        "SingleFieldSubscriptionsRule",
        "KnownTypeNamesRule",
        "FragmentsOnCompositeTypesRule",
        "VariablesAreInputTypesRule",
        "ScalarLeafsRule",
        "FieldsOnCorrectTypeRule",
        "UniqueFragmentNamesRule",
        "KnownFragmentNamesRule",
        "NoUnusedFragmentsRule",
        "PossibleFragmentSpreadsRule",
        "NoFragmentCyclesRule",
        "UniqueVariableNamesRule",
        "NoUndefinedVariablesRule",
        "NoUnusedVariablesRule",
        "KnownDirectivesRule",
        "UniqueDirectivesPerLocationRule",
        "KnownArgumentNamesRule",
        "UniqueArgumentNamesRule",
        "ValuesOfCorrectTypeRule",
        "ProvidedRequiredArgumentsRule",
        "VariablesInAllowedPositionRule",
        "OverlappingFieldsCanBeMergedRule",
        "UniqueInputFieldNamesRule",
    ];

    readonly Buckets buckets = new();

    [Fact]
    public async Task A_broken_document_gets_the_errors_of_the_reference_implementation_in_its_order()
    {
        var cases = CaseCount.Share("broken documents", percent: 36);
        var faults = new List<string>();
        var mutation = 0;

        for (var number = 0; number < cases; number += PerSchema)
        {
            var chance = Chance.ForCase(4_000_000 + number);
            var text = SchemaGenerator.Make(chance);
            var questions = Enumerable
                .Range(0, PerSchema)
                .Select(_ => new Question(Break(text, chance, mutation++)))
                .ToArray();
            var asked = reference.AskAsync($"{text}", describes: false, questions);
            var schema = SchemaFromSdl.Build($"{text}").Schema!;
            var answer = await asked;
            if (answer.Faults is [var problem, ..])
            {
                faults.Add($"case {number}: the generator made a faulty schema: {problem}\n{text}");
                continue;
            }

            foreach (var (question, theirs) in questions.Zip(answer.Answers))
            {
                // Each rule once for each document, however often it was broken.
                buckets.Count((theirs.Rules ?? []).Distinct());
                if (Compare(schema, question.Document, theirs) is { } fault)
                    faults.Add($"case {number}: {fault}\n{question.Document}\n{text}");
            }
        }

        CaseCount.AssertNone(faults);
        buckets.AssertFilled(least: 50, Rules);
    }

    static string Break(SchemaText schema, Chance chance, int first)
    {
        var broken = new BrokenDocument(DocumentGenerator.Make(schema, chance).Text, schema, chance);
        var all = DocumentMutation.All;
        for (var number = first; !all[number % all.Count].Apply(broken); number++) { }
        while (chance.OneIn(3))
            chance.Of(all).Apply(broken);
        return $"{broken.Document}";
    }

    static string? Compare(Schema schema, string source, RequestAnswer theirs)
    {
        var (ok, error, document) = OwnEngine.Parse(source);
        if (Difference.Between("print", new(theirs.Parsed.Ok, theirs.Parsed.Error), new(ok, error)) is { } fault)
            return fault;
        if (document is null)
            return null;
        var errors = OwnEngine.Validate(schema, document);
        if (theirs.GaveUp is not null)
            return errors.Length == 0 ? $"ours takes what the reference gave up on: {theirs.GaveUp}" : null;
        return Difference.Between(
            "verdict",
            new(string.Join('\n', theirs.Errors!), null),
            new(string.Join('\n', errors), null)
        );
    }
}

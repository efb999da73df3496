using System.Collections.Immutable;

namespace ComposeServer.GraphQL.Validation.Rules;

/// <summary>All rules about executable documents, in the order of the reference implementation, which orders errors of one place.</summary>
static class RuleCatalogue
{
    public static ImmutableArray<ValidationRule> For(ValidationContext context) =>
        [
            new ExecutableDefinitions(context),
            new UniqueOperationNames(context),
            new LoneAnonymousOperation(context),
            new SingleFieldSubscriptions(context),
            new KnownTypeNames(context),
            new FragmentsOnCompositeTypes(context),
            new VariablesAreInputTypes(context),
            new ScalarLeafs(context),
            new FieldsOnCorrectType(context),
            new UniqueFragmentNames(context),
            new KnownFragmentNames(context),
            new NoUnusedFragments(context),
            new PossibleFragmentSpreads(context),
            new NoFragmentCycles(context),
            new UniqueVariableNames(context),
            new NoUndefinedVariables(context),
            new NoUnusedVariables(context),
            new KnownDirectives(context),
            new UniqueDirectivesPerLocation(context),
            .. Incremental(context),
            new KnownArgumentNames(context),
            new UniqueArgumentNames(context),
            new ValuesOfCorrectType(context),
            new ProvidedRequiredArguments(context),
            new VariablesInAllowedPosition(context),
            new OverlappingFieldsCanBeMerged(context),
            new UniqueInputFieldNames(context),
        ];

    // A schema that does not offer answers in parts refuses these directives as unknown; most documents have none of them.
    static ImmutableArray<ValidationRule> Incremental(ValidationContext context) =>
        context.HasDelivery
            ?
            [
                new DeferStreamDirectiveOnRootField(context),
                new DeferStreamDirectiveOnValidOperations(context),
                new DeferStreamDirectiveLabel(context),
                new StreamDirectiveOnListField(context),
            ]
            : [];
}

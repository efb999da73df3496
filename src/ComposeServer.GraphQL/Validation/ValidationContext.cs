using System.Collections.Immutable;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;
using ComposeServer.GraphQL.Language;
using ComposeServer.GraphQL.Types;
using ComposeServer.GraphQL.Validation.Merging;

namespace ComposeServer.GraphQL.Validation;

/// <summary>What the rules share while one document is validated.</summary>
sealed class ValidationContext
{
    readonly ImmutableArray<GraphQLError>.Builder errors = ImmutableArray.CreateBuilder<GraphQLError>();

    public ValidationContext(Schema schema, DocumentNode document, ValidationLimits limits, bool hasSuggestions)
    {
        Schema = schema;
        Document = document;
        Limits = limits;
        HasSuggestions = hasSuggestions;
        Types = new TypeStack(schema);
        Fragments = new FragmentMap(document);
        Variables = new VariableUsages(this);
        HasDelivery = schema.IsIncremental && DeliveryScan.Finds(document);
    }

    public Schema Schema { get; }
    public DocumentNode Document { get; }
    public ValidationLimits Limits { get; }
    public bool HasSuggestions { get; }
    public TypeStack Types { get; }
    public FragmentMap Fragments { get; }
    public VariableUsages Variables { get; }
    public FieldSignatures Signatures { get; } = new();

    /// <summary>True when the schema offers answers in parts and the document asks for one.</summary>
    public bool HasDelivery { get; }

    /// <summary>True when following spreads has no end.</summary>
    public bool HasFragmentCycle { get; set; }

    /// <summary>True once enough errors were found, or a limit was: then nothing more is reported.</summary>
    public bool IsOver { get; private set; }

    public ImmutableArray<GraphQLError> Errors => errors.ToImmutable();

    public void Report(string message, params ReadOnlySpan<Location> places) =>
        Report(new GraphQLError(message, ErrorCodes.ValidationFailed) { Locations = [.. places] });

    /// <summary>Reports an error; past the limit a last one says that there were more.</summary>
    public void Report(GraphQLError error)
    {
        if (IsOver)
        {
            return;
        }

        if (errors.Count < Limits.ErrorsMax)
        {
            errors.Add(error with { Locations = [.. error.Locations.Take(Limits.LocationsPerErrorMax)] });
            return;
        }

        const string Aborted = "Too many validation errors, error limit reached. Validation aborted.";
        errors.Add(new GraphQLError(Aborted, ErrorCodes.ValidationFailed));
        IsOver = true;
    }

    /// <summary>Reports that a limit was met, and ends the validation.</summary>
    public void Abort(GraphQLError error)
    {
        if (!IsOver)
        {
            errors.Add(error);
            IsOver = true;
        }
    }

    /// <summary>"Did you mean", or nothing when names of the schema are not shown.</summary>
    public string Hint(string given, IEnumerable<string> options) =>
        HasSuggestions ? Suggestion.Hint(Suggestion.Near(given, options)) : "";
}

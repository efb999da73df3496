namespace ComposeServer.Json.Schema;

/// <summary>What a schema says about a document.</summary>
public sealed class SchemaVerdict
{
    internal SchemaVerdict(IReadOnlyList<SchemaViolation> violations, SchemaError? fault)
    {
        Violations = violations;
        Fault = fault;
    }

    internal static SchemaVerdict Valid { get; } = new([], null);

    /// <summary>True when the document is as the schema demands.</summary>
    public bool IsValid => Fault is null && Violations.Count == 0;

    /// <summary>What is wrong, in the order in which ajv reports it, at most <see cref="SchemaLimits.ViolationsMax"/>.</summary>
    public IReadOnlyList<SchemaViolation> Violations { get; }

    /// <summary>Why nothing could be decided: a pattern ran out of time, or the evaluation grew too large; normally null.</summary>
    public SchemaError? Fault { get; }

    /// <summary>The violations joined by <c>", "</c>, as ajv's <c>errorsText</c> does; or the detail of the fault; empty when valid.</summary>
    public string Text => Fault?.Detail ?? string.Join(", ", Violations);

    /// <inheritdoc/>
    public override string ToString() => IsValid ? "valid" : Text;
}

/// <summary>One rule that a document breaks.</summary>
/// <param name="InstancePath">JSON pointer to the value; empty for the document itself.</param>
/// <param name="Message">The rule in ajv's words, for example <c>must be string</c>.</param>
public readonly record struct SchemaViolation(string InstancePath, string Message)
{
    /// <summary>As in ajv's <c>errorsText</c>: <c>data/a/0 must be string</c>.</summary>
    public override string ToString() => $"data{InstancePath} {Message}";
}

using System.Text.Json;

namespace ComposeServer.Conformance.Differential;

/// <summary>A text that was made, or the message of the error in its place.</summary>
readonly record struct Made(string? Text, string? Error)
{
    public override string ToString() => Text ?? $"error: {Error}";
}

/// <summary>What the original tools made of an SDL text; a part is null where an earlier one failed.</summary>
sealed class ReferenceAnswer(JsonElement json)
{
    /// <summary>The abstract composite as JSON.</summary>
    public Made Abstract { get; } = Part(json, "abstract")!.Value;

    /// <summary>The composite file that a node without rules of its own makes possible.</summary>
    public Made? Composite { get; } = Part(json, "composite");

    /// <summary>Made without a node, in SDL order.</summary>
    public Served? Mock { get; } = Served.Of(json, "mock");

    /// <summary>Made of stored models, in the order of DAG-CBOR.</summary>
    public Served? Created { get; } = Served.Of(json, "created");

    /// <summary>The first error on the way to a composite; null when there is a composite.</summary>
    public string? Refusal => Abstract.Error ?? Composite?.Error;

    public static Made? Part(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part) ? new(Text(part, "ok"), Text(part, "error")) : null;

    static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var text) ? text.GetString() : null;
}

/// <summary>A runtime definition and the schemas printed of it, which are null where there is no definition.</summary>
sealed record Served(Made Runtime, Made? Schema, Made? ReadOnly)
{
    public static Served? Of(JsonElement json, string name) =>
        json.TryGetProperty(name, out var part)
            ? new(
                ReferenceAnswer.Part(part, "runtime")!.Value,
                ReferenceAnswer.Part(part, "schema"),
                ReferenceAnswer.Part(part, "readonly")
            )
            : null;
}

namespace ComposeServer.Composites.Runtime;

/// <summary>A runtime definition and what is doubtful about it.</summary>
/// <remarks>Warnings name what is defined twice, where the last definition stays, as in the JS tools; one sentence each.</remarks>
public sealed record RuntimeCompilation(RuntimeDefinition Definition, IReadOnlyList<string> Warnings);

namespace ComposeServer.Testing.Programs;

/// <summary>A program that has ended.</summary>
/// <param name="Exit">Its code.</param>
/// <param name="Out">What it printed.</param>
/// <param name="Words">What it wrote to standard error.</param>
public sealed record Finished(int Exit, string Out, string Words);

namespace ComposeServer.Fuzz.Running;

/// <summary>An input that broke a claim or a limit.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Input">The input.</param>
/// <param name="Detail">The whole exception, or nothing.</param>
public sealed record Finding(string Fault, byte[] Input, string Detail);

namespace ComposeServer.Benchmarks.Bare;

/// <summary>A document of any model, as the bare tables keep it.</summary>
/// <param name="Doc">Its number.</param>
/// <param name="Id">Its StreamID.</param>
/// <param name="Controller">DID of its author.</param>
/// <param name="CreatedAt">Milliseconds of the Unix epoch.</param>
/// <param name="Content">JSON.</param>
readonly record struct BareRow(long Doc, string Id, string Controller, long CreatedAt, string Content);

using NpgsqlTypes;

namespace ComposeServer.Benchmarks.Bare;

/// <summary>A variable of a request, which is a parameter of the statement.</summary>
/// <param name="Name">In the request.</param>
/// <param name="Type">Text or integer.</param>
readonly record struct BareVariable(string Name, NpgsqlDbType Type);

using ComposeServer.Benchmarks.Bare;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>One question in the languages of all sides. All select the same values in the same order.</summary>
/// <param name="Text">GraphQL of the models, for this server and the former node.</param>
/// <param name="Postgraphile">GraphQL of the tables that PostGraphile has.</param>
/// <param name="Bare">The statement of the bare endpoint.</param>
sealed record Question(string Text, string Postgraphile, BareRead Bare)
{
    /// <summary>The same after a cursor, in the variable <c>after</c>.</summary>
    public Question After(BareRead bare) => this with { Bare = bare };
}

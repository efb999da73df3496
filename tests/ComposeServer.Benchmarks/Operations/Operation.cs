using System.Text.Json.Nodes;
using ComposeServer.Benchmarks.Corpus;

namespace ComposeServer.Benchmarks.Operations;

/// <summary>A kind of request that is measured on every side that knows it.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Group">For <c>--only</c>.</param>
abstract record Operation(string Name, string Group)
{
    /// <summary>Requests under way at a time, for an operation that does not follow the options in this.</summary>
    public int? Connections { get; init; }

    /// <summary>A question that may be asked again.</summary>
    /// <param name="Name">For the table.</param>
    /// <param name="Group">For <c>--only</c>.</param>
    /// <param name="Question">The question in the languages of the sides.</param>
    /// <param name="Variables">Its variables, each time it is asked.</param>
    public sealed record Read(string Name, string Group, Question Question, IReadOnlyList<JsonObject> Variables)
        : Operation(Name, Group)
    {
        /// <summary>Documents that lie before the page, which is asked for by the cursor of the last of them; 0 for the first page.</summary>
        public int Skipped { get; init; }

        /// <summary>The same, asked with the first of the variables only.</summary>
        public Read First(int count) => this with { Variables = [.. Variables.Take(count)] };
    }

    /// <summary>Signed documents, each of which can be created once.</summary>
    /// <param name="Documents">They.</param>
    public sealed record Create(IReadOnlyList<SignedDocument> Documents) : Operation("create", OperationSet.Create);
}

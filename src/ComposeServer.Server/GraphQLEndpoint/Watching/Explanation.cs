using System.Text;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Postgres.Diagnostics;

namespace ComposeServer.Server.GraphQLEndpoint.Watching;

/// <summary>What <c>extensions.explain</c> tells: the statements that an operation ran, with no value of anybody's.</summary>
/// <remarks>
/// Writes are committed in groups that serve many callers; their statements belong to none of them and are not told, but the reads that came
/// before are.
/// </remarks>
static class Explanation
{
    /// <summary>Name of the member.</summary>
    public const string Member = "explain";

    /// <summary>A field that is resolved once for all parents of a level.</summary>
    const string ByLevel = "level";

    /// <summary>A field that is read with everything under it.</summary>
    const string ByTree = "tree";

    /// <summary>Describes what was kept.</summary>
    /// <param name="watch">The operation's.</param>
    /// <param name="analyse">Asks Postgres for the plan of a statement, as JSON; null to leave plans out.</param>
    public static async ValueTask<Dictionary<string, object?>> OfAsync(
        StatementWatch watch,
        Func<RanStatement, ValueTask<string?>>? analyse
    )
    {
        var statements = new List<object?>();
        foreach (var ran in watch.Kept())
        {
            var told = Describe(ran);
            if (analyse is not null && await analyse(ran) is { } plan)
                told["plan"] = new CompletedJson(Encoding.UTF8.GetBytes(plan));
            statements.Add(told);
        }

        return new(StringComparer.Ordinal) { ["statements"] = statements, ["count"] = watch.Count };
    }

    static Dictionary<string, object?> Describe(RanStatement ran) =>
        new(StringComparer.Ordinal)
        {
            ["runner"] = ran.Name == PostgresDiagnostics.TreeStatement ? ByTree : ByLevel,
            ["field"] = ran.Purpose,
            ["statement"] = ran.Name,
            ["sql"] = ran.Sql,
            ["parameters"] = ran.ParameterTypes.ToList<object?>(),
            ["rows"] = ran.Rows,
            ["durationMs"] = double.Round(ran.Elapsed.TotalMilliseconds, 3),
        };
}

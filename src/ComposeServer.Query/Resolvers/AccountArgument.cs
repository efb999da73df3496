using ComposeServer.GraphQL.Execution;
using ComposeServer.Identity.Dids;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Requests;

namespace ComposeServer.Query.Resolvers;

/// <summary>The argument <c>account</c>: a DID, or one of the words <c>viewer</c> and <c>documentAccount</c> (composedb.md 8.3).</summary>
static class AccountArgument
{
    /// <summary>The DID that an argument stands for.</summary>
    /// <param name="text">The argument.</param>
    /// <param name="parent">The document whose field is asked for, or null.</param>
    /// <param name="context">The request.</param>
    /// <returns>Null when the viewer is asked for and there is none, or when the text is no DID.</returns>
    public static Did? Resolve(string text, DocumentNode? parent, FieldContext context) =>
        text switch
        {
            "viewer" => context.StateAs<QueryRequest>().Viewer.Did,
            "documentAccount" when parent is not null => parent.State.Controller,
            _ => Did.TryParse(text, out var did) ? did : null,
        };
}

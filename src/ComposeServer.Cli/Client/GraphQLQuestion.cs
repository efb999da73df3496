using System.Text.Json;
using ComposeServer.GraphQL.Language;

namespace ComposeServer.Cli.Client;

/// <summary>A GraphQL request.</summary>
/// <param name="Query">The document.</param>
/// <param name="Operation">Which of its operations; null when there is one.</param>
/// <param name="Variables">A JSON object.</param>
/// <param name="Did">Given as the variable <c>did</c> when the caller has not set it, as the old command line did; null when nobody is known.</param>
sealed record GraphQLQuestion(string Query, string? Operation, JsonElement Variables, string? Did)
{
    /// <summary>Whether the operation writes. A text that cannot be read is for the server to refuse.</summary>
    public bool IsMutation
    {
        get
        {
            var operations =
                GraphQLParser
                    .Parse(Query, ParserLimits.Default)
                    .Document?.Definitions.OfType<OperationDefinitionNode>()
                    .ToList()
                ?? [];
            var chosen = Operation is null
                ? operations.FirstOrDefault()
                : operations.Find(operation => operation.Name == Operation);
            return chosen?.Operation == OperationType.Mutation;
        }
    }

    public void WriteVariables(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var variable in Variables.EnumerateObject())
            variable.WriteTo(json);
        if (Did is not null && !Variables.TryGetProperty("did", out _))
            json.WriteString("did", Did);
        json.WriteEndObject();
    }
}

using System.Text.Json.Nodes;
using ComposeServer.GraphQL.Diagnostics;
using ComposeServer.GraphQL.Execution;

namespace ComposeServer.Query.Mutations;

/// <summary>Coerced inputs as JSON content.</summary>
static class InputContent
{
    /// <summary>An input object as JSON.</summary>
    /// <param name="input">The coerced input.</param>
    /// <param name="withoutNulls">
    /// True removes members that are null, at any depth; items of lists stay. The clients do so before they create or update, since a null
    /// would not pass the JSON Schema.
    /// </param>
    public static JsonObject Of(object? input, bool withoutNulls)
    {
        var content = new JsonObject();
        if (input is OrderedDictionary<string, object?> members)
            foreach (var (name, value) in members)
                if (value is not null || !withoutNulls)
                    content[name] = ValueOf(value, withoutNulls);
        return content;
    }

    static JsonNode? ValueOf(object? value, bool withoutNulls) =>
        value switch
        {
            null => null,
            OrderedDictionary<string, object?> => Of(value, withoutNulls),
            object?[] items => new JsonArray([.. items.Select(item => ValueOf(item, withoutNulls))]),
            string text => JsonValue.Create(text),
            bool flag => JsonValue.Create(flag),
            int number => JsonValue.Create(number),
            long number => JsonValue.Create(number),
            double number => JsonValue.Create(Finite(number)),
            _ => throw new InvalidOperationException($"an input has a value of type {value.GetType().Name}"),
        };

    /// <summary>A scalar that takes anything takes <c>1e400</c> too, which no JSON can say again.</summary>
    /// <exception cref="GraphQLException">It is infinite.</exception>
    static double Finite(double number) =>
        double.IsFinite(number)
            ? number
            : throw new GraphQLException("A number of the content is too large", ErrorCodes.BadUserInput);
}

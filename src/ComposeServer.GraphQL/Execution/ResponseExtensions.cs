namespace ComposeServer.GraphQL.Execution;

/// <summary>What resolvers add to the top of a response, beside <c>data</c> and <c>errors</c>. Thread-safe.</summary>
public sealed class ResponseExtensions
{
    readonly Lock gate = new();
    SortedDictionary<string, object?>? members;

    /// <summary>True makes <c>data</c> null whatever the resolvers answered, for requests that only ask what would be done.</summary>
    public bool OmitsData { get; set; }

    /// <summary>Sets a member of <c>extensions</c>.</summary>
    /// <param name="name">The member's name; the last value of a name stays.</param>
    /// <param name="value">Null, bool, string, a number, <see cref="System.Text.Json.JsonElement"/>, <see cref="CompletedJson"/>, a dictionary with string keys, or a list of such.</param>
    public void Set(string name, object? value)
    {
        lock (gate)
        {
            members ??= new(StringComparer.Ordinal);
            members[name] = value;
        }
    }

    /// <summary>The members so far, by name.</summary>
    internal KeyValuePair<string, object?>[] InOrder()
    {
        lock (gate)
        {
            return members is null ? [] : [.. members];
        }
    }
}

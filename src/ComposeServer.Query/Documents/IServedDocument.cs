using System.Text.Json;

namespace ComposeServer.Query.Documents;

/// <summary>A document as the resolvers of added fields see it.</summary>
public interface IServedDocument
{
    /// <summary>Its StreamID.</summary>
    string Id { get; }

    /// <summary>The DID of its account.</summary>
    string Account { get; }

    /// <summary>Name of its model in the schema.</summary>
    string TypeName { get; }

    /// <summary>Its content: a JSON object, or null before there is any.</summary>
    JsonElement Content { get; }
}

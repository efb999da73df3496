using System.Text.Json;
using ComposeServer.Composites.Runtime;
using ComposeServer.GraphQL.Execution;
using ComposeServer.Query.Documents;
using ComposeServer.Query.Plan;

namespace ComposeServer.Query.Resolvers;

/// <summary>Reads a field of a document, or of an object within one. A DID is shown as an account.</summary>
sealed class ContentResolver(string field, RuntimeField.Content type) : PropertyResolver, IPlannedResolver
{
    public FieldRole Role { get; } = new FieldRole.Content(field, type);

    public override object? Resolve(object parent, FieldContext context)
    {
        var value = parent is DocumentNode document ? document.Member(field) : MemberOf((JsonElement)parent);
        return value is JsonElement json && HoldsAccounts(type) ? AccountsIn(json) : value;
    }

    object? MemberOf(JsonElement parent) =>
        parent.ValueKind == JsonValueKind.Object
        && parent.TryGetProperty(field, out var value)
        && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    static bool HoldsAccounts(RuntimeField.Content type) =>
        type is RuntimeField.Scalar { Type: RuntimeScalar.Did }
        || (type is RuntimeField.List list && list.Item is RuntimeField.Scalar { Type: RuntimeScalar.Did });

    static object? AccountsIn(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.String => new AccountNode(value.GetString()!),
            JsonValueKind.Array => value.EnumerateArray().Select(AccountsIn).ToArray(),
            _ => null,
        };
}

using System.Text.Json;

namespace ComposeServer.GraphQL.Execution;

/// <summary>
/// Stands in for fields without a resolver: reads the member of the field's name from a dictionary or a JSON object. A member that is a
/// function of the context is called.
/// </summary>
sealed class MemberResolver : PropertyResolver
{
    public static readonly MemberResolver Instance = new();

    public override object? Resolve(object parent, FieldContext context)
    {
        var member = Read(parent, context.Field.Name);
        return member is Func<FieldContext, object?> read ? read(context) : member;
    }

    /// <summary>The member of that name.</summary>
    /// <returns>Null when there is no such member, or the parent has no members at all.</returns>
    public static object? Read(object parent, string name) =>
        parent switch
        {
            IReadOnlyDictionary<string, object?> entries => entries.GetValueOrDefault(name),
            JsonElement { ValueKind: JsonValueKind.Object } json when json.TryGetProperty(name, out var member) =>
                member,
            _ => null,
        };
}

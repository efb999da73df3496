namespace ComposeServer.Composites.Review;

/// <summary>An account relation as people write it: <c>LIST</c>, <c>SET(postID)</c>.</summary>
static class AccountRelationText
{
    public static string Of(string kind, IReadOnlyList<string> fields) =>
        fields.Count == 0 ? kind.ToUpperInvariant() : $"{kind.ToUpperInvariant()}({string.Join(", ", fields)})";
}

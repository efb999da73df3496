namespace ComposeServer.Composites.Runtime;

/// <summary>The words for <see cref="RelationSource"/> in JSON.</summary>
static class RelationSourceWord
{
    public static string Of(RelationSource source) =>
        source switch
        {
            RelationSource.Document => "document",
            RelationSource.QueryConnection => "queryConnection",
            RelationSource.QueryCount => "queryCount",
            RelationSource.Set => "set",
            _ => throw new ArgumentOutOfRangeException(nameof(source)),
        };

    public static RelationSource? Read(string word) =>
        word switch
        {
            "document" => RelationSource.Document,
            "queryConnection" => RelationSource.QueryConnection,
            "queryCount" => RelationSource.QueryCount,
            "set" => RelationSource.Set,
            _ => null,
        };
}

using ComposeServer.Ipld;

namespace ComposeServer.Composites.Review;

/// <summary>A model as a review sees it: other models go by their names.</summary>
sealed class ReviewedModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required bool IsInterface { get; init; }

    /// <summary>How many documents an account may have, as people write it: <c>SET(postID)</c>.</summary>
    public required string AccountRelation { get; init; }

    /// <summary>What a document holds.</summary>
    public required ReviewedObject Content { get; init; }

    /// <summary>Fields that keep their first value.</summary>
    public required IReadOnlyCollection<string> ImmutableFields { get; init; }

    /// <summary>Names of the interfaces that it implements.</summary>
    public required IReadOnlyList<string> Interfaces { get; init; }

    /// <summary>What each view shows, by field.</summary>
    public required IReadOnlyDictionary<string, string> Views { get; init; }

    /// <summary>Paths of each index, as people write them.</summary>
    public required IReadOnlyList<string> Indices { get; init; }

    /// <summary>What each relation field refers to; empty where that is not told.</summary>
    public IReadOnlyDictionary<string, string> Relations { get; init; } = new Dictionary<string, string>();

    public string? Description { get; init; }

    /// <summary>The definition with names for ids, equal for equal models whoever made them; null where there is none.</summary>
    public IpldValue? Definition { get; init; }

    /// <summary>Names of the models that the definition refers to.</summary>
    public IReadOnlySet<string> References { get; init; } = new HashSet<string>();
}

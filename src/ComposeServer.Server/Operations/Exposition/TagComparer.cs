using Tag = System.Collections.Generic.KeyValuePair<string, object?>;

namespace ComposeServer.Server.Operations.Exposition;

/// <summary>Finds series by the tags of a measurement, which come as a span that nobody may keep.</summary>
sealed class TagComparer : IEqualityComparer<Tag[]>, IAlternateEqualityComparer<ReadOnlySpan<Tag>, Tag[]>
{
    public static readonly TagComparer Instance = new();

    public bool Equals(Tag[]? x, Tag[]? y) => Equals(x.AsSpan(), y!);

    public bool Equals(ReadOnlySpan<Tag> alternate, Tag[] other)
    {
        if (alternate.Length != other.Length)
            return false;
        for (var i = 0; i < other.Length; i++)
            if (
                !string.Equals(alternate[i].Key, other[i].Key, StringComparison.Ordinal)
                || !Equals(alternate[i].Value, other[i].Value)
            )
                return false;
        return true;
    }

    public int GetHashCode(Tag[] obj) => GetHashCode(obj.AsSpan());

    /// <summary>Names are alike within a metric, so that values tell enough.</summary>
    public int GetHashCode(ReadOnlySpan<Tag> alternate)
    {
        var hash = default(HashCode);
        foreach (var tag in alternate)
            hash.Add(tag.Value);
        return hash.ToHashCode();
    }

    public Tag[] Create(ReadOnlySpan<Tag> alternate) => alternate.ToArray();
}

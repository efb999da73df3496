namespace ComposeServer.Ipld;

/// <summary>A list.</summary>
/// <param name="Items">Kept, not copied: must not change afterwards.</param>
public sealed record IpldList(IReadOnlyList<IpldValue> Items) : IpldValue
{
    /// <summary>Shared.</summary>
    public static IpldList Empty { get; } = new([]);

    /// <summary>Number of items.</summary>
    public int Count => Items.Count;

    /// <summary>The item at an index from 0.</summary>
    public IpldValue this[int index] => Items[index];

    /// <summary>A list of these.</summary>
    public static IpldList Of(params IpldValue[] items) => new(items);

    /// <summary>Equal items in the same order.</summary>
    public bool Equals(IpldList? other)
    {
        if (other is null || other.Count != Count)
            return false;
        for (var i = 0; i < Count; i++)
        {
            if (!Items[i].Equals(other.Items[i]))
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items)
            hash.Add(item);
        return hash.ToHashCode();
    }
}

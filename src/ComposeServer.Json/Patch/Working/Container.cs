using System.Text.Json;

namespace ComposeServer.Json.Patch.Working;

/// <summary>A list or an object of the working document, opened one level deep.</summary>
/// <remarks>
/// Members keep their order; a removed one leaves a gap so that positions in the index stay true. <see cref="SizeBytes"/> is kept by
/// the caller for changes below, by the methods here for changes in this container.
/// </remarks>
sealed partial class Container
{
    const int IndexedFrom = 12;

    Slot[] values;
    string?[] names;
    int count;
    Dictionary<string, int>? index;

    Container(bool isList, int capacity, int epoch)
    {
        IsList = isList;
        Epoch = epoch;
        values = capacity == 0 ? [] : new Slot[capacity];
        names = isList || capacity == 0 ? [] : new string?[capacity];
        SizeBytes = 2;
    }

    public bool IsList { get; }

    /// <summary>The epoch in which it was made; it may be changed in place only while that epoch lasts.</summary>
    public int Epoch { get; }

    /// <summary>As compact JSON; more than that only when members are repeated or their names needlessly escaped.</summary>
    public long SizeBytes { get; private set; }

    /// <summary>Elements of a list; members of an object.</summary>
    public int Count { get; private set; }

    /// <summary>Opens a list or an object. A repeated member counts once: first place, last value.</summary>
    public static Container Open(JsonElement element, int epoch)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            var list = new Container(isList: true, element.GetArrayLength(), epoch);
            foreach (var item in element.EnumerateArray())
                list.values[list.count++] = new(item);
            list.Count = list.count;
            list.SizeBytes = element.Raw().Length;
            return list;
        }
        var map = new Container(isList: false, element.GetPropertyCount(), epoch);
        foreach (var member in element.EnumerateObject())
            map.Set(member.Text(), new(member.Value));
        map.SizeBytes = element.Raw().Length;
        return map;
    }

    /// <summary>A copy that may be changed in the given epoch; what it holds is shared.</summary>
    public Container CopyFor(int epoch)
    {
        var copy = new Container(IsList, 0, epoch) { SizeBytes = SizeBytes, Count = Count };
        copy.values = values[..count];
        copy.names = IsList ? [] : names[..count];
        copy.count = count;
        copy.index = index is null ? null : new(index);
        return copy;
    }

    /// <summary>The element at this index, or absent.</summary>
    public Slot At(long at) => IsList && at >= 0 && at < count ? values[at] : default;

    /// <summary>The member with this name, or absent.</summary>
    public Slot Of(string name) => Position(name) is >= 0 and var at ? values[at] : default;

    /// <summary>What stands at a position that <see cref="Position"/> gave, or at a list index in range.</summary>
    public Slot Child(int position) => values[position];

    /// <summary>Puts an equal, opened form of a child in its place.</summary>
    public void Reopen(int position, Container child) => values[position] = new(child);

    /// <summary>Counts a change below.</summary>
    public void Grow(long bytes) => SizeBytes += bytes;

    /// <summary>Where the member stands, for <see cref="Reopen"/>; −1 when absent.</summary>
    public int Position(string name)
    {
        if (IsList)
            return -1;
        if (index is not null)
            return index.GetValueOrDefault(name, -1);
        return Array.IndexOf(names, name, 0, count);
    }

    /// <summary>Sets a member, at the end when it is new.</summary>
    public void Set(string name, Slot value)
    {
        var at = Position(name);
        if (at >= 0)
        {
            SizeBytes += value.SizeBytes - values[at].SizeBytes;
            values[at] = value;
            return;
        }
        Reserve(1);
        names[count] = name;
        values[count] = value;
        index?.Add(name, count);
        count++;
        Count++;
        SizeBytes += JsonText.LiteralLength(name) + 1 + value.SizeBytes + (Count > 1 ? 1 : 0);
        if (index is null && count > IndexedFrom)
            index = Live().ToDictionary(member => member.Name, member => member.At, StringComparer.Ordinal);
    }

    /// <summary>Takes a member away; nothing happens when it is absent.</summary>
    public void Remove(string name)
    {
        var at = Position(name);
        if (at < 0)
            return;
        SizeBytes -= JsonText.LiteralLength(name) + 1 + values[at].SizeBytes + (Count > 1 ? 1 : 0);
        names[at] = null;
        values[at] = default;
        index?.Remove(name);
        Count--;
    }

    /// <summary>Names of the members in the order of the text.</summary>
    IEnumerable<(string Name, int At)> Live()
    {
        for (var i = 0; i < count; i++)
        {
            if (names[i] is { } name)
                yield return (name, i);
        }
    }

    void Reserve(int more)
    {
        if (count + more <= values.Length)
            return;
        var capacity = Math.Max(count + more, Math.Max(4, values.Length * 2));
        Array.Resize(ref values, capacity);
        if (!IsList)
            Array.Resize(ref names, capacity);
    }
}
